import type { Warehouse } from "@ledgerscope/warehouse";

/** One physical table as it lies on disk. */
export interface TableSize {
  /** In the database `store`: `evm_blocks_final`. */
  readonly table: string;
  /** Of all networks; rows that merges will fold into one are counted apart. */
  readonly rows: number;
  readonly bytesOnDisk: number;
  /** Of the same rows. */
  readonly uncompressedBytes: number;
  /** Uncompressed through compressed size of the columns; null for an empty table. */
  readonly compression: number | null;
  /** How long rows are kept, as the table's TTL says it; null: forever. */
  readonly retention: string | null;
}

export async function tableSizes(warehouse: Warehouse): Promise<readonly TableSize[]> {
  const rows = await warehouse.query<{
    table: string;
    rows: string;
    disk: string;
    plain: string;
    packed: string;
    ttl: string;
  }>(
    `SELECT t.name AS table, extract(t.engine_full, '\\\\bTTL (.+?)(?: SETTINGS |$)') AS ttl,
       sum(p.rows) AS rows, sum(p.bytes_on_disk) AS disk,
       sum(p.data_uncompressed_bytes) AS plain, sum(p.data_compressed_bytes) AS packed
     FROM system.tables AS t
     LEFT JOIN (SELECT * FROM system.parts WHERE database = 'store' AND active) AS p ON p.table = t.name
     WHERE t.database = 'store' AND t.engine LIKE '%MergeTree'
     GROUP BY table, ttl ORDER BY table`,
  );
  return rows.map((row) => ({
    table: row.table,
    rows: Number(row.rows),
    bytesOnDisk: Number(row.disk),
    uncompressedBytes: Number(row.plain),
    compression: Number(row.packed) === 0 ? null : Math.round((Number(row.plain) / Number(row.packed)) * 100) / 100,
    retention: row.ttl === "" ? null : row.ttl,
  }));
}
