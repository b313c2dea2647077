import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FabricWarehouse } from "./support/fabricWarehouse.ts";
import { writeRandomLedger } from "./support/randomLedger.ts";
import { replayConflicts } from "./support/replayConflicts.ts";
import { type Replayed, replayLedger } from "./support/replayLedger.ts";

const fixture = new URL("../fixtures/fabric-bft/", import.meta.url).pathname;
const shared = new URL("../../../shared/data/fabric/", import.meta.url).pathname;
const hasShared = existsSync(shared);
if (!hasShared) console.warn("skipped: Fabric 2.5.4 and 1.4.12, as ../shared/data/fabric is not there");

interface Outcome {
  readonly txid: string;
  readonly code: number;
}

/** Files in which clients noted the outcome of each transaction. */
async function clientRecords(files: readonly string[]): Promise<Outcome[]> {
  const texts = await Promise.all(
    files.map(async (file) =>
      file.endsWith(".gz")
        ? gunzipSync(readFileSync(file)).toString("utf8")
        : (await promisify(execFile)("xz", ["-dc", file], { maxBuffer: 64 << 20 })).stdout,
    ),
  );
  return texts
    .flatMap((text) => text.split("\n").filter((line) => line !== ""))
    .map((line) => JSON.parse(line) as Outcome)
    .filter(({ code }) => code === 11 || code === 12);
}

const LEDGERS = [
  {
    name: "3.1.5, BFT",
    network: "bft",
    ledger: join(fixture, "peer1.blockfile_000000.xz"),
    channel: "mychannel",
    blocks: 201,
    counts: { "11": 177, "12": 97 },
    clients: [join(fixture, "client-tx.jsonl.xz")],
    isThere: true,
  },
  {
    name: "2.5.4, Raft",
    network: "raft",
    ledger: join(shared, "v2.5.4/peer0.org1.blockfile_000000.xz"),
    channel: "mychannel",
    blocks: 212,
    counts: { "11": 335, "12": 80 },
    clients: ["mix", "mix2", "put", "put2"].map((name) => join(shared, `v2.5.4/client-tx-${name}.jsonl.gz`)),
    isThere: hasShared,
  },
  {
    name: "1.4.12, solo",
    network: "solo",
    ledger: join(shared, "v1.4.12/peer.blockfile_000000"),
    channel: "ch14",
    blocks: 27,
    counts: { "11": 31 },
    clients: [],
    isThere: hasShared,
  },
];

let fabric: FabricWarehouse;
beforeAll(async () => {
  fabric = await FabricWarehouse.open();
}, 60_000);
afterAll(() => fabric?.close());

/** Stored conflicts in the shape of the replay's. */
async function attributed(network: string): Promise<Record<string, Pick<Replayed, "reads" | "ranges">>> {
  const rows = await fabric.warehouse.query<{ tx_id: string; kind: string; id: string; writers: string[] }>(
    `SELECT tx_id, kind, concat(namespace, '|', collection, '|', lower(hex(key))) AS id,
  arrayMap(x -> x.3, arraySort(groupUniqArray((writer_height, writer_tx_index, writer_tx_id)))) AS writers
FROM store.fabric_conflicts WHERE network = {network:String} AND evidence = 'proved' GROUP BY tx_id, kind, id`,
    { network },
  );
  const found: Record<string, { reads: Record<string, string[]>; ranges: Record<string, string[]> }> = {};
  for (const { tx_id: txId, kind, id, writers } of rows) {
    const of = found[txId] ?? { reads: {}, ranges: {} };
    found[txId] = of;
    of[kind === "read" ? "reads" : "ranges"][id] = writers;
  }
  return found;
}

const hexKeys = (found: Replayed["reads"]): Replayed["reads"] =>
  Object.fromEntries(
    Object.entries(found).map(([id, writers]) => {
      const [namespace, collection, ...key] = id.split("|");
      return [`${namespace}|${collection}|${Buffer.from(key.join("|"), "latin1").toString("hex")}`, writers];
    }),
  );

describe.each(LEDGERS.filter(({ isThere }) => isThere))("the ledger of Fabric $name", (of) => {
  let replayed: Replayed[];
  let state: Map<string, string>;
  beforeAll(async () => {
    // In parts: each goes on from what those before it have left.
    const ends = [0.3, 0.7, 1].map((share) => Math.round(of.blocks * share));
    for (const [index, to] of ends.entries()) {
      const from = ends[index - 1] ?? 0;
      await fabric.store(of.network, of.ledger, of.channel, { from, to });
      expect(await fabric.pass(of.network, ["state", "conflicts"])).toEqual({ conflicts: { verified: to - from } });
    }
    ({ transactions: replayed, state } = await replayLedger(fabric.warehouse, of.network));
  });

  test("has every conflict attributed to the keys and the writers that a replay of its envelopes finds", async () => {
    const refused = replayed.filter(({ code }) => code === 11 || code === 12);
    const expected = refused.map(({ txId, reads, ranges }) => [
      txId,
      { reads: hexKeys(reads), ranges: hexKeys(ranges) },
    ]);
    expect(await attributed(of.network)).toEqual(Object.fromEntries(expected));
    const explained = refused.filter(({ code, reads, ranges }) => Object.keys(code === 11 ? reads : ranges).length > 0);
    expect(explained.length).toBe(refused.length);
    expect(
      Object.fromEntries(
        Object.entries(of.counts).map(([code]) => [code, refused.filter((tx) => `${tx.code}` === code).length]),
      ),
    ).toEqual(of.counts);
  });

  test("shows no conflict of a valid transaction, to the replay either", () => {
    const wrong = replayed.filter(
      ({ code, reads, ranges }) => code === 0 && Object.keys(reads).length + Object.keys(ranges).length > 0,
    );
    expect(wrong).toEqual([]);
  });

  test("agrees with what the clients were told", async () => {
    const told = await clientRecords(of.clients);
    const rows = await fabric.warehouse.query<{ tx_id: string; validation_code: number }>(
      "SELECT DISTINCT tx_id, validation_code FROM store.fabric_conflicts WHERE network = {network:String}",
      { network: of.network },
    );
    const stored = new Map(rows.map((row) => [row.tx_id, row.validation_code]));
    expect(told.filter(({ txid, code }) => stored.get(txid) !== code)).toEqual([]);
    if (of.clients.length > 0) expect(told.length).toBe(stored.size);
  });

  test("has the replay's state", async () => {
    const rows = await fabric.warehouse.query<{ id: string; value: string }>(
      `SELECT concat(namespace, '|', collection, '|', lower(hex(key))) AS id, lower(hex(value)) AS value
FROM default.fabric_state WHERE network = {network:String}`,
      { network: of.network },
    );
    const expected = hexKeys(Object.fromEntries([...state].map(([key, value]) => [key, [value]])));
    expect(Object.fromEntries(rows.map(({ id, value }) => [id, [value]]))).toEqual(expected);
  });
});

test("a ledger that lacks a block has no conflicts inferred, and says what it cannot attribute", async () => {
  const [{ ledger, channel, blocks }] = LEDGERS as [(typeof LEDGERS)[0]];
  const missing = 173;
  await fabric.store("hole", ledger, channel, { from: 0, to: missing });
  await fabric.store("hole", ledger, channel, { from: missing + 1, to: blocks });
  expect(await fabric.pass("hole", ["conflicts"])).toEqual({
    conflicts: { verified: missing, unchecked: blocks - missing - 1 },
  });
  const rowsOf = (sql: string) => fabric.warehouse.query<{ rows: string }>(sql, { network: "hole", missing });
  const rows = "SELECT toString(count()) AS rows FROM store.fabric_conflicts WHERE network = {network:String}";
  const above = `${rows} AND height > {missing:UInt64}`;
  expect(await rowsOf(`${above} AND evidence = 'inferred'`)).toEqual([{ rows: "0" }]);
  expect(await rowsOf(`${above} AND evidence != 'incomplete' AND evidence != 'expired' AND writer_tx_id = ''`)).toEqual(
    [{ rows: "0" }],
  );
  const once = `SELECT toString(uniqExact(height, tx_index)) AS rows FROM store.fabric_conflicts
WHERE network = {network:String} AND evidence = 'incomplete'`;
  const incomplete = await rowsOf(`${rows} AND evidence = 'incomplete'`);
  expect(incomplete).toEqual(await rowsOf(once));
  expect(Number((await rowsOf(rows))[0]?.rows)).toBeLessThan(2_000);
});

test.each([1, 2, 3])("random ledger %i has the conflicts of its replay", async (seed) => {
  const network = `random${seed}`;
  const refused = await writeRandomLedger(fabric.warehouse, network, seed);
  await fabric.derive(network, ["state", "conflicts"], { from: 0, to: 26 });
  const found = await attributed(network);
  expect(Object.keys(found).sort()).toEqual([...refused].sort());
  const writers = Object.entries(found).map(([txId, { reads }]) => [txId, new Set(Object.values(reads).flat())]);
  const expected = Object.entries(await replayConflicts(fabric.warehouse, network)).map(([id, ids]) => [
    id,
    new Set(ids),
  ]);
  expect(Object.fromEntries(writers)).toEqual(Object.fromEntries(expected));
});
