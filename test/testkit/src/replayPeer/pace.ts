import type { RecordedLedger } from "./recordedLedger.ts";

/** How fast blocks become available: all at once, at the recording's own pace, at a rate, or as a test releases them. */
export type Pace = "all" | "recorded" | "manual" | { readonly transactionsPerSecond: number };

/** When each block becomes available, in milliseconds after block 0; never falling. */
export function schedule(pace: Pace, { blocks, timesMs, transactions }: RecordedLedger): readonly number[] {
  if (pace === "all") return blocks.map(() => 0);
  if (pace === "manual") return blocks.map(() => Number.POSITIVE_INFINITY);
  if (pace === "recorded") return timesMs.map((time) => time - (timesMs[0] as number));
  return transactions.map((count) => ((count - (transactions[0] as number)) / pace.transactionsPerSecond) * 1000);
}
