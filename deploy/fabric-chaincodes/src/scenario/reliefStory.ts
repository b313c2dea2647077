import type { Label } from "../reliefFund/rules/label.ts";
import type { ErrorCode } from "../reliefFund/rules/reliefError.ts";
import type { ReliefRole } from "../reliefFund/rules/roles.ts";

/** What a step is to show. */
export type ReliefIntent =
  | "setup"
  | "planned-path"
  | "off-path"
  | "stage-skipped"
  | "late"
  | "amount-mismatch"
  | "payer-mismatch"
  | "payee-mismatch"
  | "corrected"
  | "refund"
  | "project-rejected"
  | "role-refused"
  | "forged-signature"
  | "duplicate-bill"
  | "over-budget"
  | "strict-path-refused"
  | "double-submission";

/** One submission. */
export interface ReliefStep {
  /** Role that submits it; see `reliefFundRoles` for its organisation. */
  readonly as: ReliefRole;
  /** First argument of the transaction, as it is: `bills:create`. */
  readonly function: string;
  readonly args: readonly string[];
  /** UTF-8 texts. */
  readonly transient?: Readonly<Record<string, string>>;
  readonly intends: ReliefIntent;
  /** `refused`: no endorsement. `conflict`: this step or the one before it fails, by validation or refused. */
  readonly expects: "committed" | "refused" | "conflict";
  /** What the message of a refusal begins with. */
  readonly error?: ErrorCode;
  /** To be submitted at the same time as the step before it. */
  readonly together?: true;
}

/** One project from application to its end. Each step waits until the one before has been committed. */
export interface ReliefStory {
  readonly name: string;
  readonly title: Label;
  readonly steps: readonly ReliefStep[];
}
