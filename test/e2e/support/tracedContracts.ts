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
