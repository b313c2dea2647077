import type { Column, Table } from "@ledgerscope/schema";
import { type RowText, readableText } from "./rowText.ts";

/** Differences named per table and block; beyond that they are counted. */
const MAX_NAMED = 5;

/**
 * Compares the stored rows of one block with those that its bytes give, whatever their order.
 * @returns one sentence per difference, naming table and column; empty when all are equal.
 */
export function compareRows(table: Table, stored: readonly RowText[], expected: readonly RowText[]): string[] {
  const { extra, missing } = multisetDifference(stored, expected);
  if (extra.length === 0 && missing.length === 0) return [];
  const columns = Object.keys(table.columns);
  const differences: string[] = [];
  for (const row of extra) {
    const at = closest(row, missing);
    if (at < 0) differences.push(`${table.name}: a row that the block does not give: ${describe(table, row)}`);
    else {
      const [counterpart] = missing.splice(at, 1) as [RowText];
      for (const [index, column] of columns.entries()) {
        if (row[index] === counterpart[index]) continue;
        const [held, given] = [row, counterpart].map((side) =>
          readableText(table.columns[column] as Column, side[index] ?? ""),
        );
        differences.push(
          `${table.name}.${column}: stored ${held}, the block gives ${given} (${describe(table, counterpart)})`,
        );
      }
    }
  }
  for (const row of missing) differences.push(`${table.name}: a row is missing: ${describe(table, row)}`);
  if (differences.length <= MAX_NAMED) return differences;
  return [...differences.slice(0, MAX_NAMED), `${table.name}: ${differences.length - MAX_NAMED} more differences`];
}

function multisetDifference(
  stored: readonly RowText[],
  expected: readonly RowText[],
): { extra: RowText[]; missing: RowText[] } {
  const counts = new Map<string, { row: RowText; count: number }>();
  for (const row of expected) {
    const key = row.join("\n");
    const entry = counts.get(key);
    if (entry) entry.count++;
    else counts.set(key, { row, count: 1 });
  }
  const extra: RowText[] = [];
  for (const row of stored) {
    const entry = counts.get(row.join("\n"));
    if (entry && entry.count > 0) entry.count--;
    else extra.push(row);
  }
  const missing = [...counts.values()].flatMap(({ row, count }) => Array.from({ length: count }, () => row));
  return { extra, missing };
}

/** The missing row that differs from this one in the fewest columns, if most agree. */
function closest(row: RowText, missing: readonly RowText[]): number {
  let best = -1;
  let bestDifferent = Math.ceil(row.length / 2);
  for (const [index, candidate] of missing.entries()) {
    const different = candidate.filter((text, column) => text !== row[column]).length;
    if (different < bestDifferent) {
      best = index;
      bestDifferent = different;
    }
  }
  return best;
}

const POSITION = ["tx_index", "action_index", "endorsement_index", "namespace", "collection", "key"];

function describe(table: Table, row: RowText): string {
  const columns = Object.keys(table.columns);
  const parts = POSITION.filter((name) => columns.includes(name)).map(
    (name) => `${name} ${readableText(table.columns[name] as Column, row[columns.indexOf(name)] ?? "")}`,
  );
  return parts.join(", ") || "the block's row";
}
