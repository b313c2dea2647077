import { Abis, type Decoding } from "@ledgerscope/evm/abi";
import { mainnetBlocks, type RecordedBlock, type ReplayServer, replayRpc } from "@ledgerscope/testkit";
import { Interface, id, keccak256 } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeGiven } from "./support/describeGiven.ts";
import { type EvmWarehouse, evmWarehouse } from "./support/evmWarehouse.ts";

const blocks = await mainnetBlocks();
const absent = "the recorded blocks are not beside the checkout (../shared/data/evm)";

const TRANSFER = id("Transfer(address,address,uint256)");
const erc20 = new Interface(["event Transfer(address indexed from, address indexed to, uint256 amount)"]);
const erc721 = new Interface(["event Transfer(address indexed from, address indexed to, uint256 indexed id)"]);
const erc1155 = new Interface([
  "event TransferSingle(address indexed operator, address indexed from, address indexed to, uint256 id, uint256 value)",
  "event TransferBatch(address indexed operator, address indexed from, address indexed to, uint256[] ids, uint256[] values)",
]);

interface Transfer {
  readonly log: number;
  readonly height: number;
  readonly token: string;
  readonly from: string;
  readonly to: string;
  readonly id: bigint;
  readonly amount: bigint;
}

/** The transfers of recorded blocks as ethers reads them, not our decoder. */
function transfersOf(recorded: readonly RecordedBlock[]): Transfer[] {
  return recorded.flatMap(({ block, receipts }) =>
    receipts.flatMap((receipt) =>
      // biome-ignore lint/suspicious/noExplicitAny: raw JSON
      receipt.logs.flatMap((log: any): Transfer[] => {
        const at = { log: Number(log.logIndex), height: Number(block.number), token: log.address };
        const of = (from: string, to: string, token: bigint, amount: bigint): Transfer => ({
          ...at,
          from: from.toLowerCase(),
          to: to.toLowerCase(),
          id: token,
          amount,
        });
        if (log.topics[0] === TRANSFER && log.topics.length === 3) {
          const { args } = erc20.parseLog(log) ?? { args: [] };
          return [of(args[0], args[1], 0n, args[2])];
        }
        if (log.topics[0] === TRANSFER && log.topics.length === 4) {
          const { args } = erc721.parseLog(log) ?? { args: [] };
          return [of(args[0], args[1], args[2], 1n)];
        }
        const parsed = erc1155.parseLog(log);
        if (!parsed) return [];
        const { name, args } = parsed;
        if (name === "TransferSingle") return [of(args[1], args[2], args[3], args[4])];
        return (args[3] as bigint[]).map((token, index) => of(args[1], args[2], token, args[4][index]));
      }),
    ),
  );
}

const big = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);
const lines = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row, big)).sort();

describeGiven(blocks, absent, "all datasets of 20 real mainnet blocks", (recorded) => {
  let node: ReplayServer;
  let stored: EvmWarehouse;

  beforeAll(async () => {
    node = await replayRpc(recorded);
    stored = await evmWarehouse("mainnet", { rpc: node.url, datasets: { traces: true }, raw: "keep" });
  });

  afterAll(async () => {
    await stored?.close();
    await node?.close();
  });

  test("are checked; what no root commits to is called unverified, and nothing failed", () => {
    expect(stored.checks).toMatchObject({ "receipts_root verified": 20, "traces unverified": 20 });
    expect(Object.keys(stored.checks).filter((key) => key.includes("failed"))).toEqual([]);
    expect(node.calls.get("debug_traceTransaction")).toBeUndefined();
  });

  test("token transfers are those that ethers reads out of the receipts", async () => {
    const rows = await stored.sql<Record<string, string>>(
      `SELECT log_index AS log, toUInt32(height) AS height, token, from, to, toString(ifNull(token_id, 0)) AS id,
         toString(amount) AS amount FROM evm_token_transfers`,
    );
    const expected = transfersOf(recorded);
    expect(expected.length).toBeGreaterThan(4000);
    expect(lines(rows)).toEqual(lines(expected));
    const standards = await stored.sql("SELECT DISTINCT standard FROM evm_token_transfers ORDER BY 1");
    expect(standards).toEqual([{ standard: "erc1155" }, { standard: "erc20" }, { standard: "erc721" }]);
  });

  test("balances, holders and supply are what the transfers add up to", async () => {
    const balances = new Map<string, bigint>();
    const add = (key: string, amount: bigint): void => {
      balances.set(key, (balances.get(key) ?? 0n) + amount);
    };
    for (const { token, from, to, id: item, amount } of transfersOf(recorded)) {
      add(`${token} ${from} ${item}`, -amount);
      add(`${token} ${to} ${item}`, amount);
    }
    const rows = await stored.sql<{ key: string; balance: string }>(
      "SELECT concat(token, ' ', holder, ' ', toString(token_id)) AS key, toString(balance) AS balance FROM evm_token_balances",
    );
    expect(new Map(rows.map(({ key, balance }) => [key, BigInt(balance)]))).toEqual(balances);

    const zero = `0x${"0".repeat(40)}`;
    const [usual] = await stored.sql<{ token: string; holders: string; supply: string }>(
      "SELECT token, toString(holders) AS holders, toString(supply) AS supply FROM evm_tokens ORDER BY transfers DESC LIMIT 1",
    );
    const ofToken = [...balances].filter(([key]) => key.startsWith(usual?.token ?? "?"));
    expect(Number(usual?.holders)).toBe(ofToken.filter(([key, held]) => held > 0n && !key.includes(zero)).length);
    const all = await stored.sql<{ token: string; sum: string }>(
      "SELECT token, toString(sum(balance)) AS sum FROM evm_token_balances GROUP BY token HAVING sum(balance) != 0",
    );
    expect(all).toEqual([]);
  });

  test("traces have every call of the node's trees", async () => {
    const count = (call: { calls?: [] }): number => 1 + (call.calls ?? []).reduce((sum, one) => sum + count(one), 0);
    const calls = recorded.flatMap(({ traces }) => traces ?? []).reduce((sum, { result }) => sum + count(result), 0);
    const [row] = await stored.sql<Record<string, number>>(
      `SELECT toUInt32(count()) AS calls, toUInt32(countIf(trace_address = [])) AS roots, toUInt32(sum(subtraces)) AS made,
         toUInt32(countIf(error != '')) AS failed, toUInt32(countIf(error != '' AND NOT reverted)) AS odd FROM evm_traces`,
    );
    const roots = recorded.reduce((sum, { block }) => sum + block.transactions.length, 0);
    expect(row).toEqual({ calls, roots, made: calls - roots, failed: 271, odd: 0 });

    // What the first call says must be the transaction's; these recordings leave init code out of traces.
    const differing = await stored.sql(
      `SELECT t.height, t.tx_index FROM evm_traces AS c JOIN evm_transactions AS t
         ON c.height = t.height AND c.tx_index = t.tx_index
       WHERE c.trace_address = [] AND (c.tx_hash != t.hash OR c.from != t.from OR c.value != t.value OR (t.to IS NOT NULL AND c.input != t.input)
         OR (c.error != '') != (t.status = 0))`,
    );
    expect(differing).toEqual([]);
  });

  test("contracts are those that receipts and traces name, with the hash of their code", async () => {
    const expected = recorded.flatMap(({ block, traces }) => {
      const found: object[] = [];
      // biome-ignore lint/suspicious/noExplicitAny: raw JSON
      const walk = (call: any, undone: boolean): void => {
        const failed = undone || call.error !== undefined;
        if (call.type.startsWith("CREATE") && !failed) {
          const code = keccak256(call.output ?? "0x");
          found.push({ height: Number(block.number), address: call.to, creator: call.from, code });
        }
        for (const one of call.calls ?? []) walk(one, failed);
      };
      for (const { result } of traces ?? []) walk(result, false);
      return found;
    });
    expect(expected.length).toBeGreaterThan(5);
    const rows = await stored.sql<object>(
      "SELECT toUInt32(height) AS height, address, creator, code_hash AS code FROM evm_contracts",
    );
    expect(lines(rows)).toEqual(lines(expected));
    const fromReceipts = recorded
      .flatMap(({ receipts }) => receipts)
      .filter(({ contractAddress, status }) => contractAddress && status === "0x1")
      .map(({ contractAddress }) => contractAddress);
    const topLevel = await stored.sql<{ address: string }>(
      "SELECT address FROM evm_contracts WHERE trace_address = [] ORDER BY height, tx_index",
    );
    expect(topLevel.map(({ address }) => address)).toEqual(fromReceipts);
  });

  test("the currency's transfers by calls leave every account that only paid and received as the calls say", async () => {
    const [row] = await stored.sql<{ sent: string; calls: string }>(
      `SELECT toString(sumIf(value, trace_address = [])) AS sent, toString(countIf(trace_address != [])) AS calls
       FROM evm_native_transfers`,
    );
    const succeeded = recorded.flatMap(({ block, receipts }) =>
      block.transactions.filter((_: unknown, index: number) => receipts[index].status === "0x1"),
    );
    const sent = succeeded.reduce((sum, tx) => sum + BigInt(tx.value), 0n);
    expect(row?.sent).toBe(String(sent));
    expect(Number(row?.calls)).toBeGreaterThan(100);
  });

  test("well-known signatures name most calls and logs in SQL, and no selector more than it has", async () => {
    const [calls] = await stored.sql<{ calls: number; named: number }>(
      "SELECT toUInt32(count()) AS calls, toUInt32(countIf(signatures != [])) AS named FROM evm_named_calls",
    );
    const [logs] = await stored.sql<{ logs: number; named: number }>(
      "SELECT toUInt32(count()) AS logs, toUInt32(countIf(event != '')) AS named FROM evm_named_logs",
    );
    expect(calls?.calls).toBe(
      recorded.flatMap(({ block }) => block.transactions).filter((tx) => tx.to && tx.input.length >= 10).length,
    );
    expect(logs?.logs).toBe(recorded.flatMap(({ receipts }) => receipts.flatMap((receipt) => receipt.logs)).length);
    expect((calls?.named ?? 0) / (calls?.calls ?? 1)).toBeGreaterThan(0.6);
    expect((logs?.named ?? 0) / (logs?.logs ?? 1)).toBeGreaterThan(0.8);
    const wrong = await stored.sql<{ kind: string; selector: string; signature: string }>(
      "SELECT kind, selector, signature FROM evm_signatures",
    );
    for (const { kind, selector, signature } of wrong) {
      expect(selector, signature).toBe(kind === "event" ? id(signature) : id(signature).slice(0, 10));
    }
  });

  test("calls and logs decoded by well-known ABIs have the values that ethers reads, and are called guesses", async () => {
    const abis = await Abis.open();
    const plain = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(plain);
      if (typeof value === "string") return value.startsWith("0x") ? value.toLowerCase() : value;
      return typeof value === "bigint" ? String(value) : value;
    };
    const bytes = (hex: string): Uint8Array => Buffer.from(hex.slice(2), "hex");
    let decoded = 0;
    for (const { block, receipts } of recorded) {
      for (const { to, input } of block.transactions) {
        const ours: Decoding | undefined = to && abis.decodeCall({ to: bytes(to), input: bytes(input) });
        if (!ours) continue;
        decoded++;
        const theirs = new Interface([`function ${ours.signature}`]).decodeFunctionData(ours.name, input);
        expect(ours.args.map(({ value }) => plain(value))).toEqual(plain(theirs.toArray(true)));
        expect(ours.source).toBe("guess");
      }
      for (const { address, topics, data } of receipts.flatMap((receipt) => receipt.logs)) {
        const ours = abis.decodeLog({ address: bytes(address), topics: topics.map(bytes), data: bytes(data) });
        if (!ours) continue;
        decoded++;
        const inputs = ours.args.map(({ type, indexed, name }) => `${type}${indexed ? " indexed" : ""} ${name}`);
        const theirs = new Interface([`event ${ours.name}(${inputs.join()})`]).parseLog({ topics, data });
        expect(ours.args.map(({ value }) => plain(value))).toEqual(
          // biome-ignore lint/suspicious/noExplicitAny: a hash of what is indexed is an object of ethers
          plain(theirs?.args.toArray(true).map((value: any) => value?.hash ?? value)),
        );
      }
    }
    expect(decoded).toBeGreaterThan(8000);
  });

  test("every transaction is found by its hash through the look-up", async () => {
    const hashes = recorded.flatMap(({ block }) => block.transactions.map((tx: { hash: string }) => tx.hash));
    const found = await stored.sql<{ hash: string }>(
      `SELECT t.hash AS hash FROM evm_transactions AS t JOIN evm_tx_lookup AS l
         ON l.network = t.network AND l.height = t.height AND l.tx_index = t.tx_index
       WHERE l.hash_prefix = reinterpretAsUInt64(unhex(substring(t.hash, 3, 16))) ORDER BY t.height, t.tx_index`,
    );
    expect(found.map(({ hash }) => hash)).toEqual(hashes);
  });

  test("the node's answers are kept as they came", async () => {
    const kinds = await stored.sql<{ kind: string; rows: number }>(
      "SELECT kind, toUInt32(count()) AS rows FROM evm_raw GROUP BY kind ORDER BY kind",
    );
    expect(kinds).toEqual([
      { kind: "block", rows: 20 },
      { kind: "receipts", rows: 20 },
      { kind: "traces", rows: 20 },
    ]);
    const [kept] = await stored.sql<{ response: string }>(
      "SELECT response FROM evm_raw WHERE kind = 'receipts' ORDER BY height LIMIT 1",
    );
    expect(JSON.parse(kept?.response ?? "")).toEqual(recorded[0]?.receipts);
  });
});
