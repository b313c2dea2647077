import type { Pass, PassStep, StoredReader } from "@ledgerscope/core";

/** Blocks per step: some seconds of work for the engine. */
const STEP_BLOCKS = 2000;

const IN_STEP = "network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}";

const PLACES = `SELECT reinterpretAsUInt64(hash) AS hash_prefix, network, height, tx_index
FROM store.evm_transactions WHERE ${IN_STEP}`;

/** Fills the look-up by hash, off the way in: sorted by hashes, its rows lie in no order of arrival. */
export const txLookupPass: Pass<unknown> = {
  name: "tx_lookup",
  version: 1,
  unit: "transactions",
  tables: ["evm_tx_lookup"],
  async *run(_config, { network, from, to, stored, signal }): AsyncGenerator<PassStep, void, void> {
    for (let at = from; at < to; ) {
      signal.throwIfAborted();
      const end = Math.min(to, (Math.floor(at / STEP_BLOCKS) + 1) * STEP_BLOCKS);
      const items = await countTransactions(stored, { network, from: at, to: end });
      const derived = items > 0 ? [{ table: "evm_tx_lookup", select: PLACES }] : [];
      yield { from: at, to: end, items, checks: [], payloads: [], derived };
      at = end;
    }
  },
};

async function countTransactions(stored: StoredReader, step: Readonly<Record<string, unknown>>): Promise<number> {
  const sql = `SELECT toUInt32(count()) AS transactions FROM store.evm_transactions WHERE ${IN_STEP}`;
  for await (const { transactions } of stored.rows<{ transactions: number }>(sql, step)) return transactions;
  return 0;
}
