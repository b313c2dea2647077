import type { Warehouse } from "@ledgerscope/warehouse";
import { BATCHES, REACH_S, TX_PREFIX } from "./lateFacts.ts";
import { RULE_VERSION } from "./ruleVersion.ts";

/** Prefixes looked up at once: each is a range of the facts' key. */
const PREFIXES_AT_ONCE = 50;
/** How long a transaction may take into a block before it counts as lost, in seconds. */
const PATIENCE_S = 60;

/**
 * Transactions that inserts of facts tell of and no stored block holds, by their full ids; those only that have no
 * summary yet, or one from before the insert. One that was seen a moment ago may be on its way into a block: it is
 * left for later.
 * @param of.since only inserts after this one, see `fact_batches.seq`.
 */
export async function unplacedIds(
  warehouse: Warehouse,
  of: { readonly network: string; readonly channel: string; readonly family: string; readonly since: bigint },
): Promise<readonly string[]> {
  const params = { network: of.network, channel: of.channel };
  const candidates = await warehouse.query<{ prefix: string }>(
    `SELECT leftPad(lower(hex(b.prefix)), 8, '0') AS prefix
FROM (SELECT prefix, max(seq) AS seq FROM (${BATCHES}) ARRAY JOIN tx_prefixes AS prefix GROUP BY prefix) AS b
LEFT JOIN (
  SELECT ${TX_PREFIX} AS prefix, max(seq) AS seq, countIf(height IS NOT NULL) AS placed FROM store.trace_summaries
  WHERE network = {network:String} AND channel = {channel:String}
    AND time >= (SELECT min(from_at) FROM (${BATCHES})) - ${REACH_S}
    AND time <= (SELECT max(to_at) FROM (${BATCHES})) + ${REACH_S}
  GROUP BY prefix
) AS m ON m.prefix = b.prefix
WHERE m.placed = 0 AND m.seq < b.seq
ORDER BY prefix`,
    { ...params, since: String(of.since) },
  );
  const ids = [...(await ofOldRules(warehouse, params))];
  for (let from = 0; from < candidates.length; from += PREFIXES_AT_ONCE) {
    const prefixes = candidates.slice(from, from + PREFIXES_AT_ONCE).map(({ prefix }) => prefix);
    const rows = await warehouse.query<{ id: string }>(
      `SELECT id FROM store.stage_facts
WHERE network = {network:String} AND channel = {channel:String} AND subject = 'tx' AND length(id) = 64
  AND (${prefixes.map((_, index) => `startsWith(id, {p${index}:String})`).join(" OR ")})
GROUP BY id HAVING max(at) < now64(9) - ${PATIENCE_S} ORDER BY id`,
      { ...params, ...Object.fromEntries(prefixes.map((prefix, index) => [`p${index}`, prefix])) },
    );
    ids.push(...(await notStored(warehouse, { ...params, family: of.family, ids: rows.map(({ id }) => id) })));
  }
  return [...new Set(ids)];
}

/** Those that were explained by rules that have changed. */
async function ofOldRules(
  warehouse: Warehouse,
  of: { readonly network: string; readonly channel: string },
): Promise<readonly string[]> {
  const rows = await warehouse.query<{ id: string }>(
    `SELECT tx_id AS id FROM store.trace_summaries
WHERE network = {network:String} AND channel = {channel:String} AND height IS NULL AND rule_version < {version:UInt32}`,
    { ...of, version: RULE_VERSION },
  );
  return rows.map(({ id }) => id);
}

const STORED: Readonly<Record<string, string>> = {
  fabric: `SELECT DISTINCT tx_id AS id FROM store.fabric_transactions
WHERE network = {network:String} AND channel = {channel:String} AND tx_id IN {ids:Array(String)}`,
  evm: `SELECT DISTINCT lower(hex(hash)) AS id FROM store.evm_transactions
WHERE network = {network:String} AND hash IN (SELECT toFixedString(unhex(arrayJoin({ids:Array(String)})), 32))`,
};

async function notStored(
  warehouse: Warehouse,
  { family, ...of }: Readonly<Record<"network" | "channel" | "family", string>> & { readonly ids: readonly string[] },
): Promise<readonly string[]> {
  const sql = STORED[family];
  if (of.ids.length === 0 || sql === undefined) return [];
  const rows = await warehouse.query<{ id: string }>(sql, of);
  const stored = new Set(rows.map(({ id }) => id));
  return of.ids.filter((id) => !stored.has(id));
}
