import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ReplayServer, replayRpc } from "@ledgerscope/testkit";
import { Interface, Transaction, Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ledgerscope, projectFolder } from "./support/cli.ts";
import { handMadeBlock } from "./support/handMadeBlock.ts";

const wallet = new Wallet(`0x${"11".repeat(32)}`);
const token = `0x${"22".repeat(20)}`;
const vault = `0x${"33".repeat(20)}`;
const holder = `0x${"44".repeat(20)}`;

const erc20 = new Interface([
  "function transfer(address to, uint256 value)",
  "event Transfer(address indexed from, address indexed to, uint256 value)",
]);
/** Known to nobody but the folder `abis`. */
const vaultAbi = new Interface([
  "function lock(string label, uint64[] days)",
  "event Locked(bytes32 indexed key, string label)",
]);

let node: ReplayServer;
let project: Awaited<ReturnType<typeof projectFolder>>;
let hashes: readonly string[];

beforeAll(async () => {
  const call = async (to: string, data: string, nonce: number): Promise<Transaction> => {
    const fields = { type: 2, chainId: 1, to, data, nonce, gasLimit: 100_000, maxFeePerGas: 5_000_000_000n };
    return Transaction.from(await wallet.signTransaction({ ...fields, maxPriorityFeePerGas: 1n }));
  };
  const hostile = "\u001b[31mred\u202egnp";
  const transactions = [
    await call(token, erc20.encodeFunctionData("transfer", [holder, 1500n]), 0),
    await call(vault, vaultAbi.encodeFunctionData("lock", [hostile, [1n, 2n]]), 1),
    await call(vault, "0x00000001", 2),
  ];
  hashes = transactions.map(({ hash }) => String(hash));
  const transfer = erc20.encodeEventLog("Transfer", [wallet.address, holder, 1500n]);
  const locked = vaultAbi.encodeEventLog("Locked", [`0x${"77".repeat(32)}`, "mine"]);
  const block = handMadeBlock({
    height: 1,
    parentHash: `0x${"00".repeat(32)}`,
    withdrawals: [],
    transactions: [
      { transaction: transactions[0] as Transaction, logs: [{ address: token, ...transfer }] },
      { transaction: transactions[1] as Transaction, logs: [{ address: vault, ...locked }] },
      { transaction: transactions[2] as Transaction },
    ],
  });
  node = await replayRpc([block]);
  project = await projectFolder(`
warehouse: { path: ./data }
networks:
  mainnet: { family: evm, rpc: ["${node.url}"], from: 1, abis: ./abis }
`);
  await mkdir(join(project.folder, "abis"));
  await writeFile(join(project.folder, "abis", `${vault}.json`), vaultAbi.formatJson());
  const stored = await ledgerscope(project.folder, "backfill", "--network", "mainnet");
  expect(stored.code, stored.stderr).toBe(0);
});

afterAll(async () => {
  await project?.remove();
  await node?.close();
});

test("trace says what a transaction called and emitted, and calls a guess a guess", async () => {
  const { stdout, stderr } = await ledgerscope(project.folder, "trace", String(hashes[0]), "--lang", "en");
  expect(stdout, stderr).toContain(`Call  transfer(to: ${holder}, value: 1500)  (a guess: no ABI of this contract)`);
  expect(stdout).toContain(
    `Log 0  ${token} Transfer(from: ${wallet.address.toLowerCase()}, to: ${holder}, value: 1500)\n`,
  );
  const chinese = await ledgerscope(project.folder, "trace", String(hashes[0]), "--lang", "zh");
  expect(chinese.stdout).toContain("调用  transfer(");
  expect(chinese.stdout).toContain("推测：没有该合约的 ABI");
});

test("a contract's own ABI is taken from the folder; its text cannot steer the terminal", async () => {
  const { stdout } = await ledgerscope(project.folder, "trace", String(hashes[1]), "--lang", "en");
  expect(stdout).toContain('Call  lock(label: ·[31mred·gnp, days: ["1","2"])\n');
  expect(stdout).toContain(`Log 1  ${vault} Locked(key: 0x${"77".repeat(32)}, label: mine)\n`);
  const { json } = await ledgerscope(project.folder, "trace", String(hashes[1]), "--json");
  expect(json()[0]).toMatchObject({ decoded: { call: { name: "lock", source: "abi", origin: `${vault}.json` } } });
});

test("a call that no ABI fits is left as it is", async () => {
  const { stdout, code } = await ledgerscope(project.folder, "trace", String(hashes[2]), "--lang", "en");
  expect(code).toBe(0);
  expect(stdout).not.toContain("Call");
});
