import { setTimeout as sleep } from "node:timers/promises";

/** How often a ledger on disk is looked at, in milliseconds: a peer that writes it tells nobody. */
const POLL_MS = 250;

/** Ends after the delay, or when the signal aborts. */
export async function pollDelay(signal?: AbortSignal): Promise<void> {
  await sleep(POLL_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
}
