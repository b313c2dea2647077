import path from "node:path";
import { type Check, type StoredReader, tallyChecks } from "@ledgerscope/core";
import { fabric } from "@ledgerscope/fabric";
import type { Column, Table } from "@ledgerscope/schema";
import { runPasses } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./support/cli.ts";
import { FabricWarehouse } from "./support/fabricWarehouse.ts";

const ledger = path.join(root, "test/fixtures/fabric-bft/peer1.blockfile_000000.xz");
const channel = "mychannel";
const BLOCKS = 201;
const signal = new AbortController().signal;
const configOf = (network: string) =>
  fabric.parseConfig({ family: "fabric", channel, ledger }, { network, baseDir: "/" });

/** Tables that no proof covers, each with the reason. */
const NOT_COVERED: Readonly<Record<string, string>> = {
  fabric_arrivals: "our clock's, nothing that follows from a block",
  fabric_private_data: "what peers show: fabricPrivateData.test.ts judges it against the hashes",
};

/** Columns that proofs start from: a change shows as a failed proof, not as a difference to what the block gives. */
const PROVEN: Readonly<Record<string, readonly string[]>> = {
  fabric_blocks: ["height", "previous_hash", "data_hash", "metadata"],
  fabric_envelopes: ["height", "tx_index", "envelope"],
};

let store: FabricWarehouse;
beforeAll(async () => {
  store = await FabricWarehouse.open();
  await store.store("whole", ledger, channel, { from: 0, to: BLOCKS });
  const network = "whole";
  await runPasses(store.warehouse, {
    ...{ network, tables: fabric.schema.tables, config: configOf(network) },
    ...{ passes: fabric.passes, signal },
  });
}, 60_000);
afterAll(() => store.close());

async function verify(network: string, from: number, to: number, stored: StoredReader): Promise<Check[]> {
  const checks: Check[] = [];
  for await (const check of fabric.verify(configOf(network), { network, from, to, stored, signal })) checks.push(check);
  return checks;
}

const failuresOf = (checks: readonly Check[]): string[] =>
  checks.filter(({ state }) => state === "failed").map(({ check, height, detail }) => `${height} ${check}: ${detail}`);

describe("verify, from stored rows alone", () => {
  test("proves a whole ledger in every check", async () => {
    const checks = await verify("whole", 0, BLOCKS, store.warehouse);
    expect(failuresOf(checks)).toEqual([]);
    const all = { verified: BLOCKS };
    const behindGenesis = { verified: BLOCKS - 1, unverified: 1 };
    const { derived_rows: derived, ...tally } = tallyChecks(checks);
    // Policies of each block, and the state, conflicts and certificates of those that have any.
    expect(Object.keys(derived ?? {})).toEqual(["verified"]);
    expect(derived?.verified).toBeGreaterThan(2 * BLOCKS);
    expect(tally).toEqual({
      envelope_reencoding: all,
      data_hash: all,
      header_chain: all,
      tx_ids: all,
      proposal_hashes: all,
      orderer_signatures: behindGenesis,
      last_config: all,
      commit_hash: all,
      stored_rows: all,
      creator_signatures: behindGenesis,
      endorsement_signatures: behindGenesis,
      certificates: behindGenesis,
      endorsement_policies: behindGenesis,
    });
  });

  test("says unchecked, not failed, where the blocks before are not stored", async () => {
    await store.store("late", ledger, channel, { from: 140, to: 190 });
    const checks = await verify("late", 150, 190, store.warehouse);
    expect(failuresOf(checks)).toEqual([]);
    const tally = tallyChecks(checks);
    expect(tally["orderer_signatures"]?.unchecked).toBeGreaterThan(0);
    expect(tally["last_config"]?.unchecked).toBeGreaterThan(0);
    expect(tally["data_hash"]).toEqual({ verified: 40 });
  });

  test("names a value changed in any column of any table", async () => {
    const waiting = await changesToMake();
    const unnamed: string[] = [];
    let made = 0;
    while (waiting.length > 0) {
      const round = takeRound(waiting);
      for (const [from, to] of islands([...round.keys()])) {
        const checks = await verify("whole", from, to, tampered(store.warehouse, round));
        for (let height = from; height < to; height++) {
          const failures = checks.filter((check) => check.height === height && check.state === "failed");
          for (const { table, column } of round.get(height) ?? []) {
            made++;
            const isNamed =
              failures.some(({ detail = "" }) => isAbout(detail, table, column)) ||
              (isProven(table, column) && failures.some(({ check }) => !check.endsWith("_rows")));
            if (!isNamed)
              unnamed.push(`${table.name}.${column} of block ${height}: ${failuresOf(failures).join(" | ")}`);
          }
        }
      }
    }
    expect(unnamed).toEqual([]);
    expect(made).toBeGreaterThan(150);
  }, 600_000);
});

describe("verify, of stored rows that were changed by hand", () => {
  const height = 150;
  const failures = async (stored: StoredReader = store.warehouse) =>
    failuresOf(await verify("whole", height, height + 1, stored));

  test("finds rows under the name of another channel", async () => {
    await store.warehouse.command(
      "INSERT INTO store.fabric_events SELECT * REPLACE ('other' AS channel, toUInt64({height:UInt64}) AS height) FROM store.fabric_events WHERE network = 'whole' LIMIT 1",
      { height },
    );
    expect(await failures()).toEqual([expect.stringContaining("fabric_events: a row that the block does not give")]);
    await store.warehouse.command("DELETE FROM store.fabric_events WHERE channel = 'other'", {});
    expect(await failures()).toEqual([]);
  });

  test("finds that a pass's rows of a block are gone; where the pass has not come, they are unchecked", async () => {
    await store.warehouse.command("DELETE FROM store.fabric_policy_evaluations WHERE height = {height:UInt64}", {
      height,
    });
    expect((await failures())[0]).toContain("fabric_policy_evaluations: a row is missing");
    await store.store("unpassed", ledger, channel, { from: 0, to: 20 });
    const { derived_rows: derived } = tallyChecks(await verify("unpassed", 0, 20, store.warehouse));
    expect(derived?.failed).toBeUndefined();
    expect(derived?.unchecked).toBeGreaterThan(10);
  });
});

interface Change {
  readonly table: Table;
  readonly column: string;
  /** Blocks that have rows in the table. */
  readonly heights: readonly number[];
}

const isProven = (table: Table, column: string): boolean => PROVEN[table.name]?.includes(column) ?? false;

/** A row that moved to another block is told as missing there; any other change by its column. */
const isAbout = (detail: string, { name }: Table, column: string): boolean =>
  detail.startsWith(`${name}.${column}:`) || (detail.startsWith(`${name}:`) && /is missing|is stored/.test(detail));

/**
 * As many changes as do not get into each other's way: one per block and table. What proofs start from is
 * changed first, one block in two, as every other row of such a block differs then.
 */
function takeRound(waiting: Change[]): Map<number, Change[]> {
  const round = new Map<number, Change[]>();
  const proven = waiting.filter(({ table, column }) => isProven(table, column));
  for (const change of proven.length > 0 ? proven : [...waiting]) {
    const height = change.heights.find((candidate) =>
      proven.length > 0
        ? !round.has(candidate) && !round.has(candidate + 1)
        : !(round.get(candidate) ?? []).some(({ table }) => table === change.table),
    );
    if (height === undefined) continue;
    round.set(height, [...(round.get(height) ?? []), change]);
    waiting.splice(waiting.indexOf(change), 1);
  }
  return round;
}

async function changesToMake(): Promise<Change[]> {
  const changes: Change[] = [];
  for (const table of fabric.schema.tables) {
    if (table.name in NOT_COVERED) continue;
    const heights: number[] = [];
    const sql = `SELECT DISTINCT toString(height) AS height FROM store.${table.name} WHERE network = 'whole' ORDER BY height`;
    for await (const { height } of store.warehouse.rows<{ height: string }>(sql, {})) heights.push(Number(height));
    heights.sort((a, b) => a - b);
    expect(heights.length, `${table.name} has rows`).toBeGreaterThan(0);
    // Block 0's successors would fail for it: blocks from the end on keep changes apart.
    for (const column of Object.keys(table.columns)) changes.push({ table, column, heights: heights.toReversed() });
  }
  // Tables with few blocks choose first.
  return changes.sort((a, b) => a.heights.length - b.heights.length);
}

/** Blocks that `verify` takes in the time that it takes to begin: so far apart two stretches are verified as one. */
const WORTH_A_START = 40;

function islands(heights: readonly number[]): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  for (const height of [...heights].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && height - last[1] <= WORTH_A_START) last[1] = height + 1;
    else ranges.push([height, height + 1]);
  }
  return ranges;
}

/** What is asked for rows as they are stored; of `fabric_state` those that count. */
const STORED_ROWS = / AS c0, .* FROM (?:store\.(\w+) AS t|\(SELECT \* FROM \(\s*SELECT \* FROM store\.(\w+))/s;

/** The store as it would answer had one value been changed in some of its blocks. */
function tampered(stored: StoredReader, changes: ReadonlyMap<number, readonly Change[]>): StoredReader {
  return {
    async *rows<T>(sql: string, params: Readonly<Record<string, unknown>>): AsyncIterable<T> {
      const table = STORED_ROWS.exec(sql)?.slice(1).find(Boolean);
      const done = new Set<number>();
      for await (const row of stored.rows<T>(sql, params)) {
        const change = table === undefined ? undefined : changeOf(row as Record<string, unknown>, table, changes);
        if (!change || done.has(change.height)) {
          yield row;
          continue;
        }
        done.add(change.height);
        yield { ...row, [change.key]: altered((row as Record<string, unknown>)[change.key], change.column) };
      }
    },
  };
}

function changeOf(row: Record<string, unknown>, name: string, changes: ReadonlyMap<number, readonly Change[]>) {
  const table = fabric.schema.tables.find((candidate) => candidate.name === name);
  if (!table) return undefined;
  const columns = Object.keys(table.columns);
  const height = Number(row[`c${columns.indexOf("height")}`]);
  const change = changes.get(height)?.find((candidate) => candidate.table === table);
  if (!change) return undefined;
  const column = table.columns[change.column] as Column;
  return { height, key: `c${columns.indexOf(change.column)}`, column };
}

function altered(value: unknown, column: Column): unknown {
  if (Array.isArray(value)) return value.length === 0 ? ["00"] : [altered(value[0], column), ...value.slice(1)];
  const text = String(value);
  if (text === "true" || text === "false") return String(text === "false");
  if (/^(U?Int|DateTime)/.test(column.type) || (/^Array\(U?Int/.test(column.type) && /^\d+$/.test(text))) {
    return String(BigInt(text) + 1_000_000n); // a changed height lies outside of the ledger
  }
  if (text === "") return "00";
  return text.slice(0, -1) + (Number.parseInt(text.slice(-1), 16) ^ 1).toString(16);
}
