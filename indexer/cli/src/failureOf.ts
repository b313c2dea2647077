import { type Check, CorruptDataError, ForkError, LedgerscopeError, RetryableError } from "@ledgerscope/core";

/** A failure that is no outcome of a check on a block: what scripts are told of an error. */
export type Failure = Pick<Check, "check" | "detail"> & { readonly height: number | null };

/**
 * What an error says of a network: `fetch` (its node does not answer), `source_data` (what it has cannot be read), `fork`,
 * `configuration`.
 * @param height the first one that is missing because of it.
 * @throws the error itself when it is none that this program raises on purpose.
 */
export function failureOf(error: unknown, height: number | null): Failure {
  if (!(error instanceof LedgerscopeError)) throw error;
  const detail = error.message;
  if (error instanceof RetryableError) return { check: "fetch", height, detail };
  if (error instanceof CorruptDataError) return { check: "source_data", height: error.height ?? height, detail };
  return { check: error instanceof ForkError ? "fork" : "configuration", height, detail };
}
