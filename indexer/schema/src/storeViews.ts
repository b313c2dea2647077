import type { Cluster } from "./cluster.ts";
import { quoteName } from "./sqlText.ts";
import { STORE } from "./store.ts";
import type { Table, View } from "./table.ts";

/**
 * The canonical block of each height in the head zone. `canonical_log` only grows: per height the
 * newest row counts, and a row that is not `in_head` takes the height out of the zone (reverted, or
 * moved to the final tables). One insert flips everything at once.
 */
export const canonicalView: View = {
  name: "canonical",
  comment: "The canonical block of each height in the head zone",
  columns: [
    { name: "network", type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    { name: "height", type: "UInt64", comment: "Block number" },
    { name: "block_hash", type: "FixedString(32)", comment: "Hash of the canonical block" },
  ],
  select: `SELECT network, height, argMax(block_hash, seq) AS block_hash
FROM ${STORE}.canonical_log
GROUP BY network, height
HAVING argMax(in_head, seq)`,
};

/**
 * What `store.<name>` reads of a table that can be reverted: final rows below the head zone, canonical rows in it.
 * A warehouse may have columns that this schema does not know, so columns are named.
 */
export function zoneView(table: Table, cluster: Cluster | undefined): View {
  const columns = Object.keys(table.columns).map(quoteName).join(", ");
  // On a cluster each shard must compare with the whole mapping, not with its own part.
  const is = cluster ? "GLOBAL IN" : "IN";
  const isNot = cluster ? "GLOBAL NOT IN" : "NOT IN";
  return {
    name: table.name,
    comment: table.comment,
    columns: Object.entries(table.columns).map(([name, { type, comment }]) => ({ name, type, comment })),
    select: [
      `SELECT ${columns}`,
      `FROM ${STORE}.${quoteName(`${table.name}_final`)}`,
      `WHERE (network, height) ${isNot} (SELECT network, height FROM ${STORE}.canonical)`,
      "UNION ALL",
      `SELECT ${columns}`,
      `FROM ${STORE}.${quoteName(`${table.name}_head`)} FINAL`,
      `WHERE (network, height, block_hash) ${is} (SELECT network, height, block_hash FROM ${STORE}.canonical)`,
    ].join("\n"),
  };
}
