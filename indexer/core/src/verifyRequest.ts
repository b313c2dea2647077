import type { Source } from "./source.ts";
import type { StoredReader } from "./storedReader.ts";

/** Which stored blocks are to be proven again. */
export interface VerifyRequest {
  readonly network: string;
  readonly from: number;
  /** Half-open. */
  readonly to: number;
  readonly stored: StoredReader;
  /** Compare with the chain itself as well. */
  readonly node?: Source;
  readonly signal: AbortSignal;
}
