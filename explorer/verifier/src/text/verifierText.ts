import type { Progress, VerificationStep } from "../checkBundle.ts";
import type { ProblemReason } from "../problem.ts";

/** All that the verifier says. Written so that a reader without a technical background understands it. */
export interface VerifierText {
  readonly heading: string;
  readonly intro: string;
  /** Where there is no bundle but the visitor's. */
  readonly introFile: string;
  readonly button: string;
  readonly again: string;
  readonly download: string;
  readonly needsScript: string;
  readonly needsScriptFile: string;
  readonly fileLabel: string;
  readonly fileChoose: string;
  readonly fileHint: string;
  readonly genesisLabel: string;
  readonly genesisHint: string;
  /** Where the page names no fingerprint. */
  readonly genesisHintNone: string;
  readonly downloading: (received: number, total: number | undefined) => string;
  readonly checking: (progress: Progress) => string;
  readonly passed: (heights: readonly number[]) => string;
  readonly passedMeaning: string;
  /** All checks passed on block 0 alone, which nobody signs. */
  readonly firstBlock: string;
  readonly firstBlockMeaning: string;
  /** All checks passed, but no trust root was given. */
  readonly consistent: (heights: readonly number[]) => string;
  readonly consistentMeaning: string;
  readonly failed: string;
  readonly failedMeaning: string;
  /** A failed check in plain words, naming the block. */
  readonly failure: (check: string, height: number) => string;
  readonly checkedIn: (milliseconds: number, computed: Progress) => string;
  readonly source: { readonly page: string; readonly file: (name: string) => string };
  /** Which trust root was used, and what follows from it. */
  readonly trust: {
    readonly visitor: (hash: string) => string;
    readonly portal: (hash: string) => string;
    readonly none: string;
  };
  readonly table: {
    readonly caption: string;
    readonly check: string;
    readonly result: string;
    readonly detail: string;
    readonly block: (height: number) => string;
  };
  readonly state: Readonly<Record<VerificationStep["state"], string>>;
  /** Name and meaning of each check. */
  readonly checks: Readonly<Record<string, readonly [name: string, meaning: string]>>;
  readonly proves: { readonly heading: string; readonly level: string; readonly items: readonly string[] };
  readonly notProves: { readonly heading: string; readonly items: readonly string[] };
  readonly problem: (reason: ProblemReason) => string;
}
