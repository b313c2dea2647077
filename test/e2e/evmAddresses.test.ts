import { evm } from "@ledgerscope/evm";
import { fabric } from "@ledgerscope/fabric";
import { mainnetBlocks, type ReplayServer, replayRpc } from "@ledgerscope/testkit";
import { tracerSchema } from "@ledgerscope/tracer-store";
import { passProgress } from "@ledgerscope/warehouse";
import { getCreateAddress } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AnvilChain, REVERTIBLE } from "./support/anvilChain.ts";
import { describeGiven } from "./support/describeGiven.ts";
import { type EvmWarehouse, evmWarehouse } from "./support/evmWarehouse.ts";
import { failing } from "./support/failingContracts.ts";
import { PrivateApi } from "./support/privateApi.ts";
import { busy, deploying, tokenNamed } from "./support/tracedContracts.ts";

const decoderOf = async () =>
  evm.decoder?.(evm.parseConfig({ rpc: ["http://127.0.0.1:1"] }, { network: "x", baseDir: "/" }));

const SENDER = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
/** Turns the text round, would run, and goes on for 5,000 bytes. */
const BOAST = `\u202e<script>alert(1)</script>${"泰".repeat(1650)}`;
/** Error("not the owner"). */
const NOT_THE_OWNER = `08c379a0${"20".padStart(64, "0")}${"d".padStart(64, "0")}${Buffer.from("not the owner").toString("hex").padEnd(64, "0")}`;

describeGiven(
  await mainnetBlocks(),
  "the recorded blocks are not beside the checkout",
  "addresses of 20 mainnet blocks",
  (blocks) => {
    let node: ReplayServer;
    let stored: EvmWarehouse;
    let api: PrivateApi;

    beforeAll(async () => {
      node = await replayRpc(blocks);
      stored = await evmWarehouse("mainnet", { rpc: node.url });
      api = PrivateApi.over(stored.warehouse, { mainnet: { family: "evm", recorded: true } }, undefined, decoderOf);
    }, 120_000);

    afterAll(async () => {
      await api?.close();
      await stored?.close();
      await node?.close();
    });

    /** The busiest addresses, by role, as the recordings have them. */
    const busiest = (of: (tx: { from: string; to: string | null }) => string | null, first: number): string[] => {
      const counts = new Map<string, number>();
      for (const { block } of blocks) {
        for (const tx of block.transactions) {
          const address = of(tx);
          if (address) counts.set(address, (counts.get(address) ?? 0) + 1);
        }
      }
      return [...counts]
        .sort(([, a], [, b]) => b - a)
        .slice(0, first)
        .map(([address]) => address);
    };

    const LIST = `query($address: String!, $after: String) { evmAddress(network: "mainnet", address: $address) {
    lookedUpTo totals { sent received receivedFailed } transactions(first: 100, after: $after) {
      edges { cursor node { hash height txIndex status } } pageInfo { hasNextPage endCursor } } } }`;

    test("an address has the transactions that it sent and received, each once, newest first, page by page", async () => {
      const addresses = [...busiest(({ from }) => from, 1), ...busiest(({ to }) => to, 2)];
      for (const address of addresses) {
        const expected = blocks
          .flatMap(({ block }) => block.transactions)
          .filter((tx: { from: string; to: string | null }) => tx.from === address || tx.to === address)
          .map(({ hash }: { hash: string }) => hash)
          .reverse();
        const nodes = await api.pages<{ hash: string; status: string }>(
          LIST,
          { address },
          (data) => data.evmAddress.transactions,
        );
        expect(nodes.map(({ hash }) => hash)).toEqual(expected);
        const { evmAddress } = await api.data(LIST, { address });
        expect(evmAddress.lookedUpTo).toBe(Number(blocks.at(-1)?.block.number) + 1);
        expect(BigInt(evmAddress.totals.sent) + BigInt(evmAddress.totals.received)).toBe(BigInt(expected.length));
      }
    });

    test("tokens whose names no node could be asked have none, and it is recorded that they were not asked", async () => {
      const { evmTokens } = await api.data(
        `query { evmTokens(network: "mainnet", first: 5) { edges { node { metadata { name } } } } }`,
      );
      expect(evmTokens.edges).toEqual(Array.from({ length: 5 }, () => ({ node: { metadata: null } })));
      const passes = evm.passes.filter(({ name }) => name === "token_metadata");
      const [progress] = await passProgress(stored.warehouse, { network: "mainnet", passes });
      expect(progress).toMatchObject({ remaining: 0, items: 0, checks: { token_metadata: { unchecked: 1 } } });
    });

    test("the same is read where nothing has been looked up yet", async () => {
      const [address] = busiest(({ to }) => to, 1);
      const ask = () => api.data(LIST, { address });
      const whole = await ask();
      await stored.warehouse.command(
        "ALTER TABLE store._passes DELETE WHERE pass = 'addresses' SETTINGS mutations_sync = 2",
      );
      // Another reader: how far the pass has come is kept for some seconds for each.
      const fresh = PrivateApi.over(
        { ...stored.warehouse, query: stored.warehouse.query.bind(stored.warehouse) } as typeof stored.warehouse,
        {
          mainnet: { family: "evm", recorded: true },
        },
      );
      try {
        const read = await fresh.data(LIST, { address });
        expect(read.evmAddress).toEqual({ ...whole.evmAddress, lookedUpTo: 0 });
      } finally {
        await fresh.close();
      }
    });
  },
);

describe("a contract that fails two calls down, on a node that traces", () => {
  let chain: AnvilChain;
  let stored: EvmWarehouse;
  let api: PrivateApi;
  const at: Record<string, string> = {};
  const hashes: Record<string, string> = {};

  async function send(name: string, transaction: Record<string, string>): Promise<void> {
    const gas = { from: SENDER, gas: "0x1e8480", gasPrice: "0x77359400", ...transaction };
    hashes[name] = (await chain.call("eth_sendTransaction", [gas])) as string;
    await chain.mine();
  }

  async function deploy(name: string, code: string): Promise<void> {
    const nonce = Number(await chain.call("eth_getTransactionCount", [SENDER, "latest"]));
    at[name] = getCreateAddress({ from: SENDER, nonce }).toLowerCase();
    await send(name, { data: deploying(code) });
  }

  beforeAll(async () => {
    chain = await AnvilChain.start(() => 0);
    await deploy("boaster", tokenNamed(BOAST));
    await send("boasted", { to: at["boaster"] ?? "" });
    // Tokens are asked once they have moved in final blocks; what comes after stays open.
    await chain.call("anvil_mine", [`0x${REVERTIBLE.toString(16)}`]);
    await deploy("busy", busy);
    await deploy("refuser", failing.refuser(NOT_THE_OWNER));
    await deploy("middle", failing.bubbling(at["refuser"] ?? ""));
    await deploy("outer", failing.bubbling(at["middle"] ?? ""));
    await send("busyCalled", { to: at["busy"] ?? "", value: "0x64" });
    const transfer = `0xa9059cbb${"1".padStart(64, "0")}${"a".padStart(64, "0")}`;
    await send("refused", { to: at["outer"] ?? "", data: transfer });
    stored = await evmWarehouse("lab", {
      ...{ rpc: chain.url, datasets: { traces: true, state_diffs: true }, finality: { confirmations: 0 } },
    });
    // A hash is looked for in the tables of every family.
    await stored.warehouse.migrate([evm.schema, fabric.schema, tracerSchema]);
    const viewers = {
      all: { name: "all", networks: "*", channels: "*", roles: [] },
      none: { name: "none", networks: [], channels: "*", roles: [] },
    } as const;
    api = PrivateApi.over(stored.warehouse, { lab: { family: "evm", recorded: true } }, viewers, decoderOf);
  }, 120_000);

  afterAll(async () => {
    await api?.close();
    await stored?.close();
    await chain?.stop();
  });

  const ask = (query: string, variables: object = {}) => api.data(query, variables, "all");

  const TOKENS = `query { evmTokens(network: "lab") { edges { node { address { address }
    metadata { name symbol decimals } transfers(first: 1) { edges { node { metadata { symbol } } } } } } } }`;

  test("tokens say their names, symbols and decimals; what is hostile is cut and made visible", async () => {
    const { evmTokens } = await ask(TOKENS);
    type Node = { address: { address: string }; metadata: { name: string; symbol: string; decimals: number } };
    const nodes: Node[] = evmTokens.edges.map(({ node }: { node: Node }) => node);
    const demo = nodes.find(({ metadata }) => metadata.symbol === "DEMO");
    expect(demo).toMatchObject({
      metadata: { name: "Demo Token", decimals: 18 },
      transfers: { edges: [{ node: { metadata: { symbol: "DEMO" } } }] },
    });
    const boaster = nodes.find(({ address }) => address.address === at["boaster"]);
    expect(boaster?.metadata.decimals).toBe(32);
    expect(boaster?.metadata.name).toMatch(/^\\u202e<script>alert\(1\)<\/script>泰{76}$/);
    expect(boaster?.metadata.symbol).toMatch(/^\\u202e<script>alert\(1\)<\/script>泰{12}$/);
  });

  test("a token is found by its symbol and by the beginning of its name, by those who may see its network", async () => {
    const SEARCH = `query($text: String!) { search(query: $text) { kind network label namespace exact } }`;
    const { search: bySymbol } = await ask(SEARCH, { text: "demo" });
    expect(bySymbol).toMatchObject([{ kind: "token", network: "lab", label: "DEMO", exact: true }]);
    const { search: byName } = await ask(SEARCH, { text: "Demo To" });
    expect(byName).toEqual([{ ...bySymbol[0], exact: false }]);
    expect((await api.data(SEARCH, { text: "demo" }, "none")).search).toEqual([]);
  });

  test("says what was called as a guess, what it failed with, and where the failure began", async () => {
    const { transaction } = await ask(
      `query($id: String!) { transaction(id: $id) { evm { call { signature source arguments { name value } }
        failure { name source arguments { value } } callCount
        calls { traceAddress to failureOrigin error decodedError { arguments { value } } } } } }`,
      { id: hashes["refused"] },
    );
    const { call, failure, calls, callCount } = transaction.evm;
    expect(call).toMatchObject({ signature: "transfer(address,uint256)", source: "guess" });
    expect(call.arguments.map(({ value }: { value: string }) => value.toLowerCase())).toEqual([
      `0x${"1".padStart(40, "0")}`,
      "10",
    ]);
    expect(failure).toMatchObject({ name: "Error", arguments: [{ value: "not the owner" }] });
    expect(callCount).toBe(3);
    const origins = calls.filter(({ failureOrigin }: { failureOrigin: boolean }) => failureOrigin);
    expect(origins).toMatchObject([
      { traceAddress: [0, 0], to: at["refuser"], decodedError: { arguments: [{ value: "not the owner" }] } },
    ]);
  });

  test("tells of a contract who made it, its code, its callers with failures, what its storage became", async () => {
    const { evmAddress: outer } = await ask(
      `query($address: String!) { evmAddress(network: "lab", address: $address) { isContract code
        creation { creator hash codeSize } methods { selector calls failed name { source } } callers { address calls failed } } }`,
      { address: at["outer"] },
    );
    expect(outer).toMatchObject({
      isContract: true,
      code: await chain.call("eth_getCode", [at["outer"], "latest"]),
      creation: { creator: SENDER, hash: hashes["outer"] },
      methods: [{ selector: "0xa9059cbb", calls: "1", failed: "1", name: { source: "guess" } }],
      callers: [{ address: SENDER, calls: "1", failed: "1" }],
    });
    const { evmAddress: worker } = await ask(
      `query($address: String!) { evmAddress(network: "lab", address: $address) {
        storageChanges { hash slot beforeNumber afterNumber } internalCalls { edges { node { type from to reverted } } } } }`,
      { address: at["busy"] },
    );
    expect(worker.storageChanges).toMatchObject([{ hash: hashes["busyCalled"], beforeNumber: "0", afterNumber: "7" }]);
    expect(worker.internalCalls.edges.map(({ node }: { node: { type: string } }) => node.type)).toEqual([
      "call",
      "delegatecall",
      "call",
      "create",
    ]);
  });

  test("tells balance and nonce of an account as the node does", async () => {
    const { evmAddress } = await ask(
      `{ evmAddress(network: "lab", address: "${SENDER}") { nonce balance { wei } balanceHistory { wei } holdings { balance token { address { address } } } } }`,
    );
    const wei = BigInt((await chain.call("eth_getBalance", [SENDER, "latest"])) as string);
    expect(BigInt(evmAddress.balance.wei)).toBe(wei);
    expect(BigInt(evmAddress.balanceHistory.at(-1).wei)).toBe(wei);
    expect(BigInt(evmAddress.nonce)).toBe(
      BigInt((await chain.call("eth_getTransactionCount", [SENDER, "latest"])) as string),
    );
    // Each account claims 100 tokens when the chain is made.
    expect(evmAddress.holdings.map(({ balance }: { balance: string }) => balance)).toEqual([(10n ** 20n).toString()]);
  });

  test("a viewer who may not see the network gets nothing of it, as of one that does not exist", async () => {
    const hidden = [
      "evmAddress(network: NETWORK, address: ADDRESS) { address }",
      "evmContracts(network: NETWORK) { edges { cursor } }",
    ];
    const more = [
      "evmTokens(network: NETWORK) { edges { cursor } }",
      "evmToken(network: NETWORK, address: ADDRESS) { standard }",
    ];
    for (const field of [...hidden, ...more, "evmConsensus(network: NETWORK) { profile }"]) {
      const of = (network: string) =>
        `{ ${field.replace("NETWORK", `"${network}"`).replace("ADDRESS", `"${SENDER}"`)} }`;
      const [one, other] = await Promise.all([api.ask(of("lab"), {}, "none"), api.ask(of("moon"), {}, "none")]);
      expect(one.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
      expect(JSON.stringify(one).replaceAll("lab", "moon")).toBe(JSON.stringify(other));
    }
  });

  test("what is no address is refused with words", async () => {
    const { errors } = await api.ask(`{ evmAddress(network: "lab", address: "0x12") { address } }`, {}, "all");
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_INPUT" } });
  });
});
