import type { Viewer } from "@ledgerscope/core";
import { type Attempt, type RetryChain, retryChains } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { blockFactsIn, rowsIn } from "../slowness/heightRange.ts";
import type { TraceRange } from "../traces.ts";

/** Blocks before a range in which a chain may have begun, and after it in which it may go on. */
const MARGIN = 200;

interface CallRow {
  readonly creator_msp: string;
  readonly chaincode: string;
  readonly function: string;
  /** [id, height, index, code, name, client's ns, block's ns], in order of the client's time. */
  readonly attempts: readonly (readonly [string, number, number, number, string, number | string, number | string])[];
}

/**
 * Chains of retries with an attempt in those blocks: the same client called the same function with the same arguments
 * again after it had failed. A chain is looked for 200 blocks around them.
 */
export async function retryChainsIn(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
): Promise<readonly RetryChain[]> {
  const around = { ...range, from: Math.max(0, range.from - MARGIN), to: range.to + MARGIN };
  const rows = rowsIn(viewer, around);
  const { network, channel } = range;
  const calls = await warehouse.query<CallRow>(
    `SELECT creator_msp, chaincode, function,
  arraySort(x -> (x.6, x.2, x.3), groupArray((tx_id, toUInt32(height), tx_index, validation_code, toString(validation_name),
    toString(toUnixTimestamp64Nano(time)), toString(block_ns)))) AS attempts
FROM (
  SELECT * FROM store.fabric_transactions WHERE ${rows.sql} AND chaincode != '' AND tx_id != ''
) AS t
LEFT JOIN (
  SELECT height, toUnixTimestamp64Milli(time) * 1000000 AS block_ns FROM store.fabric_blocks WHERE ${rows.sql}
) AS b USING height
GROUP BY creator_msp, creator_cert_sha256, chaincode, function, args
HAVING count() > 1 AND countIf(validation_code != 0) > 0
  AND countIf(height >= {rangeFrom:UInt64} AND height < {rangeTo:UInt64}) > 0
ORDER BY min(height), min(tx_index)`,
    { ...rows.params, rangeFrom: range.from, rangeTo: range.to },
  );
  if (calls.length === 0) return [];
  const committed = await readFirstCommits(warehouse, viewer, around);
  return calls.flatMap((call) =>
    retryChains({
      network,
      channel,
      creatorMsp: call.creator_msp,
      chaincode: call.chaincode,
      function: call.function,
      attempts: call.attempts.map(([id, height, txIndex, code, codeName, ns, blockNs]): Attempt => {
        const proposedNs = BigInt(ns);
        const at = committed.get(height);
        // A block's time is the middle of its clients' times, and so before its commit.
        const knownNs = at ?? (BigInt(blockNs) > proposedNs ? BigInt(blockNs) : proposedNs);
        const knownFrom = at === undefined ? "block" : "commit";
        return { id, height, txIndex, code, codeName, proposedNs, knownNs, knownFrom };
      }),
    }).filter(({ attempts }) => attempts.some(({ height }) => height >= range.from && height < range.to)),
  );
}

/** The chain that a transaction belongs to; undefined where it neither retries nor is retried. */
export async function retryChainOf(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  of: { readonly network: string; readonly channel: string; readonly id: string; readonly height: number },
): Promise<RetryChain | undefined> {
  const chains = await retryChainsIn(warehouse, viewer, { ...of, from: of.height, to: of.height + 1 });
  return chains.find(({ attempts }) => attempts.some(({ id }) => id === of.id));
}

/** When the first peer had committed each block, by its log or by our own Deliver stream. */
async function readFirstCommits(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
): Promise<ReadonlyMap<number, bigint>> {
  const facts = blockFactsIn(viewer, range);
  const rows = await warehouse.query<{ id: string; ns: string }>(
    `SELECT id, toUnixTimestamp64Nano(min(assumeNotNull(end_at))) AS ns FROM store.stage_facts
WHERE ${facts.sql} AND stage = 'fabric.commit' AND end_at IS NOT NULL GROUP BY id`,
    facts.params,
  );
  return new Map(rows.map(({ id, ns }) => [Number(id), BigInt(ns)]));
}
