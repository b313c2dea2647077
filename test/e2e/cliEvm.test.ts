import { mainnetBlocks, type RecordedBlock, replayRpc } from "@ledgerscope/testkit";
import { keccak256, Transaction } from "ethers";
import { describe, expect, test } from "vitest";
import { ledgerscope, projectFolder } from "./support/cli.ts";

const blocks = await mainnetBlocks();

const configFor = (url: string): string => `
warehouse: { path: ./data }
networks:
  mainnet: { family: evm, rpc: ["${url}"] }
`;

describe.skipIf(!blocks)("20 real mainnet blocks from a node that replays them", () => {
  // The body runs where the tests are skipped, too.
  const recorded: readonly RecordedBlock[] = blocks ?? [];
  const first = Number(recorded[0]?.block.number);
  const range = `${first}:${first + recorded.length}`;

  test("arrive whole: counts, hashes and every column of a sample equal the node's answers", async () => {
    const node = await replayRpc(recorded);
    const project = await projectFolder(configFor(node.url));
    try {
      const result = await ledgerscope(project.folder, "backfill", "--network", "mainnet", range);
      expect(result.stdout).toBe("");
      expect(result.code, result.stderr).toBe(0);
      expect(result.stderr).toMatch(/header_hash: 20 verified/);
      const sql = async <T>(query: string): Promise<T[]> =>
        (await ledgerscope(project.folder, "sql", "--format", "JSONEachRow", query)).json<T>();

      const stored = await sql<{ height: number; hash: string; tx_count: number }>(
        "SELECT toUInt32(height) AS height, hash, tx_count FROM chain_blocks WHERE network = 'mainnet' ORDER BY height",
      );
      expect(stored).toEqual(
        recorded.map(({ block }) => ({
          height: Number(block.number),
          hash: block.hash,
          tx_count: block.transactions.length,
        })),
      );
      const counts = await sql<{ tx: number; logs: number; failed: number }>(
        `SELECT (SELECT toUInt32(count()) FROM evm_transactions) AS tx, (SELECT toUInt32(count()) FROM evm_logs) AS logs,
         (SELECT toUInt32(count()) FROM chain_transactions WHERE status = 'failed') AS failed`,
      );
      const receipts = recorded.flatMap((one) => one.receipts);
      expect(counts).toEqual([
        {
          tx: recorded.flatMap(({ block }) => block.transactions).length,
          logs: receipts.flatMap((receipt) => receipt.logs).length,
          failed: receipts.filter((receipt) => receipt.status === "0x0").length,
        },
      ]);

      // Hashes recomputed by an independent library from the stored columns alone.
      const sample = await sql<Record<string, string>>(
        `SELECT hash, toString(nonce) AS nonce, toString(value) AS value, to, input, toString(gas_limit) AS gas, toString(gas_price) AS price,
         toString(v) AS v, toString(r) AS r, toString(s) AS s FROM evm_transactions WHERE type = 0 AND to IS NOT NULL ORDER BY height, tx_index LIMIT 50`,
      );
      expect(sample.length).toBe(50);
      for (const row of sample) {
        const transaction = Transaction.from({
          type: 0,
          nonce: Number(row["nonce"]),
          value: BigInt(row["value"] ?? 0),
          to: row["to"] ?? null,
          data: row["input"] ?? "0x",
          gasLimit: BigInt(row["gas"] ?? 0),
          gasPrice: BigInt(row["price"] ?? 0),
          chainId: Number(row["v"]) >= 35 ? 1 : 0,
          signature: { v: BigInt(row["v"] ?? 0), r: hex32(row["r"]), s: hex32(row["s"]) },
        });
        expect(keccak256(transaction.serialized)).toBe(row["hash"]);
      }

      const verified = await ledgerscope(project.folder, "verify", "--network", "mainnet", "--node");
      expect(verified.stdout).toBe("");
      expect(verified.code, verified.stderr).toBe(0);
    } finally {
      await project.remove();
      await node.close();
    }
  });

  test("a node that omits a log, or changes a byte of a header, is caught and named; the rest is stored", async () => {
    const node = await replayRpc(recorded, {
      edit(one) {
        const height = Number(one.block.number);
        if (height === first + 3) one.receipts.find((receipt) => receipt.logs.length > 0)?.logs.pop();
        if (height === first + 7) one.block.stateRoot = `0x00${one.block.stateRoot.slice(4)}`;
        return one;
      },
    });
    const project = await projectFolder(configFor(node.url));
    try {
      const result = await ledgerscope(project.folder, "backfill", "--network", "mainnet", range, "--json");
      expect(result.code).toBe(1);
      const failures = result.json<{ network: string; height: number; check: string }>();
      expect(new Set(failures.map(({ height }) => height))).toEqual(new Set([first + 3, first + 7]));
      expect(failures.filter(({ height }) => height === first + 7).map(({ check }) => check)).toContain("header_hash");
      const [held] = (
        await ledgerscope(
          project.folder,
          "sql",
          "--format",
          "JSONEachRow",
          "SELECT toUInt32(count()) AS n FROM chain_blocks",
        )
      ).json<{ n: number }>();
      expect(held?.n).toBe(18);
      const [kept] = (
        await ledgerscope(
          project.folder,
          "sql",
          "--format",
          "JSONEachRow",
          "SELECT toUInt32(uniq(height)) AS n, min(length(raw)) > 1000 AS whole FROM _quarantine",
        )
      ).json<{ n: number; whole: number }>();
      expect(kept).toEqual({ n: 2, whole: 1 });
    } finally {
      await project.remove();
      await node.close();
    }
  });
});

const hex32 = (decimal: string | undefined): string =>
  `0x${BigInt(decimal ?? 0)
    .toString(16)
    .padStart(64, "0")}`;
