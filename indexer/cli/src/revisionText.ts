import { countRanges, printRanges, unionRanges } from "@ledgerscope/core";
import { END, type RevisionPlan } from "@ledgerscope/warehouse";
import { formatCount } from "./output.ts";

/** What taking blocks back comes to, as lines. */
export function describeRevision(
  network: string,
  plan: RevisionPlan,
  fate: "orphans" | "read again",
): readonly string[] {
  const { asked } = plan;
  const stored = unionRanges(plan.ranges);
  const final = unionRanges(plan.ranges.filter(({ zone }) => zone === "final"));
  const lines = [
    stored.length === 0
      ? `${network}: no blocks are stored there`
      : `${network}: ${formatCount(countRanges(stored))} blocks, ${printRanges(stored)}, ${formatCount(countRanges(final))} of them final`,
  ];
  if (stored.length > 0 && plan.from < asked.from) {
    lines.push(`  ${plan.from}:${asked.from} was stored in one range with what follows and goes with it`);
  }
  if (asked.to !== END && stored.length > 0 && plan.to > asked.to) {
    lines.push(`  ${asked.to}:${plan.to} was stored in one range with what stands before and goes with it`);
  }
  for (const { table, rows, reorgs } of plan.rows) {
    const what = fate === "read again" ? "written anew" : reorgs ? `stay in ${table}_head, as orphans` : "deleted";
    lines.push(`  ${table}: ${formatCount(rows)} rows ${what}`);
  }
  if (stored.length > 0) lines.push(`  what is written from then on has revision ${plan.revision}`);
  return lines;
}
