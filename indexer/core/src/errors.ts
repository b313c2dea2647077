import type { BlockRef } from "./block.ts";

/**
 * Base of every error that Ledgerscope raises on purpose. The subclass says what the caller should do,
 * so that policy is one `instanceof`; `code` is stable and may be matched by scripts.
 */
export abstract class LedgerscopeError extends Error {
  abstract readonly code: string;
}

/** The same call may succeed later (network, 429, busy engine): retry with backoff, within a bound. */
export class RetryableError extends LedgerscopeError {
  override readonly name = "RetryableError";
  readonly code = "RETRYABLE";
  /** What the other side asked for, in milliseconds, where it did (HTTP `Retry-After`). */
  readonly retryAfterMs?: number;

  constructor(message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

/** The user has to change something; the message names the key or command and says to what. */
export class ConfigError extends LedgerscopeError {
  override readonly name = "ConfigError";
  readonly code = "CONFIG";
}

/** Data that cannot be what it claims to be: halt or quarantine, and keep the bytes. */
export class CorruptDataError extends LedgerscopeError {
  override readonly name = "CorruptDataError";
  readonly code = "CORRUPT_DATA";
  /** Height of the block concerned, where it is known. */
  readonly height?: number;
  /** The bytes as they were received. */
  readonly raw?: Uint8Array;

  constructor(message: string, options: { height?: number; raw?: Uint8Array; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    if (options.height !== undefined) this.height = options.height;
    if (options.raw !== undefined) this.raw = options.raw;
  }
}

/** The block that we hold is no longer the node's: rewind to a common ancestor. */
export class ForkError extends LedgerscopeError {
  override readonly name = "ForkError";
  readonly code = "FORK";
  /** The block that we hold. */
  readonly expected: BlockRef;
  /** The node's recent canonical blocks, ascending. */
  readonly canonical: readonly BlockRef[];

  constructor(expected: BlockRef, canonical: readonly BlockRef[]) {
    const theirs = canonical.find((ref) => ref.number === expected.number);
    super(
      `block ${expected.number} ${expected.hash} is no longer canonical` +
        (theirs ? `: the node has ${theirs.hash}` : ": the node has no block at that height"),
    );
    this.expected = expected;
    this.canonical = canonical;
  }
}
