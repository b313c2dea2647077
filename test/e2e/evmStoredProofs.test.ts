import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evm, evmSchema } from "@ledgerscope/evm";
import {
  allTypes,
  asRecorded,
  mainnetBlocks,
  quorumBlocks,
  type RecordedBlock,
  replayRpc,
  signedBlock,
} from "@ledgerscope/testkit";
import { createSink, openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bulkReader } from "./support/bulkReader.ts";
import { mutatedCopies } from "./support/storedMutations.ts";

/** Columns that nothing on the chain covers, each with the reason: `verify` cannot name a change of them. */
const UNCOVERED: Readonly<Record<string, string>> = {
  "evm_blocks.size": "the node's own arithmetic",
  "evm_blocks.uncles": "the header commits to the uncles' headers, which are not stored, not to their hashes",
  "evm_blocks.unknown_fields": "fields without a rule",
  "evm_transactions.error": "the node's word: no root commits to traces",
  "evm_transactions.revert_data": "the node's word: no root commits to traces",
  "evm_transactions.unknown_fields": "fields without a rule",
  "evm_token_transfers.height": "a row that moved is named at the block that it moved to",
  "evm_contracts.height": "a row that moved is named at the block that it moved to",
};

const PROVEN = [
  "evm_blocks",
  "evm_transactions",
  "evm_logs",
  "evm_withdrawals",
  "evm_consensus",
  "evm_token_transfers",
  "evm_contracts",
];
const tables = evmSchema.tables.filter(({ name }) => PROVEN.includes(name));

/** Verifications under way at a time. */
const LANES = 6;

/** With the raw answers never kept: changes one value in each column, and verifies from the rows alone. */
async function unnoticed(network: string, recorded: RecordedBlock): Promise<string[]> {
  const height = await store(network, recorded);
  const config = evm.parseConfig({ rpc: "http://127.0.0.1:1" }, { network, baseDir: "/" });
  const copies = [...(await mutatedCopies(warehouse, { network, height, tables }))];
  expect(copies.length).toBeGreaterThan(30);
  const reader = bulkReader(
    warehouse,
    copies.map((copy) => copy.network),
  );
  const missed: string[] = [];
  const lane = async (): Promise<void> => {
    for (let copy = copies.pop(); copy; copy = copies.pop()) {
      const named = new Set<number>();
      const request = { network: copy.network, from: height, to: height + 1, stored: reader };
      for await (const check of evm.verify(config, { ...request, signal: new AbortController().signal })) {
        if (check.state === "failed") named.add(check.height);
      }
      if (!named.has(height)) missed.push(`${copy.table}.${copy.column}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return missed;
}

/** Private transactions of Quorum have receipts that no root covers. */
const PRIVATE = [
  "evm_transactions.status",
  "evm_transactions.contract_address",
  "evm_logs.address",
  "evm_logs.topics",
  "evm_logs.data",
];

let warehouse: Warehouse;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledgerscope-proofs-"));
  warehouse = await openWarehouse({ path: join(folder, "warehouse") });
  await warehouse.migrate([evmSchema]);
});

afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

/** Reads the block from a node that replays it, as any network is read. */
async function store(network: string, recorded: RecordedBlock): Promise<number> {
  const node = await replayRpc([recorded]);
  const from = Number(recorded.block.number);
  const source = await evm.open(evm.parseConfig({ rpc: node.url, from }, { network, baseDir: "/" }));
  const sink = createSink(warehouse, { network, tables: evmSchema.tables });
  try {
    for await (const batch of source.stream({ from, to: from + 1 }, new AbortController().signal)) {
      expect(batch.checks.filter(({ state }) => state === "failed")).toEqual([]);
      await sink.write(batch);
    }
    return from;
  } finally {
    await source.close();
    await node.close();
  }
}

describe("one value changed in a stored column is named by verify, or the column is known to be uncovered", () => {
  test("Ethereum: a real block", { timeout: 240_000 }, async (context) => {
    const [block] = (await mainnetBlocks()) ?? [];
    if (!block) return context.skip("the recorded blocks are not in ../shared/data");
    const missed = await unnoticed("mainnet", block);
    expect(missed.filter((column) => !(column in UNCOVERED))).toEqual([]);
    expect(missed).toContain("evm_blocks.size");
  });

  test("all transaction types, withdrawals, and every header field up to Prague (generated)", async () => {
    const root = new Uint8Array(32).fill(3);
    const prague = signedBlock({
      height: 10,
      transactions: allTypes(),
      withdrawals: [0, 1].map((n) => ({
        index: BigInt(n),
        validatorIndex: 5n,
        address: new Uint8Array(20).fill(n + 1),
        amount: 9n,
      })),
      header: {
        difficulty: 0n,
        baseFeePerGas: 1_000_000_000n,
        blobGasUsed: 131_072n,
        excessBlobGas: 0n,
        parentBeaconBlockRoot: root,
        requestsHash: root,
      },
    });
    expect((await unnoticed("prague", asRecorded(prague))).filter((column) => !(column in UNCOVERED))).toEqual([]);
  });

  test("blocks before Byzantium, with state roots in receipts and uncles (generated)", async () => {
    const transactions = allTypes().slice(0, 1);
    const block = signedBlock({ height: 10, transactions, postStates: true, uncles: [new Uint8Array(32).fill(4)] });
    expect((await unnoticed("frontier", asRecorded(block))).filter((column) => !(column in UNCOVERED))).toEqual([]);
  });

  const quorum = [
    ["quorum-qbft/blocks", 5, []],
    ["quorum-qbft/blocks", 136, []],
    ["quorum-raft/blocks", 29, ["evm_transactions.status"]],
    ["quorum-private/node1", 5, PRIVATE],
  ] as const;

  test.each(quorum)("GoQuorum: %s, block %i", { timeout: 240_000 }, async (name, height, uncovered) => {
    const recorded = (await quorumBlocks(name)).find(({ block }) => Number(block.number) === height);
    if (!recorded) throw new Error(`the fixture has no block ${height}`);
    const missed = await unnoticed(`quorum-${height}-${name.slice(7, 9)}`, recorded);
    const known: readonly string[] = [...Object.keys(UNCOVERED), ...uncovered];
    expect(missed.filter((column) => !known.includes(column))).toEqual([]);
  });
});
