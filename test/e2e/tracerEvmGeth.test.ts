import { jsonRpc } from "@ledgerscope/evm-devnet";
import { JsonRpcProvider, Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "./support/describeWith.ts";
import { expectExplained, FAILURE_KINDS, provokeFailures } from "./support/evmFailureKinds.ts";
import { GethChain, type Payload } from "./support/gethChain.ts";
import { ObservedEvm } from "./support/observedEvm.ts";

describeWith("geth", "a geth whose pool and head are watched", (binary) => {
  const rich = Wallet.createRandom();
  /** Has what a transaction of the rich one gave it, until that is reverted. */
  const poor = Wallet.createRandom();
  const nobody = `0x${"ad".repeat(20)}`;
  const fees = { maxFeePerGas: 20_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n, gasLimit: 21_000 };
  let chain: GethChain;
  let observed: ObservedEvm;
  let provider: JsonRpcProvider;
  let failed: ReadonlyMap<string, string>;
  let good: string;
  const hashes: Record<string, string> = {};

  const rpc = (method: string, ...params: unknown[]): Promise<unknown> => jsonRpc(chain.url, method, params);
  const grow = async (): Promise<Payload> => {
    const block = await chain.grow();
    await observed.stored(block.blockHash);
    return block;
  };
  const send = async (wallet: typeof rich, transaction: object): Promise<string> =>
    (await wallet.connect(provider).sendTransaction({ to: nobody, value: 1n, ...fees, ...transaction })).hash;

  beforeAll(async () => {
    chain = await GethChain.start(binary, rich.address);
    provider = new JsonRpcProvider(chain.url, undefined, { staticNetwork: true, cacheTimeout: -1 });
    observed = await ObservedEvm.start({
      ...{ network: "geth", rpc: chain.url, config: { finality: { confirmations: 4 } } },
      mempool: { geth1: chain.wsUrl },
    });
    await observed.until(async () => {
      await grow();
      const seen = await observed.sql("SELECT 1 FROM store.stage_facts WHERE stage = 'evm.include' LIMIT 1");
      if (seen.length === 0) throw new Error("nothing is observed yet");
    });
    ({ failed, good } = await provokeFailures(chain.url, new Wallet(rich.privateKey), grow));

    const next = await provider.getTransactionCount(rich.address);
    hashes["confirmed"] = await send(rich, { nonce: next });
    hashes["gap"] = await send(rich, { nonce: next + 9 });
    // Below seven wei no base fee falls.
    const other = Wallet.createRandom();
    hashes["funds other"] = await send(rich, { nonce: next + 1, to: other.address, value: 10n ** 18n });
    await grow();
    hashes["cheap"] = await send(other, { nonce: 0, maxFeePerGas: 5n, maxPriorityFeePerGas: 1n });
    hashes["behind"] = await send(other, { nonce: 1 });
    await observed.seen(
      "evm.mempool",
      ...["confirmed", "gap", "cheap", "behind"].map((name) => hashes[name] as string),
    );

    // One branch funds the poor one, and the other takes that back with another transaction of the same nonce.
    const fork = await grow();
    hashes["displaced"] = await send(rich, { nonce: next + 2, to: poor.address, value: 10n ** 18n });
    await observed.seen("evm.mempool", hashes["displaced"]);
    const funding = await chain.build();
    hashes["rival"] = await send(rich, {
      ...{ nonce: next + 2, value: 3n },
      ...{ maxFeePerGas: 60_000_000_000n, maxPriorityFeePerGas: 3_000_000_000n },
    });
    await observed.seen("evm.replace", hashes["displaced"]);
    const rival = await chain.build();
    await chain.take(funding);
    await observed.stored(funding.blockHash);
    hashes["unpayable"] = await send(poor, { nonce: 0 });
    await observed.seen("evm.mempool", hashes["unpayable"]);
    await chain.take(rival);
    await observed.stored(rival.blockHash);
    await grow();
    await observed.until(async () => {
      const [row] = await observed.sql<{ outcome: string }>(
        `SELECT attributes['evm.outcome'] AS outcome FROM store.stage_facts
         WHERE id = '${hashes["unpayable"]?.slice(2)}' AND edge = 'end'`,
      );
      expect(row?.outcome).toBe("dropped");
    });
    for (let blocks = 0; blocks < 4; blocks++) await grow();
    await chain.settle({ safe: fork.blockHash, finalized: ZERO });
    await observed.until(() => tagged("evm.safe"));
    await chain.settle({ safe: rival.blockHash, finalized: fork.blockHash });
    await observed.until(() => tagged("evm.finalize"));
  }, 180_000);

  const ZERO = `0x${"00".repeat(32)}`;
  const tagged = async (stage: string): Promise<void> => {
    const rows = await observed.sql(`SELECT 1 FROM store.stage_facts WHERE stage = '${stage}' LIMIT 1`);
    if (rows.length === 0) throw new Error(`no ${stage} yet`);
  };

  afterAll(async () => {
    await observed?.stop();
    provider?.destroy();
    await chain?.stop();
  });

  test.each(FAILURE_KINDS)("a failure by $name is explained as $code, $subCause: $words", async (kind) => {
    await expectExplained(observed, kind, failed.get(kind.name) as string);
  });

  test.each([
    ["gap", "evm_nonce_gap", "missing_nonce"],
    ["cheap", "evm_underpriced", "below_base_fee"],
    ["behind", "evm_nonce_gap", "blocked"],
    ["displaced", "evm_reorged", "displaced"],
    ["unpayable", "evm_insufficient_funds", "value"],
  ] as const)("a transaction that no block holds, %s, is explained as %s, %s", async (name, code, subCause) => {
    const found = await observed.why(hashes[name] as string);
    expect(found?.diagnosis).toMatchObject({ code, subCause, chainCode: null });
    expect(found?.diagnosis?.confidence).toBeGreaterThanOrEqual(0.9);
    expect(found?.trace.height).toBeUndefined();
  });

  test("those that failed, in a block or outside, are listed, and no others", async () => {
    const outside = ["gap", "cheap", "behind", "displaced", "unpayable"].map((name) => hashes[name]);
    const listed = await observed.failed();
    expect([...listed.keys()].sort()).toEqual([...failed.values(), ...outside].sort());
    expect(listed.has(good)).toBe(false);
    expect(listed.get(hashes["displaced"] as string)?.culprits).toEqual([hashes["rival"]]);
  });

  test("a reverted inclusion is an attempt of its own, and the block that took it back says how deep", async () => {
    const displaced = await observed.why(hashes["displaced"] as string);
    const attempts = displaced?.trace.spans.filter(({ name }) => name === "evm.include");
    expect(attempts?.map(({ attributes, status }) => [attributes["evm.reorged"], status])).toEqual([["true", "error"]]);
    const rival = await observed.why(hashes["rival"] as string);
    expect(rival?.diagnosis).toBeUndefined();
    const seen = rival?.trace.spans.find(({ name, node }) => name === "evm.include" && node === "geth1");
    expect(seen?.attributes["evm.reorg.depth"]).toBe("1");
  });

  test("the way of a transaction ends with its block called final", async () => {
    const found = await observed.why(hashes["confirmed"] as string);
    const stages = found?.trace.spans.filter(({ node }) => node === "geth1").map(({ name }) => name);
    expect(stages?.toSorted()).toEqual(["evm.confirm", "evm.finalize", "evm.include", "evm.mempool", "evm.safe"]);
    expect(found?.trace.closed).toBe(true);
    expect(await rpc("eth_blockNumber")).toBeDefined();
  });
});
