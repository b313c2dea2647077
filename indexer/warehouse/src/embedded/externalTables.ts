import { ChunkQueue } from "./chunkQueue.ts";
import type { EngineSession } from "./engine.ts";
import type { Pipes } from "./pipes.ts";
import { assertName, literal } from "./sqlText.ts";
import { sqlTokens } from "./sqlTokens.ts";
import { RefusedStatement } from "./statement.ts";

/**
 * A table that comes with a statement and goes with it: a file of its form
 * (https://clickhouse.com/docs/engines/table-engines/special/external-data).
 */
export interface ExternalTable {
  readonly name: string;
  /** Names and types of its columns, as in SQL. */
  readonly structure: string;
  readonly format: string;
  readonly data: Buffer;
}

/** Columns without names are called `_1`, `_2`… */
function named(types: string): string {
  const starts = [0];
  for (const { kind, text, depth, end } of sqlTokens(types)) {
    if (kind === "other" && text === "," && depth === 0) starts.push(end);
  }
  return starts
    .map((start, index) => `_${index + 1} ${types.slice(start, starts[index + 1]).replace(/,\s*$/, "")}`)
    .join(", ");
}

/** @param search is left without the parameters that describe the table. */
export function takeExternal(name: string, data: Buffer, search: URLSearchParams): ExternalTable {
  const take = (what: string): string | null => {
    const value = search.get(`${name}_${what}`);
    search.delete(`${name}_${what}`);
    return value;
  };
  const [structure, types, format] = [take("structure"), take("types"), take("format")];
  assertName("table", name);
  assertName("format", format ?? "TabSeparated");
  if (!structure && !types) {
    const missing = `External table ${name} has no structure: give ${name}_structure or ${name}_types`;
    throw new RefusedStatement(36, "BAD_ARGUMENTS", missing);
  }
  const columns = structure ?? named(types ?? "");
  for (const { kind, depth } of sqlTokens(columns)) {
    if (kind === "semicolon" || depth < 0) throw new RefusedStatement(62, "SYNTAX_ERROR", `${columns} is no structure`);
  }
  return { name, structure: columns, format: format ?? "TabSeparated", data };
}

/** Makes them tables of a session. @returns what takes them away again. */
export async function loadExternal(
  tables: readonly ExternalTable[],
  session: EngineSession,
  pipes: Pipes,
): Promise<() => Promise<void>> {
  const drop = async (): Promise<void> => {
    await session.run(tables.map(({ name }) => `DROP TEMPORARY TABLE IF EXISTS ${name};`).join(" "));
  };
  try {
    for (const table of tables) await load(table, session, pipes);
    return drop;
  } catch (error) {
    await drop().catch(() => {});
    throw error;
  }
}

async function load(
  { name, structure, format, data }: ExternalTable,
  session: EngineSession,
  pipes: Pipes,
): Promise<void> {
  await session.run(`CREATE TEMPORARY TABLE ${name} (${structure}) ENGINE = Memory`);
  const whole = new ChunkQueue(data.length + 1, () => {});
  whole.push(data);
  whole.end();
  const file = pipes.offer(whole, async () => {});
  try {
    await session.run(`INSERT INTO ${name} FROM INFILE ${literal(file.path)} FORMAT ${format}`);
  } finally {
    await file.release();
  }
}
