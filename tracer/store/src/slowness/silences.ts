import type { Viewer } from "@ledgerscope/core";
import type { LongSimulation, NodeClock, Silence } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import type { TraceRange } from "../traces.ts";
import { blockFactsIn, momentFactsIn, transactionFactsIn } from "./heightRange.ts";
import type { Period } from "./nodeEvents.ts";

/** Shorter pauses are nothing unusual, nanoseconds. */
const LEAST_NS = 3_000_000_000;
/** Blocks that others of its kind must have handled meanwhile. */
const LEAST_BLOCKS = 2;

/** By how much the clock of the row's node is ahead, nanoseconds. */
const OFF = "transform(toString(node), {offNodes:Array(String)}, {offsets:Array(Int64)}, toInt64(0))";

interface Row {
  readonly node: string;
  readonly from_ns: string;
  readonly to_ns: string;
}

/**
 * Stretches in which a node told nothing, of no block, transaction or call, while others of its kind (peers
 * commit, orderers write) went on with blocks: it stood still, or its log of that time is missing. Times are the node's own.
 * @param range.clocks how far the nodes' clocks are known to be off: they are compared on one.
 */
export async function readSilences(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange & Period & { readonly clocks: readonly NodeClock[] },
): Promise<readonly Silence[]> {
  const blocks = blockFactsIn(viewer, range);
  const transactions = transactionFactsIn(viewer, range);
  const off = range.clocks.filter(({ offsetNs }) => offsetNs !== 0n);
  const moments = momentFactsIn(viewer, range);
  const rows = await warehouse.query<Row>(
    `WITH seen AS (
  SELECT node, toUnixTimestamp64Nano(at) - ${OFF} AS ns FROM (
    SELECT node, at FROM store.stage_facts WHERE ${blocks.sql} AND evidence = 'measured'
    UNION ALL
    SELECT node, at FROM store.stage_facts WHERE ${transactions.sql} AND evidence = 'measured'
    UNION ALL
    SELECT node, at FROM store.stage_facts WHERE ${moments.sql} AND evidence = 'measured'
  )
), work AS (
  SELECT node, if(stage = 'fabric.commit', 'peer', 'orderer') AS kind, id, max(toUnixTimestamp64Nano(at) - ${OFF}) AS done
  FROM store.stage_facts
  WHERE ${blocks.sql} AND stage IN ('fabric.commit', 'fabric.order.write') AND evidence = 'measured' GROUP BY node, kind, id
), gaps AS (
  SELECT node, previous AS since, ns AS until FROM (
    SELECT node, ns, lagInFrame(ns, 1, ns) OVER (PARTITION BY node ORDER BY ns ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS previous
    FROM seen
  ) WHERE ns - previous >= {leastNs:Int64}
)
SELECT g.node AS node, toString(g.since) AS from_ns, toString(g.until) AS to_ns
FROM gaps AS g
INNER JOIN (SELECT DISTINCT node, kind FROM work) AS own ON own.node = g.node
INNER JOIN work AS other ON other.kind = own.kind
WHERE other.node != g.node AND other.done > g.since AND other.done < g.until
GROUP BY node, g.since, g.until HAVING uniqExact(other.id) >= {leastBlocks:UInt32}
ORDER BY g.since, node`,
    {
      ...transactions.params,
      ...blocks.params,
      ...moments.params,
      leastNs: LEAST_NS,
      leastBlocks: LEAST_BLOCKS,
      offNodes: off.map(({ node }) => node),
      offsets: off.map(({ offsetNs }) => Number(offsetNs)),
    },
  );
  const offsets = new Map(off.map(({ node, offsetNs }) => [node, offsetNs]));
  return rows.map(({ node, from_ns, to_ns }) => {
    const by = offsets.get(node) ?? 0n;
    return { node, fromNs: BigInt(from_ns) + by, toNs: BigInt(to_ns) + by };
  });
}

/** The share of a silence that a chaincode's call must have taken to be its reason. */
const MOSTLY = 0.7;

/**
 * Without those in which the peer was waiting for a call of a chaincode, which holds its state: it tells nothing then,
 * either. A call that took the other peers less time is no reason, but was itself held up.
 */
export const withoutBusy = (silences: readonly Silence[], simulations: readonly LongSimulation[]): readonly Silence[] =>
  silences.filter(({ node, fromNs, toNs }) => {
    const [silent, margin] = [Number(toNs - fromNs), 100_000_000n];
    return !simulations.some((call) => {
      const from = call.startNs > fromNs ? call.startNs : fromNs;
      const to = call.endNs < toNs ? call.endNs : toNs;
      const taken = Number(call.endNs - call.startNs);
      const elsewhere = simulations.filter(({ id, node: other }) => id === call.id && other !== node);
      return (
        call.node === node &&
        call.endNs >= toNs - margin &&
        Number(to - from) >= MOSTLY * silent &&
        elsewhere.every(({ startNs, endNs }) => Number(endNs - startNs) >= 0.8 * taken)
      );
    });
  });
