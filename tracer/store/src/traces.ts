import type { Viewer } from "@ledgerscope/core";
import { assemble, type EvmEvidence, type TxTrace } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { evmEvidence } from "./evm/evmEvidence.ts";
import { evmTransactionsBetween } from "./evm/evmTransaction.ts";
import { fabricTransactionsBetween } from "./fabric/fabricTransaction.ts";
import { gatherFacts } from "./gatherFacts.ts";
import { readBatchSizes } from "./readBatchSizes.ts";
import { readObservers } from "./readFacts.ts";
import { scopeOf } from "./scope.ts";
import type { StoredTransaction } from "./storedTransaction.ts";

/** Transactions whose facts are held at once; a block is never cut. */
const TRANSACTIONS_AT_ONCE = 1_000;

/** Some blocks of one channel. */
export interface TraceRange {
  readonly network: string;
  readonly channel: string;
  /** First height. */
  readonly from: number;
  /** Height after the last one. */
  readonly to: number;
}

/**
 * The traces of all transactions of some blocks, in order of the ledger: each the same as `trace()` gives, for a
 * few queries per thousand transactions.
 */
export async function* traces(warehouse: Warehouse, viewer: Viewer, range: TraceRange): AsyncGenerator<TxTrace> {
  const { network, channel } = range;
  const [observers, withBatch] = await Promise.all([
    readObservers(warehouse, viewer, range),
    readBatchSizes(warehouse, viewer, range),
  ]);
  for (let from = range.from; from < range.to; ) {
    const to = await endOfPage(warehouse, viewer, { ...range, from });
    if (to === undefined) return;
    const { transactions, evidence } = await transactionsBetween(warehouse, viewer, { ...range, from, to });
    const heights = new Map(transactions.map(({ id, ledger }) => [idOf(id), ledger.height]));
    const gathered = await gatherFacts(warehouse, viewer, { network, channel, blocks: { from, to } }, (id) =>
      heights.get(id),
    );
    for (const [index, { family, id, ledger }] of transactions.entries()) {
      const evm = evidence[index];
      yield assemble({
        ...{ network, channel, family, id, observers, ledger: withBatch(ledger) },
        facts: gathered.facts(idOf(id), ledger.height),
        surroundings: gathered.surroundings(ledger.height),
        ...(evm ? { evm } : {}),
      });
    }
    from = to;
  }
}

/** As facts name it: without the prefix that some chains print. */
const idOf = (id: string): string => id.replace(/^0x/, "");

/** Channels are Fabric's: a range without one is of an EVM chain. */
async function transactionsBetween(
  warehouse: Warehouse,
  viewer: Viewer,
  range: TraceRange,
): Promise<{ readonly transactions: readonly StoredTransaction[]; readonly evidence: readonly EvmEvidence[] }> {
  if (range.channel !== "") {
    return { transactions: await fabricTransactionsBetween(warehouse, viewer, range), evidence: [] };
  }
  const transactions = await evmTransactionsBetween(warehouse, viewer, range);
  return { transactions, evidence: await evmEvidence(warehouse, viewer, range.network, transactions) };
}

/** The height after those blocks that hold about as many transactions as are worked on at once; undefined when there are no more. */
async function endOfPage(warehouse: Warehouse, viewer: Viewer, range: TraceRange): Promise<number | undefined> {
  const isFabric = range.channel !== "";
  const scope = scopeOf(viewer, range.network, { channel: isFabric });
  const blocks = await warehouse.query<{ height: string; tx_count: number }>(
    `SELECT height, tx_count FROM store.${isFabric ? "fabric_blocks" : "evm_blocks"}
WHERE ${scope.sql} ${isFabric ? "AND channel = {channel:String}" : ""} AND height >= {from:UInt64} AND height < {to:UInt64}
ORDER BY height LIMIT {limit:UInt32}`,
    {
      ...scope.params,
      ...(isFabric ? { channel: range.channel } : {}),
      ...{ from: range.from, to: range.to, limit: TRANSACTIONS_AT_ONCE },
    },
  );
  let held = 0;
  for (const { height, tx_count } of blocks) {
    held += tx_count;
    if (held >= TRANSACTIONS_AT_ONCE) return Number(height) + 1;
  }
  const last = blocks.at(-1);
  return last && Number(last.height) + 1;
}
