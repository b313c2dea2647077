import type { Viewer } from "@ledgerscope/core";
import { escapeInvisible } from "../../printable.ts";
import { type Reader, readable } from "../readable.ts";
import { hex } from "./hex.ts";

/** What a token calls itself, with invisible characters escaped. */
export interface TokenMetadataRow {
  readonly network: string;
  readonly token: string;
  readonly name: string | null;
  readonly symbol: string | null;
  readonly decimals: number | null;
  readonly askedAtMs: number | string;
}

const columns = `network, ${hex("m.token")} AS token, name, symbol, decimals,
  toUnixTimestamp64Milli(asked_at) AS askedAtMs`;

const shown = (row: TokenMetadataRow): TokenMetadataRow => ({
  ...row,
  name: row.name && escapeInvisible(row.name),
  symbol: row.symbol && escapeInvisible(row.symbol),
});

/** @param tokens 40 hex digits each. */
export async function tokenMetadataOf(
  viewer: Viewer,
  reader: Reader,
  network: string,
  tokens: readonly string[],
): Promise<TokenMetadataRow[]> {
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<TokenMetadataRow>(
    `SELECT ${columns} FROM store.evm_token_metadata AS m
     WHERE ${scope.sql} AND network = {network:String}
       AND m.token IN (SELECT toFixedString(unhex(arrayJoin({tokens:Array(String)})), 20))
     ORDER BY m.token, m.height DESC LIMIT 1 BY m.token`,
    { ...scope.params, network, tokens },
  );
  return rows.map(shown);
}

/** Tokens whose symbol is the text or whose name begins with it, whatever the case; the first to move come first. */
export async function tokensNamed(
  viewer: Viewer,
  reader: Reader,
  text: string,
  limit: number,
): Promise<TokenMetadataRow[]> {
  const scope = readable(viewer, "without channel");
  const rows = await reader.query<TokenMetadataRow>(
    `SELECT ${columns} FROM store.evm_token_metadata AS m
     WHERE ${scope.sql}
       AND (lowerUTF8(ifNull(symbol, '')) = lowerUTF8({text:String})
         OR startsWith(lowerUTF8(ifNull(name, '')), lowerUTF8({text:String})))
     ORDER BY lowerUTF8(ifNull(symbol, '')) = lowerUTF8({text:String}) DESC, m.height, m.token
     LIMIT 1 BY network, m.token LIMIT {limit:UInt32}`,
    { ...scope.params, text, limit },
  );
  return rows.map(shown);
}
