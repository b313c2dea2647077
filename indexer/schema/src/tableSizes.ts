import { type Cluster, LOCAL } from "./cluster.ts";
import { quote } from "./sqlText.ts";
import { STORE } from "./store.ts";
import type { View } from "./table.ts";

/** What each table takes on the disk; on a cluster the sum over its shards, one replica each. */
export function tableSizesView(cluster: Cluster | undefined): View {
  const database = quote(cluster ? LOCAL : STORE);
  const parts = cluster ? `cluster(${quote(cluster.name)}, system.parts)` : "system.parts";
  return {
    name: "table_sizes",
    comment: "What each table of the warehouse takes on the disk, and how well it is compressed",
    columns: [
      { name: "table", type: "String", comment: "Table in the database store; tables of both zones have one row each" },
      { name: "rows", type: "UInt64", comment: "Rows on the disk, replaced ones that are not merged yet among them" },
      { name: "parts", type: "UInt64", comment: "Parts (files that are merged in the background)" },
      { name: "bytes_on_disk", type: "UInt64", comment: "All files of the table, in bytes" },
      { name: "compressed_bytes", type: "UInt64", comment: "Columns as stored, in bytes" },
      { name: "uncompressed_bytes", type: "UInt64", comment: "Columns before compression, in bytes" },
      {
        name: "compression",
        type: "Float64",
        comment: "uncompressed_bytes over compressed_bytes; 0 for an empty table",
      },
      { name: "index_bytes", type: "UInt64", comment: "Data skipping indexes as stored, in bytes" },
      { name: "expires", type: "String", comment: "TTL expression after which rows are deleted; empty: they stay" },
    ],
    select: `SELECT t.name AS table, p.rows AS rows, p.parts AS parts, p.bytes_on_disk AS bytes_on_disk,
  p.compressed_bytes AS compressed_bytes, p.uncompressed_bytes AS uncompressed_bytes,
  if(p.compressed_bytes = 0, 0, round(p.uncompressed_bytes / p.compressed_bytes, 2)) AS compression,
  p.index_bytes AS index_bytes, extract(t.engine_full, ' TTL (.*?)(?: SETTINGS |$)') AS expires
FROM system.tables AS t
LEFT JOIN (
  SELECT table, sum(rows) AS rows, count() AS parts, sum(bytes_on_disk) AS bytes_on_disk,
    sum(data_compressed_bytes) AS compressed_bytes, sum(data_uncompressed_bytes) AS uncompressed_bytes,
    sum(secondary_indices_compressed_bytes) AS index_bytes
  FROM ${parts}
  WHERE active AND database = ${database}
  GROUP BY table
) AS p ON p.table = t.name
WHERE t.database = ${database} AND t.engine LIKE '%MergeTree'`,
    example:
      "SELECT table, rows, formatReadableSize(bytes_on_disk) AS disk, compression\nFROM table_sizes ORDER BY bytes_on_disk DESC",
  };
}
