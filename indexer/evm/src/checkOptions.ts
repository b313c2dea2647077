import type { Check } from "@ledgerscope/core";

export interface CheckOptions {
  /** False: hashes and roots are not recomputed. @default true */
  readonly proves?: boolean;
  /** Chain id that the network has; undefined where nobody says. */
  readonly chainId?: bigint | undefined;
}

/** A check that the configuration has turned off. */
export const turnedOff = (check: string, height: number): Check => ({
  check,
  state: "unchecked",
  height,
  detail: "the configuration says `verify: false`",
});
