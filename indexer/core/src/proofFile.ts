import type { BlockRef } from "./block.ts";
import type { Check } from "./check.ts";
import type { VerifyRequest } from "./verifyRequest.ts";

/** What a part of a proof file proves. */
export interface ProvenPart {
  /** First height. */
  readonly from: number;
  /** Whoever trusts its hash may trust what is proven of the part. */
  readonly newest: BlockRef;
  /** `headers`: the chain of headers up to the newest block, but not the contents of each of its blocks. */
  readonly proven: "contents" | "headers" | "nothing";
}

/** A file that proves stored blocks by itself: it is checked without the warehouse and without a node. */
export interface ProofFile<Config> {
  /** What the first line of each of its parts says it is: `ledgerscope/evm-proof/v1`. */
  readonly format: string;
  /**
   * A part of the file: one JSON object per line, the first one `{format, network, from, to}`.
   * @throws CorruptDataError when a stored block cannot be read.
   */
  write(config: Config, request: VerifyRequest): AsyncIterable<string>;
  /**
   * Checks the lines of a file and returns what each part proves. A part whose contents are not proven in full has a
   * failed check that says why, whichever state the checks themselves have: a file that names no rule proves nothing.
   * @param config of the reader's own network, if it has one: what the file says of itself is not believed.
   */
  verify(lines: AsyncIterable<string>, config: Config | undefined): AsyncGenerator<Check, readonly ProvenPart[], void>;
}
