import { appendFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EngineSession } from "./engine.ts";

/** Inserts that may run at the time of a crash are among the last of a table's log; older ones are done. */
const LAST_RECORDS = 64;

const ADD = "1";
const DROP = "2";

interface TokenRecord {
  readonly part: string;
  readonly block: string;
}

interface PartName {
  readonly partition: string;
  readonly from: number;
  readonly to: number;
}

/** `all_3_7_1`, and with a mutation `all_3_7_1_9`: a part of the blocks 3 to 7 of the partition `all`. */
function parsePart(name: string): PartName | undefined {
  const match = /^([0-9a-z-]+)_(\d+)_(\d+)_\d+(?:_\d+)?$/i.exec(name);
  return match ? { partition: match[1] as string, from: Number(match[2]), to: Number(match[3]) } : undefined;
}

/** What the table remembers, oldest first: lines `operation TAB part TAB block`, in files numbered by age. */
async function readLog(folder: string): Promise<{ records: TokenRecord[]; newest: string } | undefined> {
  const number = (file: string): number => Number(/(\d+)\.txt$/.exec(file)?.[1]);
  const files = (await readdir(folder).catch(() => []))
    .filter((file) => /^deduplication_log_\d+\.txt$/.test(file))
    .sort((a, b) => number(a) - number(b));
  const newest = files.at(-1);
  if (newest === undefined) return undefined;
  const remembered = new Map<string, TokenRecord>();
  for (const file of files) {
    for (const line of (await readFile(join(folder, file), "utf8")).split("\n")) {
      const [operation, part, block] = line.split("\t");
      if (part === undefined || block === undefined) continue;
      remembered.delete(block);
      if (operation === ADD) remembered.set(block, { part, block });
    }
  }
  return { records: [...remembered.values()], newest: join(folder, newest) };
}

/** Tokens that the table in this folder remembers without having their rows. */
async function missing(table: string): Promise<{ records: TokenRecord[]; newest: string } | undefined> {
  const log = await readLog(join(table, "deduplication_logs"));
  if (!log) return undefined;
  const parts = (await readdir(table)).map(parsePart).filter((part) => part !== undefined);
  const records = log.records.slice(-LAST_RECORDS).filter((record) => {
    const own = parsePart(record.part);
    if (!own) return false;
    return !parts.some(({ partition, from, to }) => partition === own.partition && from <= own.from && own.to <= to);
  });
  return records.length > 0 ? { records, newest: log.newest } : undefined;
}

/**
 * Makes tables forget the tokens of inserts that a crash cut off. The engine writes an insert's token to the
 * table's deduplication log before it makes the insert's part visible. Killed in between, it would take the
 * retry for a repetition and acknowledge it without storing anything. The record of a dropped part, which the
 * engine writes itself when it drops one, takes the token back.
 *
 * Call it when the engine has the folder, which keeps others out, and before it serves anybody.
 *
 * @returns how many tokens were taken back.
 */
export async function forgetTokensWithoutRows(session: EngineSession): Promise<number> {
  const { bytes } = await session.run(
    "SELECT database, name, data_paths[1] FROM system.tables WHERE engine LIKE '%MergeTree' AND database != 'system'",
    "JSONCompactEachRow",
  );
  let forgotten = 0;
  for (const line of Buffer.from(bytes).toString().split("\n").slice(0, -1)) {
    const [database, table, folder] = JSON.parse(line) as [string, string, string];
    const found = await missing(folder);
    if (!found) continue;
    const name = `${quoted(database)}.${quoted(table)}`;
    await session.run(`DETACH TABLE ${name} SYNC`);
    await appendFile(found.newest, found.records.map(({ part, block }) => `${DROP}\t${part}\t${block}\n`).join(""));
    await session.run(`ATTACH TABLE ${name}`);
    forgotten += found.records.length;
  }
  return forgotten;
}

const quoted = (name: string): string => `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
