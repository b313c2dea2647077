import type { Pass, PassStep, StoredReader } from "@ledgerscope/core";

/** Blocks whose movements are summed into one row per holder and token: stretches end at multiples of it. */
const STRETCH_BLOCKS = 1000;

const IN_STRETCH = "network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}";

const party = (holder: "from" | "to", received: string, sent: string): string =>
  `SELECT network, height, standard, token, \`${holder}\` AS holder, ifNull(token_id, toUInt256(0)) AS token_id,
    ${received} AS received, ${sent} AS sent
  FROM store.evm_token_transfers WHERE ${IN_STRETCH}`;

// Qualified, because a sum that is named as its column would be taken for it.
const MOVEMENTS = `SELECT network, max(m.height) AS height, standard, token, holder, token_id,
  sum(m.received) AS received, sum(m.sent) AS sent, toUInt32(count()) AS transfers
FROM (
  ${party("to", "amount", "toUInt256(0)")}
  UNION ALL
  ${party("from", "toUInt256(0)", "amount")}
) AS m
GROUP BY network, standard, token, holder, token_id`;

/** Sums token transfers per holder, for balances and holders. The engine does the work. */
export const tokenMovementsPass: Pass<unknown> = {
  name: "token_movements",
  version: 1,
  unit: "transfers",
  tables: ["evm_token_movements"],
  async *run(_config, { network, from, to, stored, signal }): AsyncGenerator<PassStep, void, void> {
    for (let at = from; at < to; ) {
      signal.throwIfAborted();
      const end = Math.min(to, (Math.floor(at / STRETCH_BLOCKS) + 1) * STRETCH_BLOCKS);
      const items = await countTransfers(stored, { network, from: at, to: end });
      const derived = items > 0 ? [{ table: "evm_token_movements", select: MOVEMENTS }] : [];
      yield { from: at, to: end, items, checks: [], payloads: [], derived };
      at = end;
    }
  },
};

async function countTransfers(stored: StoredReader, range: Readonly<Record<string, unknown>>): Promise<number> {
  const sql = `SELECT toUInt32(count()) AS transfers FROM store.evm_token_transfers WHERE ${IN_STRETCH}`;
  for await (const { transfers } of stored.rows<{ transfers: number }>(sql, range)) return transfers;
  return 0;
}
