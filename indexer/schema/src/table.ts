/** Column types in use. Binary values are stored as binary; hex exists only in the text views. */
export type ScalarType =
  | "UInt8"
  | "UInt16"
  | "UInt32"
  | "UInt64"
  | "UInt256"
  | "Int64"
  | "Int256"
  | "Float64"
  | "Bool"
  | "String"
  | "LowCardinality(String)"
  | `FixedString(${number})`
  | "DateTime64(3)"
  | "DateTime64(9)";
export type ColumnType = ScalarType | `Nullable(${ScalarType})` | `Array(${ScalarType})` | "Map(String, String)";

export interface Column<T extends ColumnType = ColumnType> {
  readonly type: T;
  /** Meaning and unit, for analysts: becomes the column's COMMENT. */
  readonly comment: string;
  /** Compression, such as `DoubleDelta, ZSTD(1)`. */
  readonly codec?: string;
  /** Binary column that the text view prints as lower-case hex with this prefix. */
  readonly hex?: "0x" | "";
  /** Expression that rows written before the column was added show; otherwise the type's empty value. */
  readonly default?: string;
}

/** A table as data: DDL, row type, encoder, reference page and text view all come out of it. */
export interface Table<Columns extends Readonly<Record<string, Column>> = Readonly<Record<string, Column>>> {
  readonly name: string;
  readonly comment: string;
  readonly columns: Columns;
  /** Sorting key, coarse to fine. */
  readonly orderBy: readonly string[];
  /** Expression; a function of the key, so that duplicates always meet in a merge. */
  readonly partitionBy?: string;
  /**
   * Data skipping indexes, as they stand in DDL: `INDEX by_hash hash TYPE bloom_filter(0.001) GRANULARITY 1`.
   * A bloom filter over a hex column exists a second time over its text, for look-ups through the text view.
   */
  readonly indexes?: readonly string[];
  /**
   * Second orders of some columns, and sums, that the engine keeps with the rows, as they stand in DDL:
   * `PROJECTION by_id (SELECT tx_id, network, height ORDER BY tx_id)`. A query that asks for these columns alone (or
   * groups by these and asks for these sums) is answered out of them. Not for a table with `replacingBy`, whose rows
   * fold later; of one with `reorgs` the final zone has them.
   */
  readonly projections?: readonly string[];
  /**
   * True for a chain whose recent blocks can be reverted: the table exists twice, `<name>_head` (with
   * `block_hash` in its key) and `<name>_final`, and `store.<name>` is the view of what is canonical.
   * Such a table has the columns `network`, `height` and `block_hash`.
   */
  readonly reorgs?: boolean;
  /**
   * Rows between two marks of the index (`index_granularity`): fewer for a table of many point reads, each of which
   * reads as many rows of every column. Tables that exist keep what they were made with. @default ClickHouse's, 8192
   */
  readonly granularity?: number;
  /**
   * Bytes of a column that are compressed together at least (`min_compress_block_size`): fewer for a table of many point
   * reads, each of which unpacks as much of every column. @default ClickHouse's, 65536
   */
  readonly compressedTogether?: number;
  /** Column of a ReplacingMergeTree: the row with the highest value stays. Otherwise a plain MergeTree. */
  readonly replacingBy?: string;
  /** False: no text view in `default` (tables that only the program reads). @default true */
  readonly textView?: boolean;
  /** When a row was written or happened, a `DateTime` expression: rows can be set to expire by it. @default rows stay */
  readonly expires?: string;
  /**
   * Sharding key on a cluster; a function of the sorting key, so that duplicates meet on one shard.
   * @default `network` with ranges of heights, or the first column of the sorting key
   */
  readonly shardBy?: string;
  /** A query for the reference page, on the table's text view. */
  readonly example?: string;
}

export interface ViewColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly comment: string;
}

/** A view for analysts in the database `default`. */
export interface View {
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly ViewColumn[];
  readonly select: string;
  /** A query for the reference page. */
  readonly example?: string;
}

/** Tables and views that belong together: those of a chain family, of the tracer, of the warehouse itself. */
export interface SchemaPart {
  readonly tables: readonly Table[];
  readonly views: readonly View[];
}

export interface FamilySchema extends SchemaPart {
  readonly family: string;
  /** SELECT that the view `chain_blocks` is a union of; columns of `CHAIN_BLOCKS_COLUMNS`, in order. */
  readonly chainBlocks: string;
  /** SELECT that the view `chain_transactions` is a union of; columns of `CHAIN_TRANSACTIONS_COLUMNS`, in order. */
  readonly chainTransactions: string;
}

/** Keeps the literal types of a table's columns, so that `Row<typeof table>` is exact; its keys must be columns. */
export function defineTable<const Columns extends Readonly<Record<string, Column>>>(
  table: Table<Columns> & {
    readonly orderBy: readonly (keyof Columns & string)[];
    readonly replacingBy?: keyof Columns & string;
  },
): Table<Columns> {
  return table;
}
