import {
  type Batch,
  type Check,
  ConfigError,
  ForkError,
  type Range,
  RetryableError,
  tallyChecks,
} from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { describe, expect, test } from "vitest";
import { mainnetBlocks, type RecordedBlock } from "./recordedBlocks.ts";
import { type ReplayFaults, type ReplayServer, replayRpc } from "./replayRpc.ts";

const blocks = await mainnetBlocks();
const FIRST = 17_686_110;
const END = 17_686_130;
const SICK = 17_686_115;
const context = { network: "mainnet", baseDir: "/" };

/** Everything that the adapter makes of the chain behind the servers. */
async function readFrom(...servers: readonly ReplayServer[]): Promise<Batch[]> {
  return readRange({ from: FIRST, to: END }, ...servers);
}

async function readRange(range: Range, ...servers: readonly ReplayServer[]): Promise<Batch[]> {
  const source = await evm.open(evm.parseConfig({ family: "evm", rpc: servers.map(({ url }) => url) }, context));
  try {
    const batches: Batch[] = [];
    const { signal } = new AbortController();
    for await (const batch of source.stream(range, signal)) batches.push(batch);
    return batches;
  } finally {
    await source.close();
    await Promise.all(servers.map((server) => server.close()));
  }
}

const read = async (recorded: readonly RecordedBlock[], faults?: ReplayFaults): Promise<Batch[]> =>
  readFrom(await replayRpc(recorded, faults));

const checksOf = (batches: readonly Batch[]): Check[] => batches.flatMap(({ checks }) => checks);

const failures = (batches: readonly Batch[]): Check[] => checksOf(batches).filter(({ state }) => state === "failed");

const hashesOf = (batches: readonly Batch[]): string[] =>
  batches.flatMap(({ headers }) => headers.map(({ hash }) => hash));

const rowsOf = (batches: readonly Batch[], table: string): number =>
  batches.flatMap(({ payloads }) => payloads).reduce((sum, p) => sum + (p.table === table ? p.rows : 0), 0);

/** Another last digit: hex of the same length. */
const flipped = (hex: string): string => hex.slice(0, -1) + (hex.endsWith("1") ? "2" : "1");

describe.skipIf(!blocks)("20 real mainnet blocks from a node", () => {
  const recorded = blocks ?? [];
  const count = (items: (block: RecordedBlock) => number): number => recorded.reduce((sum, b) => sum + items(b), 0);
  const hashes = recorded.map(({ block }) => block.hash);

  test("arrive whole, with every check made and none failed", async () => {
    const batches = await read(recorded);
    expect(failures(batches)).toEqual([]);
    expect(hashesOf(batches)).toEqual(hashes);
    expect(rowsOf(batches, "evm_blocks")).toBe(20);
    expect(rowsOf(batches, "evm_transactions")).toBe(count(({ block }) => block.transactions.length));
    expect(rowsOf(batches, "evm_logs")).toBe(count(({ receipts }) => receipts.flatMap(({ logs }) => logs).length));
    expect(batches.every(({ final }) => final)).toBe(true);
    expect(tallyChecks(checksOf(batches))).toEqual({
      header_hash: { verified: 20 },
      parent_link: { verified: 19, unchecked: 1 },
      transaction_hashes: { verified: 20 },
      transactions_root: { verified: 20 },
      receipt_count: { verified: 20 },
      receipts_root: { verified: 20 },
      logs_bloom: { verified: 20 },
      gas_used: { verified: 20 },
      derived_fields: { verified: 20 },
      fields_agree: { verified: 20 },
      withdrawals_root: { unchecked: 20 },
      revert_reasons: { unverified: 20 },
    });
  });

  describe("what a node serves wrongly is held back and named with its height:", () => {
    const faults: Readonly<Record<string, readonly [check: string, change: (block: RecordedBlock) => unknown]>> = {
      "a header field": ["header_hash", ({ block }) => Object.assign(block, { stateRoot: flipped(block.stateRoot) })],
      "the extra data": ["header_hash", ({ block }) => Object.assign(block, { extraData: flipped(block.extraData) })],
      "the time": ["header_hash", ({ block }) => Object.assign(block, { timestamp: flipped(block.timestamp) })],
      "the hash": ["header_hash", ({ block }) => Object.assign(block, { hash: flipped(block.hash) })],
      "a transaction's value": [
        "transaction_hashes",
        ({ block }) => Object.assign(block.transactions[3], { value: "0x1234567" }),
      ],
      "a transaction's signature": [
        "transaction_hashes",
        ({ block }) => Object.assign(block.transactions[3], { s: flipped(block.transactions[3].s) }),
      ],
      "a transaction's sender": [
        "fields_agree",
        ({ block }) => Object.assign(block.transactions[3], { from: flipped(block.transactions[3].from) }),
      ],
      "an omitted transaction": [
        "transactions_root",
        ({ block, receipts }) => [block.transactions.pop(), receipts.pop()],
      ],
      "an omitted receipt": ["receipt_count", ({ receipts }) => receipts.pop()],
      "swapped receipts": ["receipts_root", ({ receipts }) => receipts.reverse()],
      "a receipt's status": ["receipts_root", ({ receipts }) => Object.assign(receipts[3], { status: "0x0" })],
      "a receipt's gas": [
        "derived_fields",
        ({ receipts }) => Object.assign(receipts[3], { gasUsed: flipped(receipts[3].gasUsed) }),
      ],
      "a price paid": [
        "derived_fields",
        ({ receipts }) => Object.assign(receipts[3], { effectiveGasPrice: flipped(receipts[3].effectiveGasPrice) }),
      ],
      "an omitted log": [
        "receipts_root",
        ({ receipts }) => receipts.find((receipt) => receipt.logs.length > 1).logs.pop(),
      ],
      "a log's data": [
        "receipts_root",
        ({ receipts }) => {
          const log = receipts.find((receipt) => receipt.logs[0]?.data.length > 2).logs[0];
          log.data = flipped(log.data);
        },
      ],
      "a receipt's bloom": [
        "logs_bloom",
        ({ receipts }) => Object.assign(receipts[0], { logsBloom: flipped(receipts[0].logsBloom) }),
      ],
      "a missing field": ["wire_format", ({ block }) => Reflect.deleteProperty(block, "stateRoot")],
      "no hex at all": ["wire_format", ({ block }) => Object.assign(block.transactions[0], { input: "0xzz" })],
      "another block": ["wire_format", ({ block }) => Object.assign(block, { number: "0x10" })],
    };

    test.each(Object.entries(faults))("%s", async (_, [check, change]) => {
      const around = recorded.slice(SICK - FIRST - 1, SICK - FIRST + 2);
      const server = await replayRpc(around, {
        edit(block) {
          if (Number(block.block.number) === SICK) change(block);
          return block;
        },
      });
      const batches = await readRange({ from: SICK - 1, to: SICK + 2 }, server);
      const failed = failures(batches);
      expect(failed.map((failure) => failure.check)).toContain(check);
      expect(new Set(failed.map(({ height }) => height))).toEqual(new Set([SICK]));
      const quarantined = batches.flatMap((batch) => batch.quarantined);
      expect(quarantined.map(({ height }) => height)).toEqual([SICK]);
      // The rest goes on.
      expect(hashesOf(batches)).toEqual([around[0]?.block.hash, around[2]?.block.hash]);
      expect(rowsOf(batches, "evm_blocks")).toBe(2);
      // The answers are kept as they were received.
      const raw = JSON.parse(Buffer.from(quarantined[0]?.raw ?? []).toString("utf8"));
      expect(raw.block.parentHash).toBe(recorded[SICK - FIRST]?.block.parentHash);
      expect(Array.isArray(raw.receipts)).toBe(true);
    });
  });

  test.concurrent("429, 5xx and cut-off answers are asked for again", async () => {
    const status: ReplayFaults["status"] = (request) => [undefined, 429, 503][request % 12];
    const batches = await read(recorded, { status, truncate: (request) => request % 13 === 0 });
    expect(failures(batches)).toEqual([]);
    expect(hashesOf(batches)).toEqual(hashes);
  });

  test("a second endpoint takes over when the first is ill", async () => {
    // It answers the first question, which chain it serves, and nothing after.
    const ill = await replayRpc(recorded, { status: (request) => (request > 1 ? 500 : undefined) });
    const well = await replayRpc(recorded);
    expect(hashesOf(await readFrom(ill, well))).toEqual(hashes);
  });

  test.concurrent("a node that stays ill ends the stream with an error that says to try later", async () => {
    const ill = await replayRpc(recorded, { status: (request) => (request > 1 ? 500 : undefined) });
    await expect(readFrom(ill)).rejects.toThrow(RetryableError);
  });

  test("a node without eth_getBlockReceipts is asked per transaction, with the same result", async () => {
    const server = await replayRpc(recorded, { without: ["eth_getBlockReceipts"] });
    const batches = await readFrom(server);
    expect(failures(batches)).toEqual([]);
    expect(rowsOf(batches, "evm_logs")).toBe(count(({ receipts }) => receipts.flatMap(({ logs }) => logs).length));
    expect(server.calls.get("eth_getTransactionReceipt")).toBe(count(({ block }) => block.transactions.length));
  });

  test("a node without traces leaves the reasons of failures unchecked", async () => {
    const batches = await read(recorded, { without: ["debug_traceTransaction"] });
    expect(tallyChecks(checksOf(batches))["revert_reasons"]).toEqual({ unchecked: 20 });
    expect(hashesOf(batches)).toEqual(hashes);
  });

  test("the first height and the final block are the node's own", async () => {
    const server = await replayRpc(recorded, {}, { finalizedDepth: 4 });
    const source = await evm.open(evm.parseConfig({ rpc: server.url }, context));
    try {
      const head = await source.head();
      expect(head).toEqual({
        earliest: FIRST,
        latest: { number: END - 1, hash: hashes[19] },
        final: { number: END - 5, hash: hashes[15] },
      });
      const batches: Batch[] = [];
      for await (const batch of source.stream({ from: FIRST, to: END }, new AbortController().signal))
        batches.push(batch);
      expect(batches.map(({ from, to, final }) => ({ from, to, final }))).toEqual([
        { from: FIRST, to: END - 4, final: true },
        { from: END - 4, to: END, final: false },
      ]);
    } finally {
      await source.close();
      await server.close();
    }
  });

  test("a range above the head is an error that names the head", async () => {
    const server = await replayRpc(recorded);
    const source = await evm.open(evm.parseConfig({ rpc: server.url }, context));
    const stream = source.stream({ from: END - 1, to: END + 1 }, new AbortController().signal)[Symbol.asyncIterator]();
    try {
      expect((await stream.next()).value).toMatchObject({ from: END - 1, to: END });
      const error = await stream.next().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ConfigError);
      expect((error as Error).message).toContain(String(END - 1));
    } finally {
      await source.close();
      await server.close();
    }
  });

  test("a block held that the node does not have is a fork, with the node's recent blocks", async () => {
    const server = await replayRpc(recorded);
    const source = await evm.open(evm.parseConfig({ rpc: server.url }, context));
    const parent = { number: FIRST + 9, hash: flipped(hashes[9]) };
    try {
      const stream = source.stream({ from: FIRST + 10, to: END, parent }, new AbortController().signal);
      const error = await stream[Symbol.asyncIterator]()
        .next()
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ForkError);
      expect((error as ForkError).canonical.at(-1)).toEqual({ number: FIRST + 9, hash: hashes[9] });
    } finally {
      await source.close();
      await server.close();
    }
  });
});

describe("configuration", () => {
  const parse = (input: unknown) => () => evm.parseConfig(input, context);

  test("a wrong value is named by its key, with an example", () => {
    expect(parse({ rpc: ["ftp://node"] })).toThrow(/networks\.mainnet\.rpc.*http/);
    expect(parse({ rpc: "http://node:8545", finality: { confirmations: -1 } })).toThrow(/finality\.confirmations/);
    expect(parse({ rpc: "http://node:8545", finalty: {} })).toThrow(/finalty/);
    expect(parse({ family: "evm" })).toThrow(ConfigError);
  });
});
