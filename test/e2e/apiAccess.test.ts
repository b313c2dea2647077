import type { Viewer } from "@ledgerscope/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWith } from "./support/describeWith.ts";
import { type GraphqlResult, ledger, PrivateApi } from "./support/privateApi.ts";

const viewers: Readonly<Record<string, Viewer>> = {
  all: { name: "operator", networks: "*", channels: "*", roles: ["operator"] },
  channelless: { name: "channelless", networks: "*", channels: [], roles: [] },
  elsewhere: { name: "elsewhere", networks: "*", channels: ["another"], roles: [] },
  one: { name: "one", networks: ["growing"], channels: ["mychannel"], roles: [] },
  none: { name: "none", networks: [], channels: "*", roles: [] },
};
/** Who may not see the network `relief`: by its name, or by its channel. */
const outsiders = ["channelless", "elsewhere", "one", "none", undefined];

const codes = ({ errors }: GraphqlResult): string[] => (errors ?? []).map(({ extensions }) => extensions.code);

/** The first events of a subscription, or fewer when the time is over. */
async function firstEvents(events: AsyncIterable<GraphqlResult>, count: number): Promise<GraphqlResult[]> {
  const received: GraphqlResult[] = [];
  for await (const event of events) {
    received.push(event);
    if (received.length === count) break;
  }
  return received;
}

describeWith("xz", "who asks decides what the API shows", () => {
  let api: PrivateApi;
  /** What an outsider must never read: hashes, ids, keys and global ids of the hidden network. */
  let secrets: { block: string; tx: string; ids: string[]; cursor: string };

  beforeAll(async () => {
    // No channel in the configuration: it is learned from the blocks, and decides all the same.
    const { channel: _, ...unnamed } = ledger;
    api = await PrivateApi.start({ relief: { ...unnamed, recorded: true }, growing: unnamed }, viewers);
    await api.storeFabric("relief", { from: 0, to: 60 });
    await api.storeFabric("growing", { from: 0, to: 3 });
    const { network } = await api.data(
      `{ network(name: "relief") { id head { id hash transactions(first: 1) { edges { cursor node { id hash } } } } } }`,
      {},
      "all",
    );
    const { blocks } = await api.data(`{ blocks(network: "relief", first: 1) { pageInfo { endCursor } } }`, {}, "all");
    const [{ node }] = network.head.transactions.edges;
    secrets = {
      ...{ block: network.head.hash, tx: node.hash, cursor: blocks.pageInfo.endCursor },
      ids: [network.id, network.head.id, node.id],
    };
  });
  afterAll(() => api?.close());

  test("who may see it, sees it", async () => {
    const { networks, viewer } = await api.data("{ networks { name channel } viewer { name roles } }", {}, "all");
    expect(networks).toEqual([
      { name: "relief", channel: "mychannel" },
      { name: "growing", channel: "mychannel" },
    ]);
    expect(viewer).toEqual({ name: "operator", roles: ["operator"] });
    const one = await api.data("{ networks { name } }", {}, "one");
    expect(one.networks).toEqual([{ name: "growing" }]);
  });

  describe.each(outsiders)("viewer %s", (token) => {
    test("finds nothing by any field, id or search", async () => {
      const answers = await Promise.all([
        api.data("{ networks { name channel transactionCount } }", {}, token),
        api.data(`{ network(name: "relief") { name blockCount } }`, {}, token),
        api.data(`{ block(network: "relief", height: 5) { hash } }`, {}, token),
        api.data(
          'query ($hash: String) { block(network: "relief", hash: $hash) { height } }',
          { hash: secrets.block },
          token,
        ),
        api.data(
          'query ($id: String!) { transaction(id: $id, network: "relief") { height } }',
          { id: secrets.tx },
          token,
        ),
        api.data("query ($id: String!) { transaction(id: $id) { height } }", { id: secrets.tx }, token),
        ...secrets.ids.map((id) => api.data("query ($id: ID!) { node(id: $id) { id } }", { id }, token)),
        ...[secrets.tx, secrets.tx.slice(0, 8), secrets.block, "59", "relief", "rel"].map((query) =>
          api.data("query ($query: String!) { search(query: $query) { kind network label } }", { query }, token),
        ),
      ]);
      const text = JSON.stringify(answers);
      expect(text).not.toContain("relief");
      expect(text).not.toContain(secrets.tx);
      expect(text).not.toContain(secrets.block);
      expect(text).not.toContain(`"height":`);
    });

    test("cannot tell a hidden network from one that does not exist", async () => {
      const operations = [
        `{ network(name: "NAME") { id } }`,
        `{ block(network: "NAME", height: 1) { id } }`,
        `{ blocks(network: "NAME") { edges { cursor } } }`,
        `{ transactions(network: "NAME", status: failed) { edges { cursor } } }`,
        `{ blocks(network: "NAME", after: "${secrets.cursor}") { edges { cursor } } }`,
        `{ search(query: "NAME") { id } }`,
      ];
      for (const operation of operations) {
        const hidden = await api.ask(operation.replace("NAME", "relief"), {}, token);
        const absent = await api.ask(operation.replace("NAME", "absent"), {}, token);
        expect(JSON.stringify(hidden).replaceAll("relief", "absent"), operation).toBe(JSON.stringify(absent));
      }
    });

    test("cannot subscribe to it", async () => {
      const events = api.events(
        `subscription { headAdvanced(network: "relief") { cursor } }`,
        AbortSignal.timeout(5000),
        token,
      );
      const [answer] = await firstEvents(events, 1);
      expect(answer && codes(answer)).toEqual(["NOT_FOUND"]);
    });
  });

  test("a subscription delivers new heads of what the viewer may see, and nothing else", async () => {
    const stop = new AbortController();
    const subscription = "subscription { headAdvanced { network { name } block { height hash } cursor } }";
    const seen: Record<string, GraphqlResult[]> = { one: [], channelless: [], all: [] };
    const listening = Object.keys(seen).map(async (token) => {
      for await (const event of api.events(subscription, stop.signal, token)) seen[token]?.push(event);
    });
    // The loop has to have seen the heads as they are.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await api.storeFabric("growing", { from: 3, to: 4 });
    await api.storeFabric("relief", { from: 60, to: 61 });
    const event = (network: string, height: number) => ({
      data: {
        headAdvanced: {
          network: { name: network },
          block: { height, hash: expect.any(String) },
          cursor: expect.any(String),
        },
      },
    });
    await expect.poll(() => seen["all"]?.length, { timeout: 20_000 }).toBe(2);
    await expect.poll(() => seen["one"]?.length, { timeout: 20_000 }).toBe(1);
    stop.abort();
    await Promise.all(listening);
    expect(seen["all"]).toEqual([event("growing", 3), event("relief", 60)]);
    expect(seen["one"]).toEqual([event("growing", 3)]);
    expect(seen["channelless"]).toEqual([]);
  });

  test("after a lost connection the cursor brings the head that was missed, at once", async () => {
    const subscribe = (after: string) =>
      `subscription { headAdvanced(network: "growing", after: "${after}") { cursor block { height } } }`;
    const { blocks } = await api.data(
      `{ blocks(network: "growing", first: 1) { edges { node { height } } } }`,
      {},
      "one",
    );
    const [{ node: head }] = blocks.edges;
    const waiting = firstEvents(
      api.events(`subscription { headAdvanced(network: "growing") { cursor } }`, AbortSignal.timeout(30_000), "one"),
      1,
    );
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await api.storeFabric("growing", { from: head.height + 1, to: head.height + 2 });
    const cursor = (await waiting)[0]?.data?.headAdvanced.cursor;
    await api.storeFabric("growing", { from: head.height + 2, to: head.height + 3 });
    const [missed] = await firstEvents(api.events(subscribe(cursor), AbortSignal.timeout(30_000), "one"), 1);
    expect(missed?.data?.headAdvanced.block.height).toBe(head.height + 2);
    const [refused] = await firstEvents(api.events(subscribe("abc"), AbortSignal.timeout(30_000), "one"), 1);
    expect(refused && codes(refused)).toEqual(["BAD_CURSOR"]);
  });

  test("an unknown token is refused with 401, before anything is read", async () => {
    const response = await api.fetch("{ networks { name } }", {}, { authorization: "Bearer other" });
    expect(response.status).toBe(401);
    const answer = (await response.json()) as GraphqlResult;
    expect(codes(answer)).toEqual(["UNAUTHENTICATED"]);
    expect(answer.data).toBeUndefined();
  });

  test("only pages of this machine may read from a browser", async () => {
    const allowed = async (origin: string) =>
      (await api.fetch("{ __typename }", {}, { origin })).headers.get("access-control-allow-origin");
    expect(await allowed("http://127.0.0.1:3000")).toBe("http://127.0.0.1:3000");
    expect(await allowed("http://localhost:3000")).toBe("http://localhost:3000");
    expect(await allowed("https://evil.example")).toBeNull();
    expect(await allowed("http://127.0.0.1.evil.example")).toBeNull();
    expect(await allowed("null")).toBeNull();
  });

  describe("operations that ask for too much, or for nonsense", () => {
    const nested = (levels: number): string =>
      levels === 0 ? "height" : `block { transactions(first: 1) { edges { node { ${nested(levels - 1)} } } } }`;

    test.each<[string, string, string]>([
      ["too deep", `{ transactions(network: "relief", first: 1) { edges { node { ${nested(3)} } } } }`, "DEPTH_LIMIT"],
      [
        "too broad",
        `{ blocks(network: "relief", first: 100) { edges { node { transactions(first: 100) { edges { node { hash } } } } } } }`,
        "COST_LIMIT",
      ],
      [
        "many aliases",
        `{ ${Array.from({ length: 300 }, (_, i) => `a${i}: network(name: "relief") { blockCount }`).join(" ")} }`,
        "COST_LIMIT",
      ],
      ["a page of 0", `{ blocks(network: "relief", first: 0) { edges { cursor } } }`, "BAD_INPUT"],
      ["a page of 101", `{ blocks(network: "relief", first: 101) { edges { cursor } } }`, "BAD_INPUT"],
      ["a negative page", `{ blocks(network: "relief", first: -5) { edges { cursor } } }`, "BAD_INPUT"],
      ["a made-up cursor", `{ blocks(network: "relief", after: "abc") { edges { cursor } } }`, "BAD_CURSOR"],
      ["a made-up id", `{ node(id: "abc") { id } }`, "BAD_INPUT"],
      ["a hash that is none", `{ block(network: "relief", hash: "zz") { height } }`, "BAD_INPUT"],
      ["neither height nor hash", `{ block(network: "relief") { height } }`, "BAD_INPUT"],
      ["201 buckets", `{ network(name: "relief") { activity(buckets: 201) { from } } }`, "BAD_INPUT"],
      ["a field that does not exist", "{ secrets }", "GRAPHQL_VALIDATION_FAILED"],
      ["broken syntax", "{ networks {", "GRAPHQL_PARSE_FAILED"],
      ["a variable without its value", "query ($n: String!) { network(name: $n) { id } }", "BAD_INPUT"],
    ])("%s: refused with a stable code", async (_, query, code) => {
      const answer = await api.ask(query, {}, "all");
      expect(codes(answer)).toEqual([code]);
      expect(answer.errors?.[0]?.extensions.traceId).toBeUndefined();
    });

    test("a cursor of another list is refused", async () => {
      const { transactions } = await api.data(
        `{ transactions(network: "relief", first: 1) { pageInfo { endCursor } } }`,
        {},
        "all",
      );
      const cursor = transactions.pageInfo.endCursor;
      const query = (field: string) => `query ($cursor: String) { ${field} { edges { cursor } } }`;
      for (const field of [
        `blocks(network: "relief", after: $cursor)`,
        `transactions(network: "growing", after: $cursor)`,
      ]) {
        expect(codes(await api.ask(query(field), { cursor }, "all")), field).toEqual(["BAD_CURSOR"]);
      }
    });

    test("every result tells what it cost", async () => {
      const { extensions } = await api.ask("{ viewer { name } }", {}, "all");
      expect(extensions).toEqual({ cost: { requested: 2, limit: 10_000, depth: 2 } });
    });
  });

  test("what goes wrong inside leaves a trace id, and nothing of the SQL", async () => {
    await api.warehouse.command("RENAME TABLE store.fabric_blocks TO store.fabric_blocks_away");
    const absent = await api.ask(`{ block(network: "relief", height: 5) { hash } }`, {}, "all");
    expect(codes(absent)).toEqual(["UNAVAILABLE"]);
    await api.warehouse.command("CREATE VIEW store.fabric_blocks AS SELECT 'planted' AS network");
    const broken = await api.ask(`{ block(network: "relief", height: 5) { hash } }`, {}, "all");
    expect(codes(broken)).toEqual(["INTERNAL"]);
    expect(JSON.stringify(broken)).not.toMatch(/SELECT|fabric_blocks|planted|ClickHouse/);
    const traceId = broken.errors?.[0]?.extensions.traceId;
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(api.logged.map(({ fields }) => fields)).toContainEqual(expect.objectContaining({ traceId }));
  });
});
