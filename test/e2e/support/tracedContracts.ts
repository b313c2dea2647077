/** Init code that returns the given code. */
export const deploying = (code: string): string => {
  const size = (code.length / 2).toString(16).padStart(4, "0");
  return `0x61${size}80600c6000396000f3${code}`;
};

const work = [
  "69600160005360016000f3600052", // init code of the child into memory
  "600a60166000f0", // create: child
  "8060006000600060006000", // its copy, and no arguments
  "8561c350f15050", // call
  "60006000600060008461c350f45050", // delegatecall
  "6000600060006000600561dead61c350f150", // 5 wei
  "6007600155", // slot 1
].join("");
/**
 * Creates a contract whose code fails, calls it and delegates to it (both fail, and are caught), pays 5 wei, sets slot
 * 1 to 7; given any call data, it then reverts.
 */
export const busy = `${work}361560${(work.length / 2 + 10).toString(16)}5760006000fd5b00`;
/** Destroys itself in favour of 0xbeef. */
export const dying = "61beefff";

const TRANSFER = "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** Called without data it logs the transfer of 5 to 0xbeef; to any question it answers that text, as an ABI encodes it. */
export const tokenNamed = (name: string): string => {
  const bytes = Buffer.from(name);
  const answer = `${hex(32, 64)}${hex(bytes.length, 64)}${bytes.toString("hex").padEnd(Math.ceil(bytes.length / 32) * 64, "0")}`;
  const log = `600560005261beef60007f${TRANSFER}60206000a300`;
  const answering = 4 + log.length / 2;
  const size = hex(answer.length / 2, 4);
  return `3660${hex(answering, 2)}57${log}5b61${size}61${hex(answering + 16, 4)}60003961${size}6000f3${answer}`;
};
