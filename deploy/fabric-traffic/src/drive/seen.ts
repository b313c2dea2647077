import type { Planned } from "../plan/submission.ts";

/** Where a submission ended without an outcome. */
export type FailedStage = "connect" | "propose" | "endorse" | "submit" | "outcome";

/** What a client saw of one submission: one line of `clients.jsonl`. Times are microseconds of the client's clock. */
export interface Seen
  extends Pick<
    Planned,
    | "n"
    | "group"
    | "client"
    | "intends"
    | "chaincode"
    | "function"
    | "expects"
    | "expectsError"
    | "after"
    | "submitAfter"
  > {
  readonly as: { readonly mspId: string; readonly user: string };
  /** Arguments, each cut after 200 characters. */
  readonly args: readonly string[];
  /** Organisations that were asked to endorse, where they were named. */
  readonly asked?: readonly string[];
  readonly txId?: string;
  /** Organisations whose endorsements the envelope holds. */
  readonly endorsers?: readonly string[];
  readonly dueUs: number;
  readonly proposedUs?: number;
  readonly endorsedUs?: number;
  /** When the envelope was sent, and when an orderer had accepted it. */
  readonly sentUs?: number;
  readonly submittedUs?: number;
  readonly committedUs?: number;
  /** Validation code and block, as the client's peer told it. */
  readonly code?: number;
  readonly status?: string;
  readonly block?: number;
  readonly resubmitted?: { readonly sentUs: number; readonly acceptedUs?: number; readonly error?: string };
  readonly failed?: {
    readonly stage: FailedStage;
    readonly atUs: number;
    readonly error: string;
    /** gRPC status code, where the error carries one. */
    readonly grpc?: number;
    readonly message: string;
    /** What each node said, where the gateway passes it on. */
    readonly details?: readonly { readonly address: string; readonly mspId: string; readonly message: string }[];
  };
}
