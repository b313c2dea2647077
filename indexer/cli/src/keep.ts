import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError, CorruptDataError, RetryableError } from "@ledgerscope/core";
import { log } from "./log.ts";

/** How long a loop waits before it is tried again after an error, at first and at most, in milliseconds. */
const FIRST_DELAY_MS = 2_000;
const MAX_DELAY_MS = 60_000;

/**
 * Runs `work` until it ends by itself or the signal aborts. Data that cannot be what it claims to be, and what
 * the user has to change, stop this one loop, loudly, and leave the others running. Anything else is tried
 * again, with growing delay.
 */
export async function keep(
  what: string,
  signal: AbortSignal,
  work: () => Promise<void>,
  onHalt: (reason: string) => void,
): Promise<void> {
  let delayMs = FIRST_DELAY_MS;
  while (!signal.aborted) {
    const startedMs = Date.now();
    try {
      await work();
      return;
    } catch (error) {
      if (signal.aborted) return;
      const { message } = error as Error;
      if (error instanceof CorruptDataError || error instanceof ConfigError) {
        log.fatal({ what, err: error }, `${what} halted: ${message}`);
        onHalt(message);
        return;
      }
      // It had worked for a while: this is another trouble.
      if (Date.now() - startedMs > MAX_DELAY_MS) delayMs = FIRST_DELAY_MS;
      const known = error instanceof RetryableError;
      log[known ? "warn" : "error"](
        known ? { what } : { what, err: error },
        `${what}: ${message}; trying again in ${delayMs / 1000} s`,
      );
      await sleep(delayMs, undefined, { signal }).catch(() => {});
      delayMs = Math.min(MAX_DELAY_MS, delayMs * 2);
    }
  }
}
