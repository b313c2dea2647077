import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { backfill, ConfigError, CorruptDataError, operator, type Viewer } from "@ledgerscope/core";
import { evmSchema } from "@ledgerscope/evm";
import { fabric, fabricSchema } from "@ledgerscope/fabric";
import { type CollectSummary, collect } from "@ledgerscope/tracer-collector";
import { type FailedTransaction, keyConflicts, trace, tracerSchema, why, whyFailed } from "@ledgerscope/tracer-store";
import { createSink, openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { replayConflicts } from "./support/replayConflicts.ts";

const FIXTURE = new URL("../fixtures/fabric-bft/", import.meta.url).pathname;
const NODES = ["peer1", "peer2", "peer3", "orderer1", "orderer2", "orderer3", "orderer4"];
const NETWORK = { network: "relief", channel: "mychannel", family: "fabric" };

interface ClientTx {
  readonly txid: string;
  readonly t0: number;
  readonly endorsed?: number;
  readonly submitted?: number;
  readonly committed?: number;
  readonly code?: number;
  readonly intent: string;
}

/** What the recording's client saw: the oracle. */
const clients: readonly ClientTx[] = execFileSync("xz", ["-dc", `${FIXTURE}client-tx.jsonl.xz`], {
  encoding: "utf8",
  maxBuffer: 1 << 26,
})
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

let folder: string;
let warehouse: Warehouse;
let summary: CollectSummary;
let failed: FailedTransaction[];

const logsOf = (nodes: readonly string[]) => ({
  logs: Object.fromEntries(nodes.map((node) => [node, [`./logs/${node}.log.xz`]])),
});
const read = (observe: unknown, network = NETWORK, baseDir = FIXTURE): Promise<CollectSummary> =>
  collect({ ...network, warehouse, observe, baseDir, signal: new AbortController().signal, follow: false });

async function gather<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledgerscope-tracer-"));
  warehouse = await openWarehouse({ path: join(folder, "warehouse") });
  await warehouse.migrate([fabricSchema, evmSchema, tracerSchema]);
  const input = { family: "fabric", channel: "mychannel", ledger: "./peer1.blockfile_000000.xz" };
  const source = await fabric.open(fabric.parseConfig(input, { network: "relief", baseDir: FIXTURE }));
  const sink = createSink(warehouse, { network: "relief", tables: fabricSchema.tables });
  await backfill(source, sink, { wanted: { from: 0, to: 201 }, signal: new AbortController().signal });
  await source.close();
  summary = await read(logsOf(NODES));
  failed = await gather(whyFailed(warehouse, operator, "relief"));
}, 120_000);

afterAll(async () => {
  await warehouse?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

describe("read conflicts of the recorded ledger", () => {
  test("are all attributed, and no VALID transaction has one", async () => {
    const conflicts = failed.filter(({ code }) => code === 11);
    expect(conflicts).toHaveLength(177);
    expect(conflicts.filter(({ culprits }) => culprits.length === 0)).toEqual([]);
    const valid = await keyConflicts(warehouse, operator, {
      ...{ network: "relief", channel: "mychannel", code: 0 },
      ...{ inRange: false, from: [0, 0], to: [1_000, 0] },
    });
    expect(valid).toEqual([]);
  });

  test("have the culprits that an independent replay of the ledger finds", async () => {
    const replayed = await replayConflicts(warehouse, "relief");
    const found = failed.filter(({ code }) => code === 11);
    expect(Object.fromEntries(found.map(({ id, culprits }) => [id, culprits]))).toEqual(replayed);
  });

  test("are explained with key and both versions", async () => {
    const [first] = failed.filter(({ code }) => code === 11);
    const found = await why(warehouse, operator, { id: first?.id as string });
    expect(found?.diagnosis).toMatchObject({
      code: "mvcc_read_conflict",
      confidence: 1,
      culprits: [{ namespace: "bench", key: "acct35", readVersion: "absent", writtenVersion: "13:13" }],
    });
    expect(found?.trace.status).toBe("failed");
  });
});

describe("every failed transaction", () => {
  test("of the ledger is explained once, with the code that the client got", () => {
    const count = (code: number | null) => failed.filter((one) => one.code === code).length;
    expect([count(10), count(11), count(12)]).toEqual([67, 177, 97]);
    expect(new Set(failed.map(({ id }) => id)).size).toBe(failed.length);
    const codeOf = new Map(clients.map(({ txid, code }) => [txid, code]));
    for (const { id, code } of failed) {
      if (code !== null) expect(codeOf.get(id)).toBe(code);
    }
    for (const { confidence } of failed) {
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  test("that a chaincode refused is explained although it never reached a block", () => {
    const refused = failed.filter(({ code, sub_cause }) => code === null && sub_cause === "chaincode_error");
    const intents = new Map(clients.map(({ txid, intent }) => [txid, intent]));
    const count: Record<string, number> = {};
    for (const { id, height, tx_index } of refused) {
      expect([height, tx_index]).toEqual([null, null]);
      const intent = intents.get(id) ?? "?";
      count[intent] = (count[intent] ?? 0) + 1;
    }
    // Three were made by hand, by no client of the recording.
    expect(count).toEqual({ fail: 103, nested: 35, composite: 20, "?": 3 });
  });
});

describe("the trace of a recorded transaction", () => {
  const valid = clients.filter(({ code }) => code === 0);
  const sample = Array.from({ length: 40 }, (_, index) => valid[Math.floor((index * valid.length) / 40)] as ClientTx);

  test("contains endorsement, ordering and the commit of every peer whose log exists", async () => {
    for (const { txid } of sample) {
      const found = await trace(warehouse, operator, { id: txid });
      const nodes = (name: string) =>
        found?.spans
          .filter((span) => span.name === name)
          .map(({ node }) => node)
          .sort();
      expect(nodes("fabric.endorse.peer")?.length).toBeGreaterThan(0);
      expect(nodes("fabric.chaincode.execute")?.length).toBeGreaterThan(0);
      expect(nodes("fabric.submit")).toHaveLength(1);
      expect(nodes("fabric.order")).toHaveLength(1);
      expect(nodes("fabric.order.consensus")?.length).toBeGreaterThanOrEqual(3);
      expect(nodes("fabric.commit")).toEqual(["peer1", "peer2", "peer3"]);
      expect(nodes("fabric.commit.mvcc")).toEqual(["peer1", "peer2", "peer3"]);
      expect(found?.closed).toBe(true);
    }
  });

  test("agrees with the client's own clock", async () => {
    const off: Record<string, number[]> = { endorsed: [], submitted: [], committed: [] };
    for (const client of sample) {
      const found = await trace(warehouse, operator, { id: client.txid });
      const end = (name: string): number => Number(found?.spans.find((one) => one.name === name)?.endNs ?? 0n) / 1e6;
      off["endorsed"]?.push(end("fabric.endorse") - (client.endorsed as number));
      off["submitted"]?.push(end("fabric.submit") - (client.submitted as number));
      off["committed"]?.push(end("fabric.notify") - (client.committed as number));
    }
    // The client's process was busy: when it heard of the last step, which no call follows, is known least.
    for (const [step, values] of Object.entries(off)) {
      const median = values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
      expect(Math.abs(median), step).toBeLessThan(step === "committed" ? 10 : 5);
    }
  });

  test("is hidden from a viewer who may not read its network or channel", async () => {
    const { txid } = sample[0] as ClientTx;
    const viewer = (more: Partial<Viewer>): Viewer => ({ ...operator, name: "guest", ...more });
    expect(await trace(warehouse, viewer({ networks: ["other"] }), { id: txid })).toBeUndefined();
    expect(await why(warehouse, viewer({ channels: ["other"] }), { id: txid })).toBeUndefined();
    expect(await gather(whyFailed(warehouse, viewer({ channels: [] }), "relief"))).toEqual([]);
    expect(
      await trace(warehouse, viewer({ networks: ["relief"], channels: ["mychannel"] }), { id: txid }),
    ).toBeDefined();
  });

  test("is not found under an id that is none", async () => {
    expect(await trace(warehouse, operator, { id: "'; DROP TABLE" })).toBeUndefined();
    expect(await trace(warehouse, operator, { id: "00".repeat(32) })).toBeUndefined();
  });
});

describe("logs", () => {
  test("are read once: again gives nothing new", async () => {
    expect(summary).toMatchObject({ lines: 593_564, malformed: 0 });
    expect(await read(logsOf(NODES))).toEqual({ lines: 0, facts: 0, malformed: 0 });
  });

  test("with lines that are broken are read on, and what is broken is kept with the reason", async () => {
    const dir = mkdtempSync(join(folder, "logs-"));
    const broken = '{"level":"info","ts":1795250507.5,"name":"gateway","msg":"Sending transaction to ord';
    writeFileSync(join(dir, "peer1.log"), `${broken}\n${broken}"}\n`);
    const network = { ...NETWORK, network: "broken" };
    expect(await read({ logs: { peer1: "peer1.log" } }, network, dir)).toMatchObject({ lines: 2, malformed: 1 });
    const kept = await warehouse.query<{ node: string; reason: string }>(
      "SELECT node, reason FROM store.malformed_log_lines WHERE network = 'broken'",
    );
    expect(kept).toEqual([{ node: "peer1", reason: "broken JSON" }]);
  });

  test("read a second time from the beginning give the same trace", async () => {
    const { txid } = clients.find(({ code }) => code === 0) as ClientTx;
    const before = await trace(warehouse, operator, { id: txid });
    await warehouse.command("TRUNCATE TABLE store.log_positions");
    expect((await read(logsOf(["peer1", "orderer1"]))).facts).toBeGreaterThan(0);
    await read(logsOf(NODES));
    expect(await trace(warehouse, operator, { id: txid })).toEqual(before);
  });

  test("that grow, rotate and are packed lose nothing and repeat nothing", async () => {
    const network = { ...NETWORK, network: "rotating" };
    const dir = mkdtempSync(join(folder, "logs-"));
    const text = execFileSync("xz", ["-dc", `${FIXTURE}logs/orderer1.log.xz`], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    const lines = text.slice(0, 4_000_000).split("\n").slice(0, -1);
    const all = join(dir, "all.log");
    writeFileSync(all, `${lines.join("\n")}\n`);
    const whole = await read({ logs: { orderer1: "all.log" } }, { ...NETWORK, network: "whole" }, dir);

    const log = join(dir, "orderer1.log");
    const observe = {
      logs: { orderer1: ["orderer1.log.1.gz", "orderer1.log.1", "orderer1.log"].map((f) => `./${f}`) },
    };
    for (const name of ["orderer1.log.1.gz", "orderer1.log.1"]) writeFileSync(join(dir, name), "");
    const facts: number[] = [];
    const step = async (): Promise<void> => {
      facts.push((await read(observe, network, dir)).facts);
    };
    const third = Math.floor(lines.length / 3);
    const part = (index: number): string =>
      `${lines.slice(index * third, index === 2 ? undefined : (index + 1) * third).join("\n")}\n`;
    const first = part(0);
    writeFileSync(log, first.slice(0, 100_001)); // cut within a line
    await step();
    appendFileSync(log, first.slice(100_001));
    await step();
    cpSync(log, join(dir, "orderer1.log.1"));
    writeFileSync(log, part(1));
    await step();
    writeFileSync(join(dir, "orderer1.log.1.gz"), gzipSync(readFileSync(join(dir, "orderer1.log.1"))));
    writeFileSync(join(dir, "orderer1.log.1"), readFileSync(log));
    writeFileSync(log, part(2));
    await step();
    await step();
    expect(facts.slice(0, 4).every((count) => count > 0)).toBe(true);
    expect(facts.at(-1)).toBe(0);
    expect(facts.reduce((sum, count) => sum + count, 0)).toBe(whole.facts);
    const [stored] = await warehouse.query<{ whole: string; rotating: string }>(
      `SELECT countIf(network = 'whole') AS whole, countIf(network = 'rotating') AS rotating FROM store.stage_facts FINAL`,
    );
    expect(stored?.rotating).toBe(stored?.whole);
  });

  test("that are followed appear as they grow, also when the file comes later", async () => {
    const dir = mkdtempSync(join(folder, "logs-"));
    const controller = new AbortController();
    const network = { ...NETWORK, network: "followed" };
    const seen: number[] = [];
    const running = collect({
      ...{ ...network, warehouse, observe: { logs: { peer1: "peer1.log" } }, baseDir: dir, follow: true },
      signal: controller.signal,
      onProgress: ({ facts }) => {
        seen.push(facts);
        if (seen.length === 2) controller.abort();
        else appendFileSync(join(dir, "peer1.log"), line(2));
      },
    });
    const line = (block: number): string =>
      `{"level":"info","ts":${1795250507.5 + block},"name":"gossip.privdata","caller":"x","msg":"Received block [${block}] from buffer","channel":"mychannel"}\n`;
    writeFileSync(join(dir, "peer1.log"), line(1));
    expect(await running).toEqual({ lines: 2, facts: 2, malformed: 0 });
    expect(seen).toEqual([1, 1]);
  });

  test("that are packed and cut off give what is whole, and say which file is broken", async () => {
    const dir = mkdtempSync(join(folder, "logs-"));
    const whole = readFileSync(`${FIXTURE}logs/orderer1.log.xz`);
    writeFileSync(join(dir, "cut.log.xz"), whole.subarray(0, whole.length / 2));
    writeFileSync(join(dir, "cut.log.gz"), gzipSync("{}\n".repeat(9)).subarray(0, 20));
    const network = { ...NETWORK, network: "cut" };
    for (const file of ["cut.log.xz", "cut.log.gz"]) {
      const attempt = read({ logs: { orderer1: file } }, network, dir);
      await expect(attempt).rejects.toThrow(new RegExp(`${file} cannot be unpacked further`));
      await expect(attempt).rejects.toBeInstanceOf(CorruptDataError);
    }
    const [stored] = await warehouse.query<{ count: string }>(
      "SELECT count() AS count FROM store.stage_facts WHERE network = 'cut'",
    );
    expect(Number(stored?.count)).toBeGreaterThan(1_000);
  });

  test.each([
    [{ logs: { peer1: ["./absent.log"] } }, /observe\.logs\.peer1: there is no file/],
    [{ logs: ["./peer1.log"] }, /observe\.logs maps node names to lists of files/],
    [{ metric: {} }, /observe\.metric is not known/],
    [{ logs: { peer1: [7] } }, /observe\.logs\.peer1 is not a list of files/],
  ])("that are configured wrongly are refused with the key and an example: %j", async (observe, message) => {
    const attempt = read(observe);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toBeInstanceOf(ConfigError);
  });
});
