import type { NetworkSummaryFragment } from "../../generated/graphql.ts";

/** How a network does at the moment; a recorded one over all of its time. */
export interface Pulse {
  /** Per second; undefined while nothing is known of the time. */
  readonly perSecond: number | undefined;
  readonly transactions: number;
  readonly failed: number;
}

/** Of a live network's last hour, the newest five minutes. */
const newestBuckets = 4;

export function pulseOf({
  activity,
  recorded,
  replayed,
}: Pick<NetworkSummaryFragment, "activity" | "recorded" | "replayed">): Pulse {
  const newest = recorded || replayed ? activity : activity.slice(-newestBuckets);
  const transactions = newest.reduce((sum, bucket) => sum + bucket.transactions, 0);
  const failed = newest.reduce((sum, bucket) => sum + bucket.failed, 0);
  const [first, last] = [newest[0], newest.at(-1)];
  const seconds = first && last ? (Date.parse(last.to) - Date.parse(first.from)) / 1_000 : 0;
  return { perSecond: seconds > 0 ? transactions / seconds : undefined, transactions, failed };
}
