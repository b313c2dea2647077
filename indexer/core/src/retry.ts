import { setTimeout as sleep } from "node:timers/promises";
import { RetryableError } from "./errors.ts";

export interface RetryOptions {
  /** Most tries in all. @default 6 */
  readonly tries?: number;
  /** Wait before the second try, in milliseconds; doubles each time, with jitter. @default 100 */
  readonly firstDelayMs?: number;
  /** Longest wait, in milliseconds. @default 10000 */
  readonly maxDelayMs?: number;
  readonly signal?: AbortSignal;
  /** Told before each wait. */
  readonly onRetry?: (error: RetryableError, attempt: number, delayMs: number) => void;
}

/** Runs `work` again while it throws RetryableError, within the bound; the last error is thrown on. */
export async function retry<T>(work: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const { tries = 6, firstDelayMs = 100, maxDelayMs = 10_000, signal, onRetry } = options;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RetryableError) || attempt >= tries) throw error;
      const backoffMs = Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
      const delayMs = Math.max(backoffMs, error.retryAfterMs ?? 0);
      onRetry?.(error, attempt, delayMs);
      await sleep(delayMs, undefined, signal ? { signal } : {});
    }
  }
}
