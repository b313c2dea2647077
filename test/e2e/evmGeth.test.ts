import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { follow } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { demoToken } from "@ledgerscope/evm-devnet";
import { createSink, openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { Contract, ContractFactory, JsonRpcProvider, NonceManager, Wallet, WebSocketProvider } from "ethers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readChain, readWarehouse } from "./support/chainTruth.ts";
import { describeWith } from "./support/describeWith.ts";
import { GethChain, type Payload } from "./support/gethChain.ts";

describeWith("geth", "geth, its consensus told what to do", (binary) => {
  let folder = "";
  let chain: GethChain;
  let warehouse: Warehouse;
  let ethers: JsonRpcProvider;
  let socket: WebSocketProvider;
  let token: Contract;
  let following: Promise<void>;
  const controller = new AbortController();
  /** When the warehouse had a block, by its hash. */
  const storedAtMs = new Map<string, number>();
  const reorgs: (readonly [from: number, to: number | undefined])[] = [];
  /** Logs that geth announced, and those that it took back. */
  const heard: { readonly blockHash: string; readonly removed: boolean }[] = [];

  const stored = async (): Promise<{ number: number; hash: string; zone: string }[]> => {
    const rows = await warehouse.query<{ height: string; hash: string; final: number }>(
      `SELECT height, concat('0x', lower(hex(block_hash))) AS hash,
         block_hash IN (SELECT block_hash FROM store.evm_blocks_final) AS final
       FROM store.evm_blocks ORDER BY height`,
    );
    return rows.map(({ height, hash, final }) => ({ number: Number(height), hash, zone: final ? "final" : "head" }));
  };
  const until = (claim: () => Promise<void>): Promise<void> => vi.waitFor(claim, { timeout: 20_000, interval: 50 });
  const isHead = (payload: Payload): Promise<void> =>
    until(async () => expect((await stored()).at(-1)?.hash).toBe(payload.blockHash));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledgerscope-geth-e2e-"));
    const wallet = Wallet.createRandom();
    chain = await GethChain.start(binary, wallet.address);
    ethers = new JsonRpcProvider(chain.url, undefined, { staticNetwork: true, cacheTimeout: -1 });
    socket = new WebSocketProvider(chain.wsUrl);
    const signer = new NonceManager(wallet.connect(ethers));
    warehouse = await openWarehouse({ path: folder });
    await warehouse.migrate([evm.schema]);

    const deployed = await new ContractFactory(demoToken.abi as never, demoToken.bytecode, signer).deploy({
      gasLimit: 2_000_000,
    });
    await chain.grow();
    token = new Contract(await deployed.getAddress(), demoToken.abi as never, signer);
    // Ethers does not hand on what a log says of being removed.
    (socket.websocket as WebSocket).addEventListener("message", ({ data }) => {
      const { method, params } = JSON.parse(String(data)) as { method?: string; params: { result: (typeof heard)[0] } };
      if (method === "eth_subscription") heard.push(params.result);
    });
    await socket.send("eth_subscribe", ["logs", { address: token.target }]);

    const config = evm.parseConfig({ rpc: chain.url, ws: chain.wsUrl }, { network: "geth", baseDir: "/" });
    const source = await evm.open(config);
    following = follow(source, createSink(warehouse, { network: "geth", tables: evm.schema.tables }), {
      signal: controller.signal,
      settleMs: 0,
      onBatch({ headers }) {
        for (const { hash } of headers) storedAtMs.set(hash, performance.now());
      },
      onReorg: (from, to) => reorgs.push([from.number, to?.number]),
    }).finally(() => source.close());
  });

  afterAll(async () => {
    controller.abort();
    await following;
    await socket?.destroy();
    ethers?.destroy();
    await warehouse?.close();
    await chain?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  });

  test("new heads arrive as geth announces them, not at the next poll", async () => {
    await isHead(await chain.grow());
    const late: number[] = [];
    for (let blocks = 0; blocks < 12; blocks++) {
      const payload = await chain.build();
      const atMs = performance.now();
      await chain.take(payload);
      await until(async () => expect(storedAtMs.has(payload.blockHash)).toBe(true));
      late.push((storedAtMs.get(payload.blockHash) ?? Number.NaN) - atMs);
    }
    late.sort((a, b) => a - b);
    // While geth announces heads, they are polled for every two seconds only.
    expect(late[6]).toBeLessThan(700);
    process.stdout.write(`from geth's head to the warehouse, ms: ${late.map((ms) => ms.toFixed(0)).join(" ")}\n`);
  });

  test("what geth calls final is final, what it calls safe can still be reverted", async () => {
    const [finalized, , , safe] = (await stored()).slice(3);
    if (!finalized || !safe) throw new Error("too few blocks");
    await chain.settle({ finalized: finalized.hash, safe: safe.hash });
    await isHead(await chain.grow());
    await until(async () => {
      const zones = await stored();
      expect(zones.filter(({ zone }) => zone === "final").at(-1)).toMatchObject(finalized && { hash: finalized.hash });
      expect(zones.find(({ hash }) => hash === safe.hash)?.zone).toBe("head");
    });
  });

  test("a reorganisation takes back the logs that geth takes back, and keeps them by their block's hash", async () => {
    // Built before there is anything to put in: the other branch is empty at first.
    const other = await chain.build();
    await token.getFunction("claim")(10n ** 18n, { gasLimit: 200_000 });
    const claimed = await chain.grow();
    await token.getFunction("transfer")(`0x${"77".repeat(20)}`, 5n, { gasLimit: 200_000 });
    await isHead(await chain.grow());
    await until(async () => expect(heard.filter(({ removed }) => !removed).length).toBeGreaterThanOrEqual(2));
    const before = heard.length;

    await chain.take(other);
    await isHead(other);
    await until(async () => expect(heard.slice(before).filter(({ removed }) => removed).length).toBe(2));
    expect(reorgs.at(-1)?.[1]).toBe(Number(other.blockNumber) - 1);
    const removed = heard.slice(before).filter((log) => log.removed);
    expect(removed.map(({ blockHash }) => blockHash)).toContain(claimed.blockHash);
    const logsOf = async (table: string, hash: string): Promise<number> => {
      const [row] = await warehouse.query<{ n: number }>(
        `SELECT toUInt32(count()) AS n FROM store.${table} WHERE block_hash = unhex({hash:String})`,
        { hash: hash.slice(2) },
      );
      return row?.n ?? -1;
    };
    for (const { blockHash } of removed) {
      expect(await logsOf("evm_logs", blockHash)).toBe(0);
      expect(await logsOf("evm_logs_head", blockHash)).toBe(1);
    }

    // Their transactions went back to the pool, and come again in the other branch.
    await isHead(await chain.grow());
    await isHead(await chain.grow());
    const height = await ethers.getBlockNumber();
    const [ours, theirs] = [await readWarehouse(warehouse, "geth"), await readChain(chain.url, height)];
    expect(ours).toEqual(theirs);
    const fromIndex = await ethers.getLogs({ fromBlock: 0, toBlock: "latest" });
    expect(ours.logs.map((log) => `${log["block_hash"]} ${log["log_index"]}`)).toEqual(
      fromIndex.map((log) => `${log.blockHash} ${log.index}`),
    );
    expect(ours.logs.length).toBeGreaterThanOrEqual(2);
  });
});
