import type { Viewer } from "@ledgerscope/core";
import { type Attempt, type RetryChain, retryChains } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { blockFactsIn, rowsIn } from "../slowness/heightRange.ts";
import type { TraceRange } from "../traces.ts";

/** Blocks before a range in which a chain may have begun, and after it in which it may go on. */
const MARGIN = 200;

/** [id, height, index, code, name, client's ns, block's ns]. */
type AttemptRow = readonly [string, number, number, number, string, number | string, number | string];

interface CallRow {
  readonly creator_msp: string;
  readonly chaincode: string;
  readonly function: string;
  /** In order of the client's time. */
  readonly attempts: readonly AttemptRow[];
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
  const around = marginOf(range);
  const rows = rowsIn(viewer, around);
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
  return chainsOf(warehouse, viewer, range, around, calls);
}

async function chainsOf(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  range: TraceRange,
  around: TraceRange,
  calls: readonly CallRow[],
): Promise<readonly RetryChain[]> {
  if (calls.length === 0) return [];
  const { network, channel } = range;
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

/** A transaction, and what makes another one the same call again. */
export interface RetriedCall {
  readonly network: string;
  readonly channel: string;
  readonly id: string;
  readonly height: number;
  /** Of the client's certificate, hex. */
  readonly certSha256: string;
  readonly chaincode: string;
  /** `sipHash128(function, args)` of its row, hex. */
  readonly callHash: string;
}

/**
 * The chain that a transaction belongs to; undefined where it neither retries nor is retried. Its own call alone is
 * looked for: what is asked of each transaction's page must not cost what a stretch of the ledger does.
 */
export async function retryChainOf(
  warehouse: Pick<Warehouse, "query">,
  viewer: Viewer,
  { network, channel, id, height, certSha256, chaincode, callHash }: RetriedCall,
): Promise<RetryChain | undefined> {
  if (id === "" || chaincode === "") return undefined;
  const range = { network, channel, from: height, to: height + 1 };
  const around = marginOf(range);
  const rows = rowsIn(viewer, around);
  const attempts = await warehouse.query<
    Record<"tx_id" | "validation_name" | "creator_msp" | "function" | "ns", string> &
      Record<"height" | "tx_index" | "validation_code", number | string>
  >(
    `SELECT tx_id, height, tx_index, validation_code, validation_name, creator_msp, function,
  toString(toUnixTimestamp64Nano(time)) AS ns FROM store.fabric_transactions
WHERE ${rows.sql} AND creator_cert_sha256 = unhex({cert:String}) AND chaincode = {chaincode:String} AND tx_id != ''
  AND sipHash128(function, args) = unhex({call:String})
ORDER BY time, height, tx_index`,
    { ...rows.params, cert: certSha256, chaincode, call: callHash },
  );
  const own = attempts.find((attempt) => attempt.tx_id === id && Number(attempt.height) === height);
  const made = attempts.filter(({ creator_msp }) => creator_msp === own?.creator_msp);
  if (!own || made.length < 2 || made.every(({ validation_code: code }) => Number(code) === 0)) return undefined;
  const heights = made.map((attempt) => Number(attempt.height));
  const blocks = await warehouse.query<{ height: number | string; ns: string }>(
    `SELECT height, toString(toUnixTimestamp64Milli(time) * 1000000) AS ns FROM store.fabric_blocks
WHERE ${rows.sql} AND height IN {heights:Array(UInt64)}`,
    { ...rows.params, heights },
  );
  const blockNs = new Map(blocks.map((block) => [Number(block.height), block.ns]));
  const call: CallRow = {
    ...{ creator_msp: own.creator_msp, chaincode, function: own.function },
    attempts: made.map(({ tx_id, height: at, tx_index, validation_code, validation_name, ns }) => [
      ...([tx_id, Number(at), Number(tx_index), Number(validation_code), validation_name] as const),
      ...([ns, blockNs.get(Number(at)) ?? 0] as const),
    ]),
  };
  const chains = await chainsOf(warehouse, viewer, range, around, [call]);
  return chains.find((chain) => chain.attempts.some((attempt) => attempt.id === id));
}

const marginOf = (range: TraceRange): TraceRange => ({
  ...range,
  from: Math.max(0, range.from - MARGIN),
  to: range.to + MARGIN,
});

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
