import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Batch, BlockHeader, Pass, Range } from "@ledgerscope/core";
import { defineTable, encodeRows } from "@ledgerscope/schema";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { passProgress } from "./passLog.ts";
import { END, planRevision, revise } from "./revise.ts";
import { runPass } from "./runPass.ts";
import { createSink } from "./sink.ts";
import { openWarehouse, type Warehouse } from "./warehouse.ts";

const columns = {
  network: { type: "LowCardinality(String)", comment: "Network" },
  height: { type: "UInt64", comment: "Height" },
  block_hash: { type: "FixedString(32)", comment: "Hash", hex: "0x" },
} as const;
const blocks = defineTable({
  name: "rev_blocks",
  comment: "Blocks of a chain that reverts",
  reorgs: true,
  orderBy: ["network", "height"],
  columns,
});
const notes = defineTable({
  name: "rev_notes",
  comment: "Rows of a pass",
  orderBy: ["network", "height"],
  columns,
});
const tables = [blocks, notes];

const folder = mkdtempSync(join(tmpdir(), "ledgerscope-revise-"));
let warehouse: Warehouse;
let network: string;
let count = 0;
beforeAll(async () => {
  warehouse = await openWarehouse({ path: folder });
  await warehouse.migrate([{ tables, views: [] }]);
});
afterAll(async () => {
  await warehouse?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});
beforeEach(() => {
  network = `net${count++}`;
});

/** Block 7 of fork "a" has the hash 0x…7a. */
const hashOf = (height: number, fork = ""): string => `0x${`${height}${fork}`.padStart(64, "0")}`;

function batchOf(from: number, to: number, { fork = "", final = true } = {}): Batch {
  const headers = Array.from({ length: to - from }, (_, index): BlockHeader => {
    const number = from + index;
    return { number, hash: hashOf(number, fork), parentHash: hashOf(number - 1, fork), timeSource: "header" };
  });
  const rows = headers.map(({ number, hash }) => ({
    network,
    height: number,
    block_hash: Buffer.from(hash.slice(2), "hex"),
  }));
  return { from, to, headers, payloads: [encodeRows(blocks, rows)], checks: [], quarantined: [], final };
}

const sink = () => createSink(warehouse, { network, tables });

/** `height hash` of each row. */
async function rowsOf(table: string): Promise<string[]> {
  const rows = await warehouse.query<{ row: string }>(
    `SELECT concat(height, ' ', lower(hex(block_hash))) AS row FROM store.${table} WHERE network = {network:String} ORDER BY height, row`,
    { network },
  );
  return rows.map(({ row }) => row.replace(/ 0+(?=.)/, " "));
}

async function takeBack(asked: Range, through: Warehouse = warehouse): Promise<void> {
  const options = { network, tables };
  await revise(through, options, await planRevision(warehouse, options, asked), { orphans: true });
}

const noting: Pass<undefined> = {
  name: "notes",
  version: 1,
  unit: "blocks",
  tables: ["rev_notes"],
  async *run(_, { from, to }) {
    const select = `SELECT network, height, block_hash FROM store.rev_blocks
      WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}`;
    const derived = [{ table: "rev_notes", select }];
    yield { from, to, items: to - from, checks: [], payloads: [], derived };
  },
};
const runNotes = (): Promise<void> =>
  runPass(warehouse, { network, tables, config: undefined, pass: noting, signal: new AbortController().signal });
const notesLeft = async (): Promise<unknown> => (await passProgress(warehouse, { network, passes: [noting] }))[0];

test("what is taken back is said before, range by range, and nothing is changed by saying it", async () => {
  await sink().write(batchOf(0, 10));
  await sink().write(batchOf(10, 20));
  await sink().write(batchOf(20, 22, { final: false }));
  await runNotes();
  const plan = await planRevision(warehouse, { network, tables }, { from: 15, to: END });
  // Blocks 10 to 19 were stored as one range.
  expect(plan).toEqual({
    asked: { from: 15, to: END },
    from: 10,
    to: END,
    ranges: [
      { from: 10, to: 20, zone: "final", firstHash: hashOf(10), lastHash: hashOf(19) },
      { from: 20, to: 21, zone: "head", firstHash: hashOf(20), lastHash: hashOf(20) },
      { from: 21, to: 22, zone: "head", firstHash: hashOf(21), lastHash: hashOf(21) },
    ],
    rows: [
      { table: "rev_blocks", rows: 10, reorgs: true },
      { table: "rev_notes", rows: 10, reorgs: false },
    ],
    revision: 1,
  });
  expect(await rowsOf("rev_blocks")).toHaveLength(22);
  expect(await planRevision(warehouse, { network, tables }, { from: 30, to: END })).toMatchObject({
    ...{ ranges: [], rows: [], revision: 0 },
  });
});

test("final blocks that are taken back are orphans, another branch takes their place, and passes run over it anew", async () => {
  await sink().write(batchOf(0, 3));
  await sink().write(batchOf(3, 6));
  await sink().write(batchOf(6, 7, { final: false }));
  await runNotes();
  await takeBack({ from: 3, to: END });
  expect(await sink().stored()).toEqual([{ from: 0, to: 3 }]);
  expect(await rowsOf("rev_blocks")).toEqual(["0 0", "1 1", "2 2"]);
  expect(await rowsOf("rev_notes")).toEqual(["0 0", "1 1", "2 2"]);
  expect(await rowsOf("rev_blocks_head")).toEqual(["3 3", "4 4", "5 5", "6 6"]);

  await sink().write(batchOf(3, 5, { fork: "b" }));
  expect(await rowsOf("rev_blocks")).toEqual(["0 0", "1 1", "2 2", "3 3b", "4 4b"]);
  // The step was over 0:6, which is there no more as it was.
  expect(await notesLeft()).toMatchObject({ blocks: 0, remaining: 5 });
  await runNotes();
  expect(await rowsOf("rev_notes")).toEqual(["0 0", "1 1", "2 2", "3 3b", "4 4b"]);
  const revisions = await warehouse.query(
    `SELECT from, to, argMax(zone, seq) AS zone, argMax(revision, seq) AS revision FROM _ranges
     WHERE network = {network:String} GROUP BY from, to ORDER BY from, to`,
    { network },
  );
  expect(revisions).toEqual([
    { from: "0", to: "3", zone: "final", revision: 0 },
    { from: "3", to: "5", zone: "final", revision: 1 },
    { from: "3", to: "6", zone: "reverted", revision: 1 },
    { from: "6", to: "7", zone: "reverted", revision: 1 },
  ]);
});

test("the same blocks written again after they were taken back are there, once", async () => {
  await sink().write(batchOf(0, 3));
  for (let times = 1; times <= 3; times++) {
    const options = { network, tables };
    await revise(warehouse, options, await planRevision(warehouse, options, { from: 0, to: 1 }), { orphans: false });
    expect(await rowsOf("rev_blocks_head")).toEqual([]);
    expect(await rowsOf("rev_blocks")).toEqual([]);
    await sink().write(batchOf(0, 3));
    await sink().write(batchOf(0, 3));
    expect(await rowsOf("rev_blocks")).toEqual(["0 0", "1 1", "2 2"]);
    expect(await sink().stored()).toEqual([{ from: 0, to: 3 }]);
  }
  expect(await planRevision(warehouse, { network, tables }, { from: 0, to: 1 })).toMatchObject({ to: 3, revision: 4 });
});

test("taking back that was cut off after any of its calls is completed by doing it again, or by writing the blocks", async () => {
  for (let calls = 0; calls < 20; calls++) {
    for (const then of ["again", "write"]) {
      network = `cut${count++}`;
      await sink().write(batchOf(0, 3));
      await sink().write(batchOf(3, 6));
      let left = calls;
      const cut: Warehouse = {
        ...warehouse,
        async command(sql, params) {
          if (left-- === 0) throw new Error("cut off");
          await warehouse.command(sql, params);
        },
      };
      const whole = await takeBack({ from: 3, to: END }, cut).then(
        () => true,
        () => false,
      );
      const orphans = ["3 3", "4 4", "5 5"];
      const taken = (await sink().stored()).at(-1)?.to === 3;
      if (then === "again") {
        await takeBack({ from: 3, to: END });
        expect(await rowsOf("rev_blocks"), `after ${calls} calls`).toEqual(["0 0", "1 1", "2 2"]);
        expect([...new Set(await rowsOf("rev_blocks_head"))]).toEqual(orphans);
      } else if (taken) {
        await sink().write(batchOf(3, 6, { fork: "b" }));
        expect(await rowsOf("rev_blocks"), `after ${calls} calls`).toEqual([
          "0 0",
          "1 1",
          "2 2",
          "3 3b",
          "4 4b",
          "5 5b",
        ]);
        expect([...new Set(await rowsOf("rev_blocks_head"))]).toEqual(orphans);
      } else {
        // Nothing was taken back yet: nothing is missing.
        expect(await rowsOf("rev_blocks")).toHaveLength(6);
      }
      if (whole && then === "write") return expect(calls).toBeGreaterThan(2);
    }
  }
  throw new Error("taking back has no more than 20 calls");
});

test("a block that was taken back and is on the chain again has no rows of before", async () => {
  await sink().write(batchOf(0, 3));
  await takeBack({ from: 0, to: END });
  expect(await rowsOf("rev_blocks_head")).toEqual(["0 0", "1 1", "2 2"]);
  // What made those rows is switched off meanwhile.
  await sink().write({ ...batchOf(0, 2, { final: false }), payloads: [] });
  expect(await rowsOf("rev_blocks")).toEqual([]);
  expect(await rowsOf("rev_blocks_head")).toEqual(["2 2"]);
  await sink().write(batchOf(2, 4, { final: false }));
  await sink().write(batchOf(2, 4, { final: false }));
  await sink().finalize(3);
  expect(await rowsOf("rev_blocks")).toEqual(["2 2", "3 3"]);
});

test("taking back blocks of the head zone that was cut off between its statements leaves none that counts and is not shown", async () => {
  for (const calls of [0, 1, 2, 3, 4]) {
    network = `headcut${count++}`;
    await sink().write(batchOf(0, 6, { final: false }));
    let left = calls;
    const cut: Warehouse = {
      ...warehouse,
      async command(sql, params) {
        if (left-- === 0) throw new Error("cut off");
        await warehouse.command(sql, params);
      },
    };
    await takeBack({ from: 3, to: END }, cut).catch(() => {});
    const next = (await sink().stored()).at(-1)?.to ?? 0;
    await sink().write(batchOf(next, next + 1, { final: false }));
    expect(await rowsOf("rev_blocks"), `after ${calls} calls`).toHaveLength(next + 1);
  }
});

test("the head tables let go of what became final, and keep orphans, at any moment of being cut off", async () => {
  const cuts = [0, 1, END];
  for (const calls of cuts) {
    network = `prune${count++}`;
    await sink().write(batchOf(0, 4, { final: false }));
    await sink().rewind({ number: 1, hash: hashOf(1) });
    await sink().write(batchOf(2, 6, { fork: "b", final: false }));
    await sink().finalize(3);
    await sink().write(batchOf(6, 8, { fork: "b", final: false }));
    const orphans = ["2 2", "3 3"];
    expect(await rowsOf("rev_blocks_head")).toHaveLength(10);
    let left = calls;
    const cut: Warehouse = {
      ...warehouse,
      async command(sql, params) {
        if (sql.startsWith("DELETE") && left-- === 0) throw new Error("cut off");
        await warehouse.command(sql, params);
      },
    };
    await createSink(cut, { network, tables })
      .finalize(5)
      .catch(() => {});
    const visible = ["0 0", "1 1", "2 2b", "3 3b", "4 4b", "5 5b", "6 6b", "7 7b"];
    expect(await rowsOf("rev_blocks"), `after ${calls} deletions`).toEqual(visible);
    // A new process prunes at once what is below the head zone that it finds.
    await sink().finalize(6);
    expect(await rowsOf("rev_blocks"), `after ${calls} deletions`).toEqual(visible);
    expect(await rowsOf("rev_blocks_head"), `after ${calls} deletions`).toEqual([...orphans, "6 6b", "7 7b"]);
    await sink().finalize(7);
    expect(await rowsOf("rev_blocks_head")).toEqual([...orphans, "7 7b"]);
  }
});
