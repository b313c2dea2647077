import type { Range, Viewer } from "@ledgerscope/core";
import type { Reader } from "../readable.ts";
import { readable } from "../readable.ts";
import { searchDown } from "../searchDown.ts";
import { storedHeights } from "../storedHeights.ts";
import { addressParam } from "./hex.ts";
import { addressIndexTo } from "./passIndex.ts";

/** What an address can have to do with a block; see the column `role` of `evm_address_lookup`. */
export type AddressRole =
  | "sent"
  | "received"
  | "created"
  | "internal"
  | "transfer"
  | "token"
  | "event"
  | "state"
  | "withdrawal"
  | "block";

/** Where an address has something to do with a transaction, or with what is inside it. */
export interface AddressPlace {
  readonly height: number;
  readonly txIndex: number;
  /** Place inside the transaction, as `evm_address_lookup` has it. */
  readonly item: readonly number[];
}

interface AddressPlacesWanted {
  readonly network: string;
  /** 40 hex digits. */
  readonly address: string;
  readonly roles: readonly AddressRole[];
  readonly failed?: boolean | undefined;
  readonly limit: number;
  /** Only what stands before this place. */
  readonly before?: AddressPlace | undefined;
}

const NOTHING = "emptyArrayUInt32()";
const TX_FAILED = "ifNull(t.status, 1) = 0";

/** Where each role is read above the height to which it can be looked up. */
const sources: Readonly<
  Record<
    AddressRole,
    { table: string; column: string; or?: string; item: string; failed: string; inBlock?: true; where?: string }
  >
> = {
  sent: { table: "evm_transactions", column: "t.`from`", item: NOTHING, failed: TX_FAILED },
  received: { table: "evm_transactions", column: "t.`to`", item: NOTHING, failed: TX_FAILED },
  created: { table: "evm_transactions", column: "t.contract_address", item: NOTHING, failed: TX_FAILED },
  internal: {
    table: "evm_traces",
    column: "t.`from`",
    or: "t.`to`",
    item: "t.trace_address",
    failed: "reverted",
    where: "notEmpty(t.trace_address)",
  },
  transfer: {
    table: "evm_token_transfers",
    column: "t.`from`",
    or: "t.`to`",
    item: "[log_index, batch_index]",
    failed: "false",
  },
  token: { table: "evm_token_transfers", column: "t.token", item: "[log_index, batch_index]", failed: "false" },
  event: { table: "evm_logs", column: "t.address", item: "[log_index]", failed: "false" },
  state: { table: "evm_state_diffs", column: "t.address", item: NOTHING, failed: "false" },
  withdrawal: { table: "evm_withdrawals", column: "t.address", item: "[position]", failed: "false", inBlock: true },
  block: { table: "evm_blocks", column: "t.miner", item: NOTHING, failed: "false", inBlock: true },
};

const ORDER = "ORDER BY height DESC, txIndex DESC, item DESC LIMIT {limit:UInt32}";
const BEFORE = "(height, tx_index, item) < ({beforeHeight:UInt64}, {beforeIndex:UInt32}, {beforeItem:Array(UInt32)})";

/**
 * Where an address plays one of these roles, newest first, each place once. Costs the same for an address of ten
 * million transactions as for one of ten: final blocks are looked up by address, role by role, as far as the pass has
 * come; the few above are read themselves.
 */
export async function addressPlaces(
  viewer: Viewer,
  reader: Reader,
  wanted: AddressPlacesWanted,
): Promise<AddressPlace[]> {
  const { network, limit, before } = wanted;
  const [indexedTo, stored] = await Promise.all([
    addressIndexTo(viewer, reader, network),
    storedHeights(viewer, reader, network),
  ]);
  if (!stored) return [];
  const top = Math.min(stored.to, before ? before.height + 1 : Number.POSITIVE_INFINITY);
  const above = { from: Math.max(stored.from, indexedTo), to: top };
  const direct =
    above.from < above.to
      ? await searchDown(
          viewer,
          reader,
          { network, heights: above, limit, budget: Number.POSITIVE_INFINITY },
          (heights, rest) => readDirectly(viewer, reader, wanted, heights, rest),
        )
      : { rows: [] };
  if (direct.rows.length >= limit || indexedTo <= stored.from) return direct.rows;
  const below = await lookUp(viewer, reader, wanted, Math.min(indexedTo, top), limit - direct.rows.length);
  return [...direct.rows, ...below];
}

interface Row {
  readonly height: number | string;
  readonly txIndex: number;
  readonly item: readonly number[];
}

const placeOf = (row: Row): AddressPlace => ({ ...row, height: Number(row.height) });

const paramsOf = ({ network, address, before }: AddressPlacesWanted): Record<string, unknown> => ({
  network,
  address,
  ...(before && { beforeHeight: before.height, beforeIndex: before.txIndex, beforeItem: before.item }),
});

/** A part per role: each is read in the order of the table, and stops at the limit. */
async function lookUp(
  viewer: Viewer,
  reader: Reader,
  wanted: AddressPlacesWanted,
  to: number,
  limit: number,
): Promise<AddressPlace[]> {
  const scope = readable(viewer, "without channel");
  const conditions = [
    scope.sql,
    `network = {network:String} AND address = ${addressParam("address")} AND height < {to:UInt64}`,
    ...(wanted.failed === undefined ? [] : ["failed = {failed:Bool}"]),
    ...(wanted.before ? [BEFORE] : []),
  ].join(" AND ");
  const parts = wanted.roles.map(
    (role) => `SELECT height, tx_index AS txIndex, item FROM store.evm_address_lookup
      WHERE ${conditions} AND role = '${role}' ORDER BY height DESC, tx_index DESC, item DESC LIMIT {limit:UInt32}`,
  );
  const rows = await reader.query<Row>(
    `SELECT DISTINCT height, txIndex, item FROM (${parts.map((part) => `(${part})`).join(" UNION ALL ")}) ${ORDER}`,
    { ...scope.params, ...paramsOf(wanted), to, limit, ...(wanted.failed !== undefined && { failed: wanted.failed }) },
  );
  return rows.map(placeOf);
}

async function readDirectly(
  viewer: Viewer,
  reader: Reader,
  wanted: AddressPlacesWanted,
  { from, to }: Range,
  limit: number,
): Promise<AddressPlace[]> {
  const scope = readable(viewer, "without channel");
  const parts = wanted.roles.map((role) => {
    const { table, column, or, item, failed, inBlock, where } = sources[role];
    const is = (one: string): string => `${one} = ${addressParam("address")}`;
    return `SELECT height, ${inBlock ? "toUInt32(0)" : "tx_index"} AS tx_index, ${item} AS item FROM store.${table} AS t
      WHERE ${scope.sql} AND network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}
        AND ${or ? `(${is(column)} OR ${is(or)})` : is(column)}${where ? ` AND ${where}` : ""}
        ${wanted.failed === undefined ? "" : `AND (${failed}) = {failed:Bool}`}`;
  });
  const rows = await reader.query<Row>(
    `SELECT DISTINCT height, tx_index AS txIndex, item FROM (${parts.join(" UNION ALL ")})
     WHERE ${wanted.before ? BEFORE : "1"} ${ORDER}`,
    {
      ...{ ...scope.params, ...paramsOf(wanted), from, to, limit },
      ...(wanted.failed !== undefined && { failed: wanted.failed }),
    },
  );
  return rows.map(placeOf);
}
