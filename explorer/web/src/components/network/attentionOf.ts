import type { NetworkSummaryFragment } from "../../generated/graphql.ts";
import { pulseOf } from "./pulseOf.ts";

/** Something that a network's operator should look at. */
export type Attention = { readonly network: string } & (
  | { readonly kind: "stale"; readonly ageSeconds: number; readonly usualSeconds: number | null }
  | { readonly kind: "failing"; readonly failed: number; readonly transactions: number }
  | { readonly kind: "checks"; readonly failed: number }
  | { readonly kind: "gaps"; readonly missing: number; readonly gaps: number }
  | { readonly kind: "empty" }
);

/** A head is stale when it is older than this many block intervals, and than five minutes. */
const staleIntervals = 10;
const staleSeconds = 300;
/** A share of failures that is worth a look, among at least so many transactions. */
const failingShare = 0.1;
const failingTransactions = 10;

/** What is wrong with a network now, worst first; what a recorded one has to show, since it does not change. */
export function attentionOf(network: NetworkSummaryFragment): Attention[] {
  const { name, head, headAgeSeconds, blockIntervalSeconds, stored, checks } = network;
  if (head === null) return [{ network: name, kind: "empty" }];
  const found: Attention[] = [];
  const failedChecks = checks
    .filter(({ state }) => state === "failed")
    .reduce((sum, { count }) => sum + Number(count), 0);
  if (failedChecks > 0) found.push({ network: name, kind: "checks", failed: failedChecks });
  const usual = blockIntervalSeconds ?? 0;
  if (headAgeSeconds !== null && headAgeSeconds > Math.max(staleSeconds, staleIntervals * usual))
    found.push({ network: name, kind: "stale", ageSeconds: headAgeSeconds, usualSeconds: blockIntervalSeconds });
  const { failed, transactions } = pulseOf(network);
  if (transactions >= failingTransactions && failed / transactions >= failingShare)
    found.push({ network: name, kind: "failing", failed, transactions });
  const missing = stored.slice(1).reduce((sum, { from }, i) => sum + (from - (stored[i]?.to ?? from)), 0);
  if (missing > 0) found.push({ network: name, kind: "gaps", missing, gaps: stored.length - 1 });
  return found;
}
