import type { Viewer } from "@ledgerscope/core";
import { type Condition, type Reader, readable } from "../readable.ts";
import { zonedWhole } from "../storedHeights.ts";
import { addressParam, hex } from "./hex.ts";
import { zoned } from "./zones.ts";

const ZERO = "toFixedString(unhex('0000000000000000000000000000000000000000'), 20)";

/** Rows of sums that one request adds up: above it holders are not counted. */
const MAX_MOVEMENTS = 3_000_000;

export type TokenStandard = "erc20" | "erc721" | "erc1155";

/** A token as its transfers show it. */
export interface EvmTokenRow {
  readonly network: string;
  readonly token: string;
  readonly standard: TokenStandard;
}

/** A token with how often it moved of late. */
interface RankedToken extends EvmTokenRow {
  readonly recentTransfers: number;
}

/** The lowest height of the newest blocks that hold together at most so many transactions. */
export async function recentFrom(
  viewer: Viewer,
  reader: Reader,
  network: string,
  transactions: number,
): Promise<number> {
  const scope = readable(viewer, "without channel");
  const blocks = await zonedWhole(viewer, reader, network, "evm_blocks");
  const [row] = await reader.query<{ height: string | null }>(
    `SELECT toString(min(height)) AS height FROM (
       SELECT height, sum(tx_count) OVER (ORDER BY height DESC) AS held FROM (
         SELECT height, tx_count FROM ${blocks}
         WHERE ${scope.sql} AND network = {network:String} ORDER BY height DESC LIMIT 200000))
     WHERE held <= {transactions:UInt64}`,
    { ...scope.params, network, transactions },
  );
  return Number(row?.height ?? 0);
}

/** Tokens by how often they moved since a height, the most often first. */
export async function tokensSince(
  viewer: Viewer,
  reader: Reader,
  { network, from, standard }: { network: string; from: number; standard?: TokenStandard | undefined },
  { limit, after }: { limit: number; after?: readonly [transfers: number, token: string] | undefined },
): Promise<RankedToken[]> {
  const scope = readable(viewer, "without channel");
  const transfers = await zonedWhole(viewer, reader, network, "evm_token_transfers");
  const rows = await reader.query<EvmTokenRow & { recentTransfers: string }>(
    `SELECT network, ${hex("r.token")} AS token, standard, toString(transfers) AS recentTransfers FROM (
       SELECT network, x.token AS token, standard, count() AS transfers FROM ${transfers} AS x
       WHERE ${scope.sql} AND network = {network:String} AND height >= {from:UInt64}
         ${standard ? "AND standard = {standard:String}" : ""}
       GROUP BY network, token, standard) AS r
     ${after ? "WHERE (transfers, r.token) < ({afterTransfers:UInt64}, toFixedString(unhex({afterToken:String}), 20))" : ""}
     ORDER BY transfers DESC, r.token DESC LIMIT {limit:UInt32}`,
    {
      ...{ ...scope.params, network, from, limit },
      ...(standard && { standard }),
      ...(after && { afterTransfers: after[0], afterToken: after[1].replace(/^0x/, "") }),
    },
  );
  return rows.map((row) => ({ ...row, recentTransfers: Number(row.recentTransfers) }));
}

/** The token at an address, by its newest transfer; undefined where none is stored. */
export async function tokenStandardAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  place: { readonly height: number; readonly txIndex: number },
  token: string,
): Promise<TokenStandard | undefined> {
  const scope = readable(viewer, "without channel");
  const transfers = await zoned(viewer, reader, network, "evm_token_transfers", [place.height]);
  const [row] = await reader.query<{ standard: TokenStandard }>(
    `SELECT standard FROM ${transfers} AS x
     WHERE ${scope.sql} AND network = {network:String} AND height = {height:UInt64} AND tx_index = {txIndex:UInt32}
       AND x.token = ${addressParam("token")} LIMIT 1`,
    { ...scope.params, network, token, ...place },
  );
  return row?.standard;
}

export interface TokenFigures {
  /** Addresses with a balance above zero; null where there are too many to count. */
  readonly holders: string | null;
  /** Made less destroyed, in the smallest unit; null where there is too much to add up. */
  readonly supply: string | null;
  /** Different ids; null likewise, and for ERC-20. */
  readonly items: string | null;
}

const movements = `network = {network:String} AND token = ${addressParam("token")}`;

interface TokenRows {
  /** 40 hex digits. */
  readonly token: string;
  readonly rows: string;
  readonly supply: string;
}

/**
 * Holders and supply of tokens as their transfers in final blocks add up. Of those that together have too many sums, the
 * ones with the fewest are counted.
 * @param tokens 40 hex digits each, as in the answer.
 */
export async function tokenFigures(
  viewer: Viewer,
  reader: Reader,
  network: string,
  tokens: readonly string[],
): Promise<(TokenFigures & { readonly token: string })[]> {
  const scope = readable(viewer, "without channel");
  // One by one: of a list that a function makes the engine does not look in the table's order.
  const among = (names: readonly string[]): Condition => ({
    sql: `${scope.sql} AND network = {network:String} AND m.token IN (${names.map((_, at) => addressParam(`token${at}`)).join(", ")})`,
    params: { ...scope.params, network, ...Object.fromEntries(names.map((name, at) => [`token${at}`, name])) },
  });
  const all = among(tokens);
  const made = await reader.query<TokenRows>(
    `SELECT lower(hex(m.token)) AS token, toString(count()) AS rows,
       toString(reinterpretAsInt256(sumIf(m.sent, holder = ${ZERO})) - reinterpretAsInt256(sumIf(m.received, holder = ${ZERO}))) AS supply
     FROM store.evm_token_movements AS m WHERE ${all.sql} GROUP BY m.token ORDER BY count(), m.token`,
    all.params,
  );
  let left = MAX_MOVEMENTS;
  const few = made.flatMap(({ token, rows }) => {
    left -= Number(rows);
    return left >= 0 ? [token] : [];
  });
  const some = among(few);
  const counted =
    few.length === 0
      ? []
      : await reader.query<{ token: string; holders: string; items: string }>(
          `SELECT lower(hex(b.token)) AS token, toString(uniqExactIf(b.holder, b.balance > 0)) AS holders,
       toString(uniqExactIf(b.token_id, b.balance > 0)) AS items FROM (
       SELECT m.token AS token, holder, token_id, reinterpretAsInt256(sum(m.received)) - reinterpretAsInt256(sum(m.sent)) AS balance
       FROM store.evm_token_movements AS m WHERE ${some.sql} AND holder != ${ZERO}
       GROUP BY m.token, holder, token_id) AS b GROUP BY b.token`,
          some.params,
        );
  const figures = new Map(counted.map(({ token, holders, items }) => [token, { holders, items }]));
  return tokens.map((token) => {
    const { supply, rows } = made.find((row) => row.token === token) ?? { supply: "0", rows: "0" };
    const isCounted = rows === "0" || few.includes(token);
    return { token, supply, ...(isCounted ? (figures.get(token) ?? NOBODY) : UNKNOWN) };
  });
}

const NOBODY = { holders: "0", items: "0" };
const UNKNOWN = { holders: null, items: null };

/** Whether a token has so many rows of sums that adding them all up is not for one request. */
export async function isTooMuch(
  viewer: Viewer,
  reader: Reader,
  { network, token }: { network: string; token: string },
): Promise<boolean> {
  const scope = readable(viewer, "without channel");
  const [row] = await reader.query<{ rows: string }>(
    `SELECT toString(count()) AS rows FROM store.evm_token_movements AS m WHERE ${scope.sql} AND ${movements}`,
    { ...scope.params, network, token },
  );
  return Number(row?.rows ?? 0) > MAX_MOVEMENTS;
}

export interface TokenHolderRow {
  readonly holder: string;
  readonly balance: string;
  readonly items: string;
  /** Of all that holders have, 0 to 1. */
  readonly share: number;
}

/** Holders of a token, those with most first. */
export async function tokenHolders(
  viewer: Viewer,
  reader: Reader,
  { network, token }: { network: string; token: string },
  { limit, after }: { limit: number; after?: readonly [balance: string, holder: string] | undefined },
): Promise<TokenHolderRow[]> {
  const scope = readable(viewer, "without channel");
  return reader.query<TokenHolderRow>(
    `SELECT ${hex("b.holder")} AS holder, toString(b.balance) AS balance, toString(b.items) AS items,
       toFloat64(b.balance) / toFloat64(b.held) AS share FROM (
       SELECT holder, balance, items, sum(balance) OVER () AS held FROM (
         SELECT holder, sum(i.balance) AS balance, countIf(i.balance > 0) AS items FROM (
           SELECT holder, token_id, reinterpretAsInt256(sum(m.received)) - reinterpretAsInt256(sum(m.sent)) AS balance
           FROM store.evm_token_movements AS m WHERE ${scope.sql} AND ${movements} AND holder != ${ZERO}
           GROUP BY holder, token_id) AS i
         GROUP BY holder HAVING balance > 0)) AS b
     ${after ? "WHERE (b.balance, b.holder) < (toInt256({afterBalance:String}), toFixedString(unhex({afterHolder:String}), 20))" : ""}
     ORDER BY b.balance DESC, b.holder DESC LIMIT {limit:UInt32}`,
    {
      ...{ ...scope.params, network, token, limit },
      ...(after && { afterBalance: after[0], afterHolder: after[1].replace(/^0x/, "") }),
    },
  );
}

export interface TokenItemRow {
  readonly tokenId: string;
  /** Holders of it; ERC-721 has one. */
  readonly holders: string;
  /** The one who holds most of it. */
  readonly holder: string;
  readonly amount: string;
}

/** Items of an ERC-721 or ERC-1155 token that somebody holds, by id. */
export async function tokenItems(
  viewer: Viewer,
  reader: Reader,
  { network, token }: { network: string; token: string },
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<TokenItemRow[]> {
  const scope = readable(viewer, "without channel");
  return reader.query<TokenItemRow>(
    `SELECT toString(i.token_id) AS tokenId, toString(count()) AS holders, ${hex("argMax(i.holder, i.balance)")} AS holder,
       toString(sum(i.balance)) AS amount FROM (
       SELECT token_id, holder, reinterpretAsInt256(sum(m.received)) - reinterpretAsInt256(sum(m.sent)) AS balance
       FROM store.evm_token_movements AS m WHERE ${scope.sql} AND ${movements} AND holder != ${ZERO}
         ${after === undefined ? "" : "AND token_id > toUInt256({after:String})"}
       GROUP BY token_id, holder HAVING balance > 0) AS i
     GROUP BY i.token_id ORDER BY i.token_id LIMIT {limit:UInt32}`,
    { ...scope.params, network, token, limit, ...(after !== undefined && { after }) },
  );
}
