import type { Warehouse } from "@ledgerscope/warehouse";
import type { BlockRange } from "./ledgerRows.ts";

/** Newest blocks that are looked at one by one; older ones have waited long enough. */
const NEWEST = 200;
/** What is that old is explained even where an observer has not told of it, in seconds. */
const PATIENCE_S = 60;
/** After the last commit the client is told, and logs are flushed, in seconds. */
const QUIET_S = 2;

/**
 * Up to which height blocks are ready to be explained: every node whose log tells of commits has told of theirs, or
 * has had a minute to do so.
 * @param of.to nothing is ready from this height on.
 * @returns the lowest height that is not ready; `of.to` when all are.
 */
export async function readyHeights(warehouse: Warehouse, of: Omit<BlockRange, "from">): Promise<number> {
  if (of.family !== "fabric") return of.to;
  const from = Math.max(0, of.to - NEWEST);
  const { network, channel, to } = of;
  const [row] = await warehouse.query<{ height: string }>(
    `WITH
  (SELECT uniqExact(node) FROM store.log_positions
   WHERE network = {network:String} AND channel = {channel:String} AND has(stages, 'fabric.commit')) AS observers
SELECT min(b.height) AS height
FROM (
  SELECT height, max(time) AS time FROM store.fabric_transactions
  WHERE network = {network:String} AND channel = {channel:String} AND height >= {from:UInt64} AND height < {to:UInt64}
  GROUP BY height
) AS b
LEFT JOIN (
  SELECT toUInt64(id) AS height, uniqExact(node) AS nodes, max(at) AS last_at FROM store.stage_facts
  WHERE network = {network:String} AND channel = {channel:String} AND subject = 'block'
    AND id IN (SELECT toString({from:UInt64} + number) FROM numbers(toUInt64({to:UInt64} - {from:UInt64})))
    AND stage = 'fabric.commit' AND edge != 'start'
  GROUP BY height
) AS c ON c.height = b.height
WHERE b.time > now64(9) - ${PATIENCE_S} AND (c.nodes < observers OR c.last_at > now64(9) - ${QUIET_S})
HAVING count() > 0`,
    { network, channel, from, to },
  );
  return row ? Number(row.height) : to;
}
