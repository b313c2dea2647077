import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { url } from "../../url.ts";
import type { ResultColumn, ResultRow } from "./runSql.ts";

/** How a value stands in the table. */
export interface Cell {
  /** On one line, hidden characters visible, cut. */
  readonly text: string;
  /** Whole, where it was cut. */
  readonly whole?: string;
  readonly tone?: "null" | "mono";
  /** The page of what it names. */
  readonly href?: string;
}

/** Characters that a cell shows. */
const SHOWN = 160;
/** Characters of a cut value that are shown on hover. */
const WHOLE = 4000;

const bare = (type: string): string =>
  type.replace(/^(?:LowCardinality|Nullable)\((.*)\)$/, "$1").replace(/^Nullable\((.*)\)$/, "$1");

/** Numbers stand at the end of their cells. */
export const isNumber = (type: string): boolean => /^(U?Int\d+|Float\d+|Decimal)/.test(bare(type));

export const isTime = (type: string): boolean => /^(DateTime|Date)/.test(bare(type));

/** What a result's values are about: which column names the network, if one does. */
export interface CellContext {
  readonly lang: Lang;
  readonly columns: readonly ResultColumn[];
  /** Where no column says so. */
  readonly network: string | undefined;
}

export function cellOf(value: unknown, column: ResultColumn, row: ResultRow, context: CellContext): Cell {
  if (value === null || value === undefined) return { text: "NULL", tone: "null" };
  if (typeof value === "number" || typeof value === "boolean")
    return withLink({ text: String(value) }, column, row, context);
  const written = typeof value === "string" ? value : JSON.stringify(value);
  if (isNumber(column.type) || isTime(column.type)) return withLink({ text: written }, column, row, context);
  const text = printableLine(written, SHOWN);
  const mono = typeof value !== "string" || /^(0x)?[0-9a-f]{16,}$/.test(value);
  const cut = written.length > SHOWN ? { whole: printableLine(written, WHOLE) } : {};
  return withLink({ text, ...cut, ...(mono ? { tone: "mono" as const } : {}) }, column, row, context);
}

function withLink(cell: Cell, column: ResultColumn, row: ResultRow, context: CellContext): Cell {
  const href = hrefOf(column.name, cell.whole ?? cell.text, row, context);
  return href === undefined ? cell : { ...cell, href };
}

const HASH = /^(0x)?[0-9a-f]{64}$/;
const ADDRESS = /^0x[0-9a-f]{40}$/;

/** The page of what a value names: by its column's name and its shape, never by what it says of itself. */
function hrefOf(
  name: string,
  value: string,
  row: ResultRow,
  { lang, columns, network }: CellContext,
): string | undefined {
  const own = columns.findIndex((column) => column.name === "network");
  const said = own >= 0 ? row[own] : network;
  const at = typeof said === "string" && said !== "" ? said : undefined;
  if (at === undefined) return HASH.test(value) || ADDRESS.test(value) ? url.search(lang, value) : undefined;
  if (name === "network") return url.network(lang, at);
  if (/^((writer_|first_|last_|read_)?height|block_number)$/.test(name) && /^\d+$/.test(value))
    return url.block(lang, at, value);
  if (/^(block_hash|parent_hash|previous_hash)$/.test(name) && HASH.test(value)) return url.block(lang, at, value);
  if (/^(writer_)?tx_(id|hash)$/.test(name) && HASH.test(value)) return url.transaction(lang, at, value);
  if (/^chaincode$/.test(name) && value !== "" && !value.startsWith("0x")) return url.chaincode(lang, at, value);
  if (/^(msp|creator_msp|org)$/.test(name) && value !== "" && !value.startsWith("0x"))
    return url.organisation(lang, at, value);
  if (/cert_sha256$/.test(name) && HASH.test(value)) return url.identity(lang, at, value);
  if (name === "token" && ADDRESS.test(value)) return url.token(lang, at, value);
  if (ADDRESS.test(value)) return url.address(lang, at, value);
  return HASH.test(value) ? url.search(lang, value) : undefined;
}
