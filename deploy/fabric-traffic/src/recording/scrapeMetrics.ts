import { setTimeout as sleep } from "node:timers/promises";
import { nowUs } from "../drive/clock.ts";

/** How often each node is asked, in milliseconds. */
const EVERY_MS = 5_000;

/** One scrape: a line of `metrics/<node>.jsonl.xz`. */
export interface Scrape {
  readonly atUs: number;
  /** Prometheus text format, or null when the node did not answer. */
  readonly text: string | null;
}

/** Asks a node for its metrics now and then, until aborted, and once more at the end. */
export async function scrapeMetrics(operations: string, signal: AbortSignal): Promise<Scrape[]> {
  const scrapes: Scrape[] = [];
  const scrape = async (): Promise<void> => {
    const atUs = nowUs();
    const text = await fetch(`${operations}/metrics`, { signal: AbortSignal.timeout(EVERY_MS) })
      .then(async (answer) => await answer.text())
      // The node is down or paused.
      .catch(() => null);
    scrapes.push({ atUs, text });
  };
  while (!signal.aborted) {
    await scrape();
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  await scrape();
  return scrapes;
}
