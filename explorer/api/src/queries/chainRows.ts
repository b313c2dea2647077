import type { Viewer } from "@ledgerscope/core";
import { hex } from "./evm/hex.ts";
import { zoned } from "./evm/zones.ts";
import { type Condition, type Reader, readable } from "./readable.ts";

/** Rows that every family has, of one network and this viewer. */
export interface ChainRows {
  /** To stand behind FROM. */
  readonly from: string;
  /** The rows' common columns, under the names of `BlockRow` and `StoredTransactionRow`. */
  readonly columns: string;
  /** That a transaction failed. */
  readonly failed: string;
  /** Its parameter `network` is bound as well. */
  readonly where: Condition;
}

type Kind = "blocks" | "transactions";
type Rows = Omit<ChainRows, "where" | "failed"> & { readonly failed?: string };

/** The views `chain_blocks` and `chain_transactions`, with the columns that stand in every family's table too. */
const views: Readonly<Record<Kind, Rows>> = {
  blocks: {
    from: "default.chain_blocks AS b",
    columns: `network, channel, family, height, hash, parent_hash AS parentHash,
  toUnixTimestamp64Milli(b.time) AS timeMs, time_source AS timeSource, tx_count AS txCount`,
  },
  transactions: {
    from: "default.chain_transactions AS t",
    columns: `network, channel, family, height, tx_index AS txIndex, id AS hash, toUnixTimestamp64Milli(t.time) AS timeMs,
  actor, target, method, t.status AS status, status_text AS statusText, toString(t.fee) AS fee`,
    failed: "t.status = 'failed'",
  },
};

const succeeded = "if(t.status = 0, 'failed', 'success')";

/** What these views say, from the families' own tables: the engine plans a read of one table four times as quickly. */
const families: Readonly<Record<string, Readonly<Record<Kind, Rows>>>> = {
  fabric: {
    blocks: {
      from: "store.fabric_blocks AS b",
      columns: `network, channel, 'fabric' AS family, height, lower(hex(block_hash)) AS hash,
  lower(hex(previous_hash)) AS parentHash, toUnixTimestamp64Milli(b.time) AS timeMs, time_source AS timeSource,
  tx_count AS txCount`,
    },
    transactions: {
      from: "store.fabric_transactions AS t",
      columns: `network, channel, 'fabric' AS family, height, tx_index AS txIndex, tx_id AS hash,
  toUnixTimestamp64Milli(t.time) AS timeMs, creator_msp AS actor, chaincode AS target, function AS method,
  if(validation_code = 0, 'success', 'failed') AS status, validation_name AS statusText, NULL AS fee`,
      failed: "validation_code != 0",
    },
  },
  evm: {
    blocks: {
      from: "store.evm_blocks AS b",
      columns: `network, '' AS channel, 'evm' AS family, height, ${hex("block_hash")} AS hash,
  ${hex("parent_hash")} AS parentHash, toUnixTimestamp64Milli(b.time) AS timeMs, 'header' AS timeSource,
  tx_count AS txCount`,
    },
    transactions: {
      from: "store.evm_transactions AS t",
      columns: `network, '' AS channel, 'evm' AS family, height, tx_index AS txIndex, ${hex("t.hash")} AS hash,
  toUnixTimestamp64Milli(t.time) AS timeMs, ${hex("t.from")} AS actor,
  coalesce(${hex("t.to")}, ${hex("contract_address")}, '') AS target, if(t.selector = '', '', ${hex("t.selector")}) AS method,
  ${succeeded} AS status, multiIf(t.status = 0 AND t.error != '', t.error, ${succeeded}) AS statusText,
  toString(toUInt256(gas_used) * effective_gas_price) AS fee`,
      failed: "t.status = 0",
    },
  },
};

function chainRows(kind: Kind, viewer: Viewer, reader: Reader, network: string): ChainRows {
  const family = reader.familyOf?.(network) ?? "";
  const scope = readable(viewer, family === "evm" ? "without channel" : "with channel");
  return {
    failed: "0",
    ...(families[family]?.[kind] ?? views[kind]),
    where: { sql: `${scope.sql} AND network = {network:String}`, params: { ...scope.params, network } },
  };
}

/** The newest final block of each of these networks, all of one family. */
export function newestFinalSql(viewer: Viewer, reader: Reader, networks: readonly string[]): Condition {
  const family = reader.familyOf?.(networks[0] ?? "") ?? "";
  const { columns, from } = families[family]?.blocks ?? views.blocks;
  const table = family === "evm" ? "store.evm_blocks_final AS b" : from;
  const scope = readable(viewer, family === "evm" ? "without channel" : "with channel");
  const where = `${scope.sql} AND network IN {networks:Array(String)}`;
  return {
    sql: `SELECT ${columns} FROM ${table} WHERE ${where} AND (network, height) IN (
       SELECT network, max(height) FROM ${table} WHERE ${where} GROUP BY network)`,
    params: { ...scope.params, networks },
  };
}

/** The newest canonical block of each of these EVM networks that has blocks in the head zone. */
export function newestInHeadSql(viewer: Viewer, networks: readonly string[]): Condition {
  const scope = readable(viewer, "without channel");
  const where = `${scope.sql} AND network IN {networks:Array(String)}`;
  return {
    sql: `SELECT ${families["evm"]?.blocks.columns} FROM store.evm_blocks_head AS b FINAL
     WHERE ${where} AND (network, height, block_hash) IN (
       SELECT network, max(height), argMax(block_hash, height) FROM store.canonical WHERE ${where} GROUP BY network)`,
    params: { ...scope.params, networks },
  };
}

/** Blocks of a network; besides the columns of `columns` there are `height`, `b.time` and `tx_count`. */
export const chainBlocks = (viewer: Viewer, reader: Reader, network: string): ChainRows =>
  chainRows("blocks", viewer, reader, network);

/** Transactions of a network; besides the columns of `columns` there are `height` and `tx_index`. */
export const chainTransactions = (viewer: Viewer, reader: Reader, network: string): ChainRows =>
  chainRows("transactions", viewer, reader, network);

/** The same, of these heights alone: where all of them are final, the final rows alone are read. */
async function chainRowsAt(
  kind: Kind,
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<ChainRows> {
  const rows = chainRows(kind, viewer, reader, network);
  if (reader.familyOf?.(network) !== "evm") return rows;
  return { ...rows, from: `${await zoned(viewer, reader, network, `evm_${kind}`, heights)} AS ${kind[0]}` };
}

/** Blocks of these heights, as `chainBlocks`. */
export const chainBlocksAt = (viewer: Viewer, reader: Reader, network: string, heights: readonly number[]) =>
  chainRowsAt("blocks", viewer, reader, network, heights);

/** Transactions of these heights, as `chainTransactions`. */
export const chainTransactionsAt = (viewer: Viewer, reader: Reader, network: string, heights: readonly number[]) =>
  chainRowsAt("transactions", viewer, reader, network, heights);

/** SQL of the lowest and the highest stored height, as rows `(lowest, highest)`; both are null where nothing is stored. */
export function heightsSql(viewer: Viewer, reader: Reader, network: string): string {
  const { from, where } = chainBlocks(viewer, reader, network);
  const extent = (table: string): string =>
    `SELECT minOrNull(height) AS lowest, maxOrNull(height) AS highest FROM ${table} WHERE ${where.sql}`;
  // Of a table, and not of a view, the engine knows its parts' lowest and highest without reading any.
  if (reader.familyOf?.(network) !== "evm") return extent(from);
  return `SELECT min(lowest) AS lowest, max(highest) AS highest
    FROM (${extent("store.evm_blocks_final")} UNION ALL ${extent("store.canonical")})`;
}

/** The statement of the network's family; of all of them, one behind another, where the family is not known. */
export function ofFamilies(reader: Reader, network: string, sql: Readonly<Record<"fabric" | "evm", string>>): string {
  const family = reader.familyOf?.(network);
  return family === "fabric" || family === "evm" ? sql[family] : Object.values(sql).join("\n     UNION ALL\n     ");
}
