import type { ClientKind } from "../plan/submission.ts";

/** What a client is asked to submit. */
export interface Request {
  readonly chaincode: string;
  readonly function: string;
  readonly args: readonly string[];
  readonly transient?: Readonly<Record<string, string>>;
  readonly endorsers?: readonly string[];
  readonly endorseTimeoutMs: number;
}

export interface Outcome {
  /** Validation code as Fabric numbers them (peer/transaction.proto). */
  readonly code: number;
  /** Number of the block. */
  readonly block: number;
}

/** An endorsed transaction in the hands of its client. */
export interface Endorsed {
  /** Organisations that signed, in the order of the envelope. */
  readonly endorsers: readonly string[];
  /** Sends the signed envelope to an orderer; called again, the same envelope once more. */
  submit(): Promise<void>;
  /** What became of it, as the client's own peer tells; may be asked for once it was submitted. */
  outcome(): Promise<Outcome>;
}

interface Proposed {
  readonly txId: string;
  endorse(): Promise<Endorsed>;
}

/** One connection of one identity through one library. */
export interface Client {
  readonly kind: ClientKind;
  propose(request: Request): Promise<Proposed>;
  close(): void;
}

/** How long a client waits, in milliseconds. */
export const SUBMIT_TIMEOUT_MS = 15_000;
export const OUTCOME_TIMEOUT_MS = 30_000;
