import type { Warehouse } from "@ledgerscope/warehouse";

/** One physical table as it lies on disk. */
export interface TableSize {
  /** In the database `store`: `evm_blocks_final`. */
  readonly table: string;
  /** Of all networks; rows that merges will fold into one are counted apart. */
  readonly rows: number;
  readonly bytesOnDisk: number;
  /** Columns before compression. */
  readonly uncompressedBytes: number;
  /** Columns as stored. */
  readonly compressedBytes: number;
  /** Expression after which rows are deleted; null: they are kept forever. */
  readonly expires: string | null;
}

export async function tableSizes(warehouse: Warehouse): Promise<readonly TableSize[]> {
  const rows = await warehouse.query<Record<"table" | "rows" | "disk" | "plain" | "packed" | "expires", string>>(
    `SELECT table, rows, bytes_on_disk AS disk, uncompressed_bytes AS plain, compressed_bytes AS packed, expires
     FROM default.table_sizes ORDER BY table`,
  );
  return rows.map((row) => ({
    table: row.table,
    rows: Number(row.rows),
    bytesOnDisk: Number(row.disk),
    uncompressedBytes: Number(row.plain),
    compressedBytes: Number(row.packed),
    expires: row.expires === "" ? null : row.expires,
  }));
}

/** Times that compression made the columns smaller; null where there are none. */
export function compressionOf({
  uncompressedBytes,
  compressedBytes,
}: Pick<TableSize, "uncompressedBytes" | "compressedBytes">): number | null {
  return compressedBytes === 0 ? null : Math.round((uncompressedBytes / compressedBytes) * 100) / 100;
}
