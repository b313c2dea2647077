import { expect, test } from "vitest";
import type { NetworkStatus } from "./networkStatus.ts";
import { describeSizes, describeStatus, watchLines } from "./statusText.ts";

const status: NetworkStatus = {
  network: "mainnet",
  family: "evm",
  channel: "",
  recorded: false,
  stored: [
    { from: 0, to: 10 },
    { from: 12, to: 20 },
  ],
  blocks: 18,
  gaps: [{ from: 10, to: 12 }],
  head: { reachable: true, latest: 29, final: 25, lag: 10 },
  checks: { header_hash: { verified: 18 } },
  quarantined: 2,
  heldBack: [
    { height: 10, check: "header_hash", detail: "expected 0xa, found 0xb" },
    { height: 11, check: "transactions_root", detail: "" },
  ],
  passes: [
    {
      pass: "senders",
      version: 1,
      unit: "transactions",
      blocks: 10,
      remaining: 5,
      doneTo: 10,
      items: 3000,
      seconds: 2,
      checks: { sender: { verified: 2999, failed: 1 } },
    },
  ],
  written: { rows: 1234, bytes: 2048 },
  tables: [],
  damaged: [],
  collector: [{ node: "geth", path: "/geth.log", offset: 1000, lines: 20, facts: 7, malformed: 1 }],
  indexer: null,
};

test("a network is described by what is stored, missing, held back, checked and read", () => {
  expect(describeStatus(status)).toEqual([
    "mainnet (evm): 18 blocks, 0:10, 12:20",
    "  head 29, final 25, 10 blocks behind",
    "  gaps 10:12",
    "  2 blocks held back: ledgerscope gaps --network mainnet says why",
    "    10: header_hash",
    "    11: transactions_root",
    "  written 1,234 rows, 2.0 KiB before compression",
    "  header_hash: 18 verified",
    "  senders: 5 blocks left (done below 10), 1 s at that rate; 3,000 transactions at 1,500/s",
    "    sender: 2,999 verified, 1 failed",
    "    what failed: ledgerscope sql \"SELECT * FROM check_exceptions WHERE network = 'mainnet' AND state = 'failed'\"",
    "  log of geth: 20 lines, 7 facts, 1 malformed, read to byte 1,000 of /geth.log",
  ]);
  expect(describeStatus({ ...status, head: { reachable: false, reason: "no answer within 5 s" } })[1]).toBe(
    "  source cannot be reached: no answer within 5 s",
  );
  const reading = { reachable: false, reason: "still being read after 5 s", reading: true } as const;
  expect(describeStatus({ ...status, head: reading })[1]).toBe("  source still being read after 5 s");
  const damage = "blockfile_000000: garbage (whole blocks end at byte 7 of 9)";
  expect(describeStatus({ ...status, head: { reachable: true, latest: 29, final: 29, lag: 0, damage } })).toContain(
    `  the source cannot be read behind block 29: ${damage}`,
  );
});

test("the live view takes rates from the indexing process, or else from outside", () => {
  expect(watchLines(status, 2)).toEqual([
    "mainnet  18 blocks, head 29, final 25, 10 blocks behind",
    "  no process of this machine indexes it: 2 blocks/s, 5 s left",
    "  senders: 5 blocks left",
  ]);
  const indexer = {
    pid: 7,
    command: "run",
    atMs: 0,
    blocksPerSecond: 4,
    transactionsPerSecond: 9,
    leftMs: 2500,
    bottleneck: "writing",
    shares: { reading: 0.1, computing: 0.3, writing: 0.6 },
  } as const;
  expect(watchLines({ ...status, indexer }, 2).slice(1)).toEqual([
    "  indexed by process 7 (run): 4 blocks/s, 9 tx/s, 3 s left",
    "  slowest: writing to the warehouse 60 % (computing 30 %, reading 10 %)",
    "  senders: 5 blocks left",
  ]);
});

test("sizes are a table with a sum", () => {
  const size = { rows: 5, bytesOnDisk: 2048, uncompressedBytes: 6000, compressedBytes: 2000, expires: null };
  expect(
    describeSizes([
      { ...size, table: "evm_blocks" },
      { ...size, table: "empty", rows: 0 },
      { ...size, table: "x", expires: "at + toIntervalDay(90)" },
    ]),
  ).toEqual([
    "table       rows  on disk  compression  rows expire at",
    "evm_blocks     5  2.0 KiB        3.0 x  never",
    "x              5  2.0 KiB        3.0 x  at + toIntervalDay(90)",
    "all           10  4.0 KiB        3.0 x",
  ]);
});
