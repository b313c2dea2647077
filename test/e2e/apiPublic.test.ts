import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Api, createPublicApi } from "@ledgerscope/api";
import { nodeCrypto } from "@ledgerscope/fabric";
import { verifyFabricBundle } from "@ledgerscope/proof";
import { publish } from "@ledgerscope/publication";
import { openWarehouse, type Warehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "./support/describeWith.ts";
import { type GraphqlResult, ledger, PrivateApi } from "./support/privateApi.ts";

const reason = { en: "Test identities only.", zh: "只含测试身份。" };
const policy = {
  version: 3,
  title: { en: "Test", zh: "测试" },
  publish: [
    { network: "relief", channel: "mychannel", blocks: "whole", reason },
    { network: "quiet", channel: "mychannel", blocks: "counts", reason },
  ],
};

describeWith("xz", "the public API over what a policy published", () => {
  let source: PrivateApi;
  let folder: string;
  let warehouse: Warehouse;
  let api: Api;

  beforeAll(async () => {
    source = await PrivateApi.start({ relief: ledger, quiet: ledger, unnamed: ledger });
    await Promise.all([
      source.storeFabric("relief", { from: 0, to: 201 }),
      source.storeFabric("quiet", { from: 0, to: 10 }),
      source.storeFabric("unnamed", { from: 0, to: 5 }),
    ]);
    folder = await mkdtemp(join(tmpdir(), "ledgerscope-public-api-"));
    warehouse = await openWarehouse({ path: join(folder, "public") });
    // JSON is YAML.
    await writeFile(join(folder, "policy.yaml"), JSON.stringify(policy));
    await publish({
      ...{ from: source.warehouse, to: warehouse, policyPath: join(folder, "policy.yaml") },
      signal: new AbortController().signal,
    });
    // The API is given the public warehouse's URL alone, as in production.
    const reader = await openWarehouse({ url: warehouse.url });
    api = createPublicApi({ reader, log: { error: console.error, warn: console.warn, info: console.info } });
  }, 180_000);
  afterAll(async () => {
    await api?.yoga.dispose();
    await Promise.all([warehouse?.close(), source?.close()]);
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  });

  async function ask(query: string, variables: object = {}): Promise<GraphqlResult> {
    const response = await api.yoga.fetch("http://api/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphqlResult;
  }
  async function data(query: string, variables: object = {}): Promise<NonNullable<GraphqlResult["data"]>> {
    const { data: found, errors } = await ask(query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return found;
  }

  test("published and withheld add up, and outcomes are the recording's", async () => {
    const { channels } = await data(`{ channels {
      network channel blockCount transactionCount publishedCount withheldCount outcomes { name count } latest { height } } }`);
    expect(channels).toEqual([
      {
        ...{ network: "quiet", channel: "mychannel", blockCount: "10", publishedCount: "0", outcomes: [] },
        ...{ transactionCount: expect.any(String), withheldCount: expect.any(String), latest: { height: 9 } },
      },
      {
        ...{ network: "relief", channel: "mychannel", blockCount: "201", transactionCount: "2880" },
        ...{ publishedCount: "2880", withheldCount: "0", latest: { height: 200 } },
        outcomes: [
          { name: "VALID", count: "2539" },
          { name: "MVCC_READ_CONFLICT", count: "177" },
          { name: "PHANTOM_READ_CONFLICT", count: "97" },
          { name: "ENDORSEMENT_POLICY_FAILURE", count: "67" },
        ],
      },
    ]);
    expect(channels[0].withheldCount).toBe(channels[0].transactionCount);
    const { policy: inForce } = await data("{ policy { version text sha256 appliedAt } }");
    expect(inForce).toMatchObject({ version: 3, text: JSON.stringify(policy) });
  });

  test("every published block comes once, and each block's counts agree", async () => {
    const heights: number[] = [];
    let after: string | null = null;
    do {
      const page: GraphqlResult["data"] = await data(
        `query ($after: String) { channel(network: "relief", channel: "mychannel") { blocks(first: 60, after: $after) {
          edges { node { height txCount publishedCount withheldCount provable withholdings { reason } } }
          pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
      const { edges, pageInfo } = page.channel.blocks;
      for (const { node } of edges) {
        heights.push(node.height);
        expect(node).toMatchObject({
          withheldCount: 0,
          publishedCount: node.txCount,
          provable: true,
          withholdings: [],
        });
      }
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(heights).toEqual(Array.from({ length: 201 }, (_, index) => 200 - index));
  });

  test("a block shows its transactions from any point on", async () => {
    const { channel } = await data(
      `{ channel(network: "relief", channel: "mychannel") { blocks(first: 100) { edges { node { height txCount } } } } }`,
    );
    interface Sized {
      readonly height: number;
      readonly txCount: number;
    }
    const blocks: Sized[] = channel.blocks.edges.map(({ node }: { node: Sized }) => node);
    const { height, txCount } = blocks.find((block) => block.height < 200 && block.txCount >= 10) as Sized;
    const { block } = await data(
      `query ($height: Int!) { block(network: "relief", channel: "mychannel", height: $height) {
        height hash previous next time txCount
        all: transactions { txIndex txId status validationCode function }
        rest: transactions(first: 3, afterIndex: 4) { txIndex } } }`,
      { height },
    );
    expect(block).toMatchObject({ height, previous: height - 1, next: height + 1, txCount });
    expect(block.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(block.all).toHaveLength(txCount);
    expect(block.rest.map(({ txIndex }: { txIndex: number }) => txIndex)).toEqual([5, 6, 7]);
  });

  test("of a channel of counts there is nothing but counts", async () => {
    const { block } = await data(`{ block(network: "quiet", channel: "mychannel", height: 4) {
      hash previousHash dataHash time timeSource txCount publishedCount withheldCount provable
      withholdings { reason count } transactions { txId } } }`);
    expect(block).toEqual({
      ...{ hash: null, previousHash: null, dataHash: null, time: null, timeSource: null, provable: false },
      ...{ txCount: expect.any(Number), publishedCount: 0, withheldCount: block.txCount, transactions: [] },
      withholdings: [{ reason: "counts_only", count: String(block.txCount) }],
    });
  });

  test("what the policy does not name does not exist", async () => {
    expect(
      await data(`{ channel(network: "unnamed", channel: "mychannel") { network }
        block(network: "unnamed", channel: "mychannel", height: 1) { height }
        bundle(network: "unnamed", channel: "mychannel", from: 0, to: 1) }`),
    ).toEqual({ channel: null, block: null, bundle: null });
  });

  test("a bundle verifies from the genesis block on, and not once a byte was changed", async () => {
    const { bundle } = await data(`{ bundle(network: "relief", channel: "mychannel", from: 190, to: 201) }`);
    const { genesis } = await data(`{ genesis: block(network: "relief", channel: "mychannel", height: 0) { hash } }`);
    const verify = (text: string) => verifyFabricBundle(JSON.parse(text), { genesisHash: genesis.hash }, nodeCrypto);
    const verified = await verify(bundle);
    expect(verified.ok, JSON.stringify(verified.steps)).toBe(true);
    const parsed = JSON.parse(bundle);
    expect(parsed.blocks.map(({ number }: { number: number }) => number)).toEqual(
      Array.from({ length: 11 }, (_, index) => 190 + index),
    );
    // The configuration update of the recording lies between the genesis block and these.
    expect(parsed.configBlocks.length).toBeGreaterThan(1);
    const envelope = Buffer.from(parsed.blocks[5].data[0], "base64");
    envelope[envelope.length >> 1] = (envelope[envelope.length >> 1] as number) ^ 1;
    parsed.blocks[5].data[0] = envelope.toString("base64");
    expect((await verify(JSON.stringify(parsed))).ok).toBe(false);
    const { none } = await data(`{ none: bundle(network: "quiet", channel: "mychannel", from: 0, to: 1) }`);
    expect(none).toBeNull();
  });

  test.each<[string, string, string]>([
    ["a bundle of 51 blocks", `{ bundle(network: "relief", channel: "mychannel", from: 0, to: 51) }`, "BAD_INPUT"],
    ["an empty bundle", `{ bundle(network: "relief", channel: "mychannel", from: 5, to: 5) }`, "BAD_INPUT"],
    [
      "every transaction of every block",
      `{ channels { blocks(first: 100) { edges { node { transactions(first: 1000) { txId } } } } } }`,
      "COST_LIMIT",
    ],
    [
      "many bundles",
      `{ ${Array.from({ length: 25 }, (_, i) => `b${i}: bundle(network: "relief", channel: "mychannel", from: 0, to: 50)`).join(" ")} }`,
      "COST_LIMIT",
    ],
    ["a made-up cursor", `{ channels { blocks(after: "x") { edges { cursor } } } }`, "BAD_CURSOR"],
    ["the private schema's fields", "{ networks { name } }", "GRAPHQL_VALIDATION_FAILED"],
  ])("%s: refused", async (_, query, code) => {
    const { errors } = await ask(query);
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
  });
});
