import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Batch, type BlockHeader, CorruptDataError, type Payload } from "@ledgerscope/core";
import { defineTable, encodeRows } from "@ledgerscope/schema";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createSink } from "./sink.ts";
import { openWarehouse, type Warehouse } from "./warehouse.ts";

const blocks = defineTable({
  name: "toy_blocks",
  comment: "Blocks of a chain that reverts",
  reorgs: true,
  orderBy: ["network", "height"],
  columns: {
    network: { type: "LowCardinality(String)", comment: "Network" },
    height: { type: "UInt64", comment: "Height" },
    block_hash: { type: "FixedString(32)", comment: "Hash", hex: "0x" },
    note: { type: "String", comment: "Anything" },
  },
});
const ledger = defineTable({
  name: "toy_ledger",
  comment: "Blocks of a chain that does not",
  orderBy: ["network", "height"],
  columns: {
    network: { type: "LowCardinality(String)", comment: "Network" },
    height: { type: "UInt64", comment: "Height" },
  },
});
const twins = { ...blocks, name: "toy_twins" };
const schema = { tables: [blocks, twins, ledger], views: [] };

const folder = mkdtempSync(join(tmpdir(), "ledgerscope-sink-"));
let warehouse: Warehouse;
let network: string;
let count = 0;
beforeAll(async () => {
  warehouse = await openWarehouse({ path: folder });
  await warehouse.migrate([schema]);
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

function header(number: number, fork = "", parentFork = fork): BlockHeader {
  return { number, hash: hashOf(number, fork), parentHash: hashOf(number - 1, parentFork), timeSource: "header" };
}

function batchOf(headers: BlockHeader[], options: { final: boolean; to?: number; note?: string }): Batch {
  const first = headers[0] as BlockHeader;
  const rows = headers.map(({ number, hash }) => ({
    network,
    height: number,
    block_hash: Buffer.from(hash.slice(2), "hex"),
    note: options.note ?? "",
  }));
  return {
    from: first.number,
    to: options.to ?? (headers.at(-1) as BlockHeader).number + 1,
    headers,
    payloads: [encodeRows(blocks, rows)],
    checks: headers.map(({ number }) => ({ check: "header_hash", state: "verified", height: number })),
    quarantined: [],
    final: options.final,
  };
}

const range = (from: number, to: number, fork = ""): BlockHeader[] =>
  Array.from({ length: to - from }, (_, index) => header(from + index, fork));

async function visible(table = "store.toy_blocks"): Promise<string[]> {
  const rows = await warehouse.query<{ block: string }>(
    `SELECT concat(height, ' ', lower(hex(block_hash))) AS block FROM ${table} WHERE network = {network:String} ORDER BY height, block`,
    { network },
  );
  return rows.map(({ block }) => block.replace(/ 0+/, " "));
}

const open = () => createSink(warehouse, { network, tables: schema.tables });

test("a batch written twice is stored once", async () => {
  const sink = open();
  const batch = batchOf(range(1, 4), { final: true });
  await sink.write(batch);
  await sink.write(batch);
  await open().write(batch);
  expect(await visible()).toEqual(["1 1", "2 2", "3 3"]);
  expect(await sink.stored()).toEqual([{ from: 1, to: 4 }]);
});

test("rows that an interrupted write left are replaced, also by a batch that is cut otherwise", async () => {
  const [left] = batchOf(range(1, 4), { final: true, note: "left" }).payloads as [Payload];
  await warehouse.insert({ ...left, table: "store.toy_blocks_final" }, { token: `${network} left` });
  const sink = open();
  await sink.write(batchOf(range(1, 3), { final: true }));
  await sink.write(batchOf(range(3, 5), { final: true }));
  expect(await visible()).toEqual(["1 1", "2 2", "3 3", "4 4"]);
  const notes = await warehouse.query("SELECT DISTINCT note FROM store.toy_blocks WHERE network = {network:String}", {
    network,
  });
  expect(notes).toEqual([{ note: "" }]);
});

test("a final block that the source now has otherwise is refused", async () => {
  const sink = open();
  await sink.write(batchOf(range(0, 3), { final: true }));
  await expect(sink.write(batchOf(range(0, 3, "b"), { final: true }))).rejects.toThrow(CorruptDataError);
  await expect(sink.write(batchOf(range(2, 4), { final: true }))).rejects.toThrow(/stored in part/);
});

test("a held-back block stays a gap and its bytes are kept", async () => {
  const sink = open();
  const batch = batchOf([header(0), header(1), header(3)], { final: true });
  const raw = Uint8Array.of(0, 10, 10, 255);
  const quarantined = [{ height: 2, check: "header_hash", detail: "expected a, found b", raw }];
  await sink.write({ ...batch, quarantined });
  await sink.write({ ...batch, quarantined });
  expect(await sink.stored()).toEqual([
    { from: 0, to: 2 },
    { from: 3, to: 4 },
  ]);
  const kept = await warehouse.query(
    "SELECT height, check, hex(raw) AS raw FROM store._quarantine WHERE network = {network:String}",
    { network },
  );
  expect(kept).toEqual([{ height: "2", check: "header_hash", raw: "000A0AFF" }]);
  await sink.write(batchOf([header(2)], { final: true }));
  expect(await sink.stored()).toEqual([{ from: 0, to: 4 }]);
  expect(await visible()).toHaveLength(4);
});

test("after a reorg only the new branch is visible, and the old one is still there by its hash", async () => {
  const sink = open();
  await sink.write(batchOf(range(1, 4), { final: false }));
  expect(await sink.recent(2)).toEqual([
    { number: 2, hash: hashOf(2) },
    { number: 3, hash: hashOf(3) },
  ]);
  await sink.rewind({ number: 1, hash: hashOf(1) });
  expect(await visible()).toEqual(["1 1"]);
  expect(await sink.stored()).toEqual([{ from: 1, to: 2 }]);
  await sink.write(batchOf([header(2, "b", ""), header(3, "b")], { final: false }));
  expect(await visible()).toEqual(["1 1", "2 2b", "3 3b"]);
  expect(await sink.at(2)).toEqual({ number: 2, hash: hashOf(2, "b") });
  expect(await visible("store.toy_blocks_head")).toEqual(["1 1", "2 2", "2 2b", "3 3", "3 3b"]);
});

test.each([0, 1, 2])("a rewind that was cut off after %i of its statements loses no block", async (calls) => {
  await open().write(batchOf(range(0, 10), { final: false }));
  let left = calls;
  const cut: Warehouse = {
    ...warehouse,
    async command(sql, params) {
      if (left-- === 0) throw new Error("cut off");
      await warehouse.command(sql, params);
    },
  };
  await createSink(cut, { network, tables: schema.tables })
    .rewind({ number: 5, hash: hashOf(5) })
    .catch(() => {});
  // The node is back on the first branch: following goes on behind the newest stored block.
  const sink = open();
  const next = ((await sink.recent(1)).at(-1)?.number ?? -1) + 1;
  expect(next).toBe(calls === 0 ? 10 : 6);
  await sink.write(batchOf(range(next, next + 1), { final: false }));
  const heights = (await visible()).map((row) => Number(row.split(" ")[0]));
  expect(heights).toEqual(Array.from({ length: next + 1 }, (_, height) => height));
  expect(await sink.stored()).toEqual([{ from: 0, to: next + 1 }]);
  await sink.write(batchOf(range(next + 1, 12), { final: false }));
  await sink.finalize(11);
  expect(await visible("store.toy_blocks_final")).toHaveLength(12);
  expect(await visible()).toHaveLength(12);
});

test("a branch that was reverted and comes back is visible once", async () => {
  const sink = open();
  const branch = batchOf(range(2, 4), { final: false });
  await sink.write(batchOf([header(1)], { final: false }));
  await sink.write(branch);
  await sink.rewind({ number: 1, hash: hashOf(1) });
  await sink.write(batchOf([header(2, "b", "")], { final: false }));
  await sink.rewind({ number: 1, hash: hashOf(1) });
  await sink.write(branch);
  expect(await visible()).toEqual(["1 1", "2 2", "3 3"]);
  expect(await sink.stored()).toEqual([{ from: 1, to: 4 }]);
});

test("finalizing moves blocks without changing what is visible, as often as it is done", async () => {
  const sink = open();
  await sink.write(batchOf(range(1, 6), { final: false }));
  await sink.finalize(3);
  await sink.finalize(3);
  expect(await visible()).toEqual(["1 1", "2 2", "3 3", "4 4", "5 5"]);
  expect(await visible("store.toy_blocks_final")).toEqual(["1 1", "2 2", "3 3"]);
  expect(await sink.stored()).toEqual([{ from: 1, to: 6 }]);
  await expect(sink.rewind({ number: 2, hash: hashOf(2) })).rejects.toThrow(/block 3 0x0+3 is final/);
  await sink.rewind({ number: 3, hash: hashOf(3) });
  expect(await visible()).toEqual(["1 1", "2 2", "3 3"]);
});

test.each([
  ["the first rows", 1],
  ["all rows", 2],
  ["the ranges", 3],
])("finalizing that was interrupted after %s is completed by the next one", async (_, calls) => {
  const sink = open();
  await sink.write(batchOf(range(1, 4), { final: false }));
  let left = calls;
  const interrupted: Warehouse = {
    ...warehouse,
    async command(sql, params) {
      if (left-- === 0) throw new Error("interrupted");
      await warehouse.command(sql, params);
    },
  };
  await expect(createSink(interrupted, { network, tables: schema.tables }).finalize(3)).rejects.toThrow();
  expect(await visible()).toEqual(["1 1", "2 2", "3 3"]);
  await sink.finalize(3);
  expect(await visible()).toEqual(["1 1", "2 2", "3 3"]);
  expect(await visible("store.toy_blocks_final")).toEqual(["1 1", "2 2", "3 3"]);
});

test("a block that is written while what lies below is moved stays visible, whatever the move reaches for", async () => {
  const plain = createSink(warehouse, { network, tables: schema.tables });
  await plain.write(batchOf(range(0, 3), { final: false }));
  for (const [index, into] of ["toy_blocks_final", "_ranges", "canonical_log"].entries()) {
    const next = 3 + index;
    let written = false;
    const between: Warehouse = {
      ...warehouse,
      query: (sql, params) => warehouse.query(sql, params),
      async command(sql, params) {
        if (!written && sql.startsWith(`INSERT INTO store.${into} `)) {
          written = true;
          await plain.write(batchOf([header(next)], { final: false }));
        }
        return warehouse.command(sql, params);
      },
    };
    await createSink(between, { network, tables: schema.tables }).finalize(100);
    expect(written).toBe(true);
    expect(await visible()).toHaveLength(next + 1);
  }
  await plain.finalize(100);
  expect(await visible("store.toy_blocks_final")).toHaveLength(6);
  expect(await visible()).toHaveLength(6);
});

test("a block whose range came after the mapping was put right is shown again by the next process", async () => {
  await open().write(batchOf(range(1, 4), { final: false }));
  await warehouse.command(
    `INSERT INTO store.canonical_log (network, height, block_hash, in_head, seq)
     SELECT network, height, block_hash, false, {seq:UInt64} FROM store.canonical
     WHERE network = {network:String} AND height = 2`,
    { network, seq: String(BigInt(Date.now()) * 1_000_000n) },
  );
  expect(await visible()).toEqual(["1 1", "3 3"]);
  await open().write(batchOf([header(4)], { final: false }));
  expect(await visible()).toEqual(["1 1", "2 2", "3 3", "4 4"]);
});

test("a final batch over blocks of the head zone shows each once", async () => {
  const sink = open();
  await sink.write(batchOf(range(1, 3), { final: false }));
  await sink.write(batchOf(range(1, 3), { final: true }));
  expect(await visible()).toEqual(["1 1", "2 2"]);
  expect(await sink.stored()).toEqual([{ from: 1, to: 3 }]);
});

test("a family without a head zone refuses blocks that can be reverted", async () => {
  const sink = createSink(warehouse, { network, tables: [ledger] });
  const batch: Batch = {
    ...batchOf([header(0)], { final: true }),
    payloads: [encodeRows(ledger, [{ network, height: 0 }])],
  };
  await expect(sink.write({ ...batch, final: false })).rejects.toThrow(/can be reverted/);
  await sink.write(batch);
  await sink.finalize(10);
  expect(await sink.at(0)).toEqual({ number: 0, hash: hashOf(0) });
  expect(await sink.stored()).toEqual([{ from: 0, to: 1 }]);
});

test("_ranges: stored, at and recent of ranges that touch, leave a gap, were written out of order, and reach into the head zone", async () => {
  const sink = open();
  expect(await sink.stored()).toEqual([]);
  expect(await sink.recent(5)).toEqual([]);
  expect(await sink.at(0)).toBeUndefined();
  await sink.write(batchOf(range(10, 14), { final: true }));
  await sink.write(batchOf(range(0, 4), { final: true }));
  await sink.write(batchOf(range(4, 8), { final: true }));
  await sink.write(batchOf(range(14, 16), { final: false }));
  expect(await sink.stored()).toEqual([
    { from: 0, to: 8 },
    { from: 10, to: 16 },
  ]);
  const known = async (height: number): Promise<string | undefined> => (await sink.at(height))?.hash;
  // Of a final range the first and the last block are known, of the head zone every one.
  expect(await Promise.all([0, 3, 4, 7, 10, 13, 14, 15].map(known))).toEqual(
    [0, 3, 4, 7, 10, 13, 14, 15].map((height) => hashOf(height)),
  );
  expect(await Promise.all([1, 2, 5, 8, 9, 11, 16].map(known))).toEqual(Array(7).fill(undefined));
  // Newest by height, not by when they were written: the last block of each range.
  expect((await sink.recent(10)).map(({ number }) => number)).toEqual([3, 7, 13, 14, 15]);
  expect((await sink.recent(2)).map(({ number }) => number)).toEqual([14, 15]);
  await sink.finalize(15);
  expect((await sink.recent(10)).map(({ number }) => number)).toEqual([3, 7, 13, 14, 15]);
});

test("what one network stores, another does not see", async () => {
  const mine = open();
  await mine.write(batchOf(range(0, 3), { final: true }));
  const theirs = createSink(warehouse, { network: `${network}-other`, tables: schema.tables });
  expect(await theirs.stored()).toEqual([]);
  expect(await theirs.recent(5)).toEqual([]);
  expect(await theirs.at(0)).toBeUndefined();
});

test.each([
  ["final", true],
  ["head", false],
])(
  "a write to the %s zone that was cut off after any of its calls is completed by its repetition",
  async (_, final) => {
    const batch = batchOf(range(5, 8), { final });
    for (let calls = 0; calls < 20; calls++) {
      network = `${network}-${calls}`;
      const mine = { ...batchOf(range(5, 8), { final }), payloads: [encodeRows(blocks, rowsOf(batch.headers))] };
      let left = calls;
      const count = <T>(work: () => Promise<T>): Promise<T> =>
        left-- === 0 ? Promise.reject(new Error("cut off")) : work();
      const cut: Warehouse = {
        ...warehouse,
        insert: (rows, options) => count(() => warehouse.insert(rows, options)),
        command: (sql, params) => count(() => warehouse.command(sql, params)),
      };
      const written = await createSink(cut, { network, tables: schema.tables })
        .write(mine)
        .then(
          () => true,
          () => false,
        );
      await open().write(mine);
      expect(await visible(), `after ${calls} calls`).toEqual(["5 5", "6 6", "7 7"]);
      expect(await open().stored()).toEqual([{ from: 5, to: 8 }]);
      if (written) return expect(calls).toBeGreaterThan(1);
    }
    throw new Error("a write has no more than 20 calls");
  },
);

function rowsOf(headers: readonly BlockHeader[]): Parameters<typeof encodeRows>[1] {
  return headers.map(({ number, hash }) => ({
    network,
    height: number,
    block_hash: Buffer.from(hash.slice(2), "hex"),
    note: "",
  }));
}

test("what is written beside a finalization of lower heights is ordered behind what was written before", async () => {
  await open().write(batchOf(range(0, 4), { final: false }));
  const sink = open();
  await Promise.all([
    sink.finalize(2),
    sink.write(batchOf([header(4)], { final: false })),
    sink.write(batchOf([header(5)], { final: false })),
  ]);
  expect(await visible()).toEqual(["0 ", "1 1", "2 2", "3 3", "4 4", "5 5"]);
  expect(await visible("store.toy_blocks_final")).toEqual(["0 ", "1 1", "2 2"]);
  const [order] = await warehouse.query<{ rows: string; places: string }>(
    "SELECT count() AS rows, uniqExact(seq) AS places FROM store._ranges WHERE network = {network:String} AND from >= 4",
    { network },
  );
  expect(order).toEqual({ rows: "2", places: "2" });
});
