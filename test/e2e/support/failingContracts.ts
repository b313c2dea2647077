const call = (address: string, gas: string, value: string, after: string): string => {
  const before = `6000600060006000${value}73${address.replace("0x", "")}${gas}f115`;
  const target = (before.length / 2 + 4).toString(16).padStart(2, "0");
  return `${before}60${target}57005b${after}`;
};
const NOTHING = "60006000fd";
/** Reverts with the very bytes that the call returned. */
const SAME = "3d600060003e3d6000fd";

/** Code of contracts that fail in one way each, by hand: https://www.evm.codes */
export const failing = {
  /** For ever: JUMPDEST PUSH1 0 JUMP. */
  burner: "5b600056",
  /** INVALID, which burns all gas. */
  halting: "fe",
  /** Sets slot 0. */
  writer: "6001600055",
  /** Reverts with Error("not the owner"). */
  refuser: (data: string): string => {
    const length = (data.length / 2).toString(16).padStart(4, "0");
    return `61${length}80600c6000396000fd${data}`;
  },
  /** Calls with all gas that there is; reverts without bytes when that fails. */
  passingAll: (to: string): string => call(to, "5a", "6000", NOTHING),
  /** Calls with 5,000 gas. */
  passingFixed: (to: string): string => call(to, "611388", "6000", NOTHING),
  /** Sends 1 wei with the stipend alone, as `transfer` does. */
  paying: (to: string): string => call(to, "6000", "6001", NOTHING),
  /** Calls, and hands up the bytes of a failure. */
  bubbling: (to: string): string => call(to, "5a", "6000", SAME),
  /** Calls what writes in a way in which nothing may be written. */
  reading: (to: string): string => {
    const before = `600060006000600073${to.replace("0x", "")}5afa15`;
    const target = (before.length / 2 + 4).toString(16).padStart(2, "0");
    return `${before}60${target}57005b${SAME}`;
  },
} as const;

/** Init code of a contract of 1,024 zero bytes. */
export const LARGE = "0x6104006000f3";
