import type { RecordedLedger } from "./recordedLedger.ts";

/** How long nothing happens at most at a recording's own pace, in milliseconds: longer silence is shortened to this. */
const MAX_SILENCE_MS = 10_000;

/** How fast blocks become available: all at once, at the recording's own pace, at a rate, or as a test releases them. */
export type Pace = "all" | "recorded" | "manual" | { readonly transactionsPerSecond: number };

/** When each block becomes available, in milliseconds after block 0; never falling. */
export function schedule(pace: Pace, { blocks, timesMs, transactions }: RecordedLedger): readonly number[] {
  if (pace === "all") return blocks.map(() => 0);
  if (pace === "manual") return blocks.map(() => Number.POSITIVE_INFINITY);
  if (pace === "recorded") {
    let at = 0;
    return timesMs.map((time, number) => {
      at += Math.min(time - (timesMs[number - 1] ?? time), MAX_SILENCE_MS);
      return at;
    });
  }
  return transactions.map((count) => ((count - (transactions[0] as number)) / pace.transactionsPerSecond) * 1000);
}
