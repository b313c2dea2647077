import type { Stage, Viewer } from "@ledgerscope/core";
import type { NodeEvent } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { TraceRange } from "../traces.ts";
import { blockFactsIn, momentFactsIn } from "./heightRange.ts";

/** A span of time, Unix nanoseconds. */
export interface Period {
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

/** Events so long before the first block may still be felt in it, nanoseconds. */
const MARGIN_NS = 60_000_000_000n;
const NS_PER_S = 1_000_000_000n;

/** When the nodes were at work on a range of blocks; undefined where nothing was seen. */
export async function periodOf(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
): Promise<Period | undefined> {
  const facts = blockFactsIn(viewer, range);
  const [row] = await warehouse.query<{ from_ns: string; to_ns: string; facts: string }>(
    `SELECT toUnixTimestamp64Nano(min(at)) AS from_ns, toUnixTimestamp64Nano(max(at)) AS to_ns, toString(count()) AS facts
FROM store.stage_facts WHERE ${facts.sql}`,
    facts.params,
  );
  if (!row || row.facts === "0") return undefined;
  return { fromNs: BigInt(row.from_ns) - MARGIN_NS, toNs: BigInt(row.to_ns) + NS_PER_S };
}

/** What befell nodes in a period, in order of time. */
export async function readNodeEvents(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  of: Period & { readonly network: string; readonly channel: string },
): Promise<readonly NodeEvent[]> {
  const moments = momentFactsIn(viewer, of);
  const rows = await warehouse.query<{
    readonly stage: Stage;
    readonly node: string;
    readonly remote: string;
    readonly at_ns: string;
    readonly attributes: Record<string, string>;
  }>(
    `SELECT DISTINCT stage, node, remote, toUnixTimestamp64Nano(coalesce(start_at, end_at, at)) AS at_ns, attributes
FROM store.stage_facts
WHERE ${moments.sql} AND subject = 'node'
ORDER BY at_ns, node, stage`,
    moments.params,
  );
  return rows.map(({ stage, node, remote, at_ns, attributes }) => ({
    ...{ stage, node, atNs: BigInt(at_ns), attributes },
    ...(remote === "" ? {} : { remote }),
  }));
}
