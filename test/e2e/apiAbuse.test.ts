import { createHash } from "node:crypto";
import { type Agent, request } from "node:http";
import { connect } from "node:net";
import { openWarehouse } from "@ledgerscope/warehouse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWith } from "./support/describeWith.ts";
import { type GraphqlResult, ledger, PrivateApi } from "./support/privateApi.ts";

/** `LEDGERSCOPE_AT_ONCE` says how many requests are sent at one time. */
const AT_ONCE = Number(process.env["LEDGERSCOPE_AT_ONCE"] ?? 2_000);

const codes = ({ errors }: GraphqlResult): string[] => [
  ...new Set((errors ?? []).map(({ extensions }) => extensions.code)),
];
const repeated = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(" ");

describeWith("xz", "an API that is asked for too much", () => {
  let api: PrivateApi;
  let url: string;

  beforeAll(async () => {
    api = await PrivateApi.start({ relief: ledger });
    await api.storeFabric("relief", { from: 0, to: 20 });
    // A small server: what matters is what happens beyond its limits.
    url = (await api.serve({ limits: { running: 2, waiting: 10, streams: 2 }, arrivalMs: 800 })).url;
  });
  afterAll(() => api?.close());

  /** Growth of the resident memory while something runs, in MiB, at its highest. */
  async function growth(work: () => Promise<unknown>): Promise<number> {
    const before = process.memoryUsage().rss;
    let most = before;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    await work();
    clearInterval(timer);
    return (most - before) / 2 ** 20;
  }

  const deep = (levels: number): string =>
    levels === 0 ? "height" : `block { transactions(first: 1) { edges { node { ${deep(levels - 1)} } } } }`;

  test.each<[string, string, string]>([
    ["9,000 words", `{ ${repeated(9_000, () => "viewer")} }`, "GRAPHQL_PARSE_FAILED"],
    ["200 aliases", `{ ${repeated(200, (i) => `a${i}: viewer { name }`)} }`, "COST_LIMIT"],
    ["60 directives", `{ viewer { ${repeated(60, () => "name @include(if: true)")} } }`, "COST_LIMIT"],
    ["40 levels", `{ transactions(network: "relief", first: 1) { edges { node { ${deep(10)} } } } }`, "DEPTH_LIMIT"],
    [
      "lists in lists",
      `{ blocks(network: "relief", first: 100) { edges { node { transactions(first: 100) { edges { node { fabric { chaincode } } } } } } } }`,
      "COST_LIMIT",
    ],
    [
      "lists of two thousand million",
      `{ blocks(network: "relief", first: 2147483647) { edges { node { hash } } } }`,
      "COST_LIMIT",
    ],
    [
      "a list of less than nothing",
      `{ blocks(network: "relief", first: -2147483648) { edges { cursor } } }`,
      "BAD_INPUT",
    ],
    [
      "fragments in a circle",
      "{ viewer { ...A } } fragment A on ViewerInfo { ...B } fragment B on ViewerInfo { ...A }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "fragments that double at every step",
      `{ viewer { ...F29 } } fragment F0 on ViewerInfo { name } ${repeated(29, (i) => `fragment F${i + 1} on ViewerInfo { ...F${i} ...F${i} }`)}`,
      "COST_LIMIT",
    ],
    [
      "introspection of introspection",
      `{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }`,
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "a hundred expensive fields",
      `{ ${repeated(90, (i) => `a${i}: network(name: "relief") { blockCount activity { failed } }`)} }`,
      "COST_LIMIT",
    ],
  ])("%s: refused before anything is read", async (_, query, code) => {
    const questions = api.questions;
    const answer = await api.ask(query);
    expect(codes(answer)).toEqual([code]);
    expect(answer.errors?.[0]?.message).toMatch(/\w+/);
    expect(answer.data ?? null).toBeNull();
    // The first request after a change asks for the channel.
    if (code !== "BAD_INPUT") expect(api.questions).toBe(questions);
  });

  test.each<[string, string]>([
    ["broken base64", "%%%"],
    ["64 kB", "A".repeat(64_000)],
    ["nothing but nulls", Buffer.alloc(200).toString("base64url")],
    ["a forged seal", Buffer.from("00000000|blocks:relief|5", "utf8").toString("base64url")],
    ["half a surrogate", "\ud800"],
    ["SQL", "') OR 1=1 --"],
  ])("a cursor of %s is refused", async (_, cursor) => {
    const lists = [`blocks(network: "relief", after: $c)`, `transactions(network: "relief", after: $c)`];
    for (const list of lists) {
      const answer = await api.ask(`query ($c: String) { ${list} { edges { cursor } } }`, { c: cursor });
      expect(codes(answer), list).toEqual(["BAD_CURSOR"]);
    }
    expect(codes(await api.ask("query ($c: ID!) { node(id: $c) { id } }", { c: cursor }))).toEqual(["BAD_INPUT"]);
  });

  const sealed = (text: string): string => {
    const sum = createHash("sha256").update(text).digest("hex").slice(0, 8);
    return Buffer.from(`${sum}|${text}`).toString("base64url");
  };
  test.each<[string, string]>([
    ["blocks", "-1"],
    ["blocks", "18446744073709551616"],
    ["blocks", "1e3"],
    ["transactions", "1,99999999999"],
    ["transactions", "NaN,0"],
  ])("a cursor of %s that somebody has sealed himself over %s is refused as well", async (list, position) => {
    const after = sealed(`${list}:relief|${position}`);
    const answer = await api.ask(`{ ${list}(network: "relief", after: "${after}") { edges { cursor } } }`);
    // Only an index that is too large may pass for one after all others.
    expect(position === "1,99999999999" ? [undefined, "BAD_INPUT"] : ["BAD_CURSOR"]).toContain(codes(answer)[0]);
  });

  test.each([
    ["a block below zero", "Block", "relief|mychannel|-1:ab"],
    ["a transaction beyond 32 bits", "Transaction", "relief|mychannel|1:99999999999"],
    ["a transaction below zero", "Transaction", "relief|mychannel|1:-1"],
    ["a key of nothing but colons", "Transaction", "relief|mychannel|::"],
    ["a name that is no name", "Network", "__proto__|x|constructor"],
  ])("the id of %s finds nothing", async (_, type, key) => {
    const parts = key.split("|").map(encodeURIComponent).join("|");
    const id = Buffer.from(`v1|${type}|${parts}`).toString("base64url");
    const { data, errors } = await api.ask("query ($id: ID!) { node(id: $id) { id } }", { id });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ node: null });
  });

  test.each([
    ["the first year", "0000-01-01T00:00:00Z", "2000-01-01T00:00:00Z"],
    ["the last one", "2000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"],
    ["both", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"],
  ])("a stretch of time with %s is answered", async (_, from, to) => {
    const answer = await api.ask(`{
      network(name: "relief") {
        glance(from: "${from}", to: "${to}") { hotKeys { key } nodes { name } failuresOverTime(buckets: 3) { from }
          commitLag { node } roundChanges { height } nodeEvents { edges { cursor } } }
        chart(id: transactions, from: "${from}", to: "${to}", buckets: 3) { series }
      }
      blocks(network: "relief", where: { time: { from: "${from}", to: "${to}" } }, first: 1) { edges { cursor } }
    }`);
    for (const code of codes(answer)) expect(code).toBe("BAD_INPUT");
  });

  test("a subscription whose every event would cost much is refused", async () => {
    const events = api.events(
      `subscription { headAdvanced { block { transactions(first: 100) { edges { node { hash actor target method time statusText
        fabric { args chaincode function } } } } } } }`,
      AbortSignal.timeout(20_000),
    );
    const { value } = await events.next();
    expect(codes(value as GraphqlResult)).toEqual(["COST_LIMIT"]);
  });

  test("what one request may not read is refused with a word on what to do, and the next one is answered", async () => {
    const { port } = new URL(api.warehouse.url);
    const limited = await openWarehouse({ url: `http://127.0.0.1:${port}` }, { limits: { max_result_bytes: 2_000 } });
    const small = PrivateApi.over(limited, { relief: ledger });
    try {
      const query = (first: number): string =>
        `{ transactions(network: "relief", first: ${first}) { edges { node { hash fabric { args } } } } }`;
      const refused = await small.ask(query(50));
      expect(codes(refused)).toEqual(["FILTER_TOO_BROAD"]);
      expect(refused.errors?.[0]?.message).toMatch(/fewer/);
      expect(codes(await small.ask(query(1)))).toEqual([]);
    } finally {
      await small.close();
      await limited.close();
    }
  });

  test("whoever sends his request by the byte does not keep others waiting", async () => {
    const { hostname, port } = new URL(url);
    const head = `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{`;
    const slow = Array.from({ length: 8 }, () => {
      const socket = connect(Number(port), hostname, () => socket.write(head));
      return socket.on("error", () => undefined);
    });
    try {
      // They have both places, and wait for more.
      await new Promise((resolve) => setTimeout(resolve, 200));
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: "{ viewer { name } }" }),
        signal: AbortSignal.timeout(30_000),
      });
      expect(await response.json()).toMatchObject({ data: { viewer: { name: "local" } } });
    } finally {
      for (const socket of slow) socket.destroy();
    }
  });

  test("however often it is asked whether it is well, it asks the warehouse once", async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const questions = api.questions;
    const answers = await Promise.all(Array.from({ length: 200 }, () => fetch(`${url}/healthz`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(api.questions - questions).toBeLessThanOrEqual(2);
  });

  test("what an operation costs stands in its header, also where it is refused", async () => {
    const answered = await api.fetch("{ viewer { name } }");
    expect(answered.headers.get("x-ledgerscope-cost")).toBe("2; limit=10000; depth=2");
    const refused = await api.fetch(`{ blocks(network: "relief", first: 5000) { edges { node { height } } } }`);
    expect(refused.status).toBe(400);
    expect(refused.headers.get("x-ledgerscope-cost")).toBe("15001; limit=10000; depth=4");
  });

  test("a body of a megabyte is not taken", async () => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        query: "query ($x: String) { viewer { name } }",
        variables: { x: "x".repeat(1_000_000) },
      }),
    });
    expect(response.status).toBe(413);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test("a third stream is told to come again where there is room for two", async () => {
    const stop = new AbortController();
    const subscribe = () =>
      fetch(`${url}/graphql?query=${encodeURIComponent("subscription { headAdvanced { cursor } }")}`, {
        headers: { accept: "text/event-stream" },
        signal: stop.signal,
      });
    const open = await Promise.all([subscribe(), subscribe()]);
    expect(open.map(({ status }) => status)).toEqual([200, 200]);
    const refused = await subscribe();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
    stop.abort();
    await expect.poll(async () => (await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test("a thousand different operations leave no thousand parsed ones behind", async () => {
    const padding = (i: number): string =>
      repeated(60, (j) => `a${j}: name`).concat(` b${i}: name`, " ".repeat(40_000));
    const grown = await growth(async () => {
      for (let i = 0; i < 1000; i += 20) {
        await Promise.all(Array.from({ length: 20 }, (_, j) => api.ask(`{ viewer { ${padding(i + j)} } }`)));
      }
    });
    expect(grown).toBeLessThan(400);
  }, 60_000);

  describe(`${AT_ONCE} requests at once`, () => {
    /** A plain request on a connection of its own. */
    const ask = (agent: Agent | false): Promise<{ status: number; text: string; retry: string | undefined }> =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify({ query: `{ blocks(network: "relief", first: 2) { edges { node { hash } } } }` });
        const asked = request(
          `${url}/graphql`,
          { method: "POST", agent, headers: { "content-type": "application/json", "content-length": body.length } },
          (response) => {
            let text = "";
            response.setEncoding("utf8").on("data", (part: string) => {
              text += part;
            });
            response.on("end", () =>
              resolve({ status: response.statusCode ?? 0, text, retry: response.headers["retry-after"] }),
            );
            response.on("error", reject);
          },
        );
        asked.on("error", reject);
        asked.end(body);
      });

    test("are answered or told to come again, and memory stays bounded", async () => {
      const outcomes = new Map<string, number>();
      const count = (outcome: string): void => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      const grown = await growth(() =>
        Promise.all(
          Array.from({ length: AT_ONCE }, () =>
            ask(false).then(
              ({ status, text, retry }) => {
                if (status === 200) count(JSON.parse(text).data.blocks.edges.length === 2 ? "answered" : "wrong");
                else count(JSON.parse(text).errors[0].extensions.code === "BUSY" && retry === "1" ? "busy" : "wrong");
              },
              // What a full queue of the system turns away.
              ({ code }: NodeJS.ErrnoException) =>
                count(code === "ECONNRESET" || code === "EPIPE" ? "turned away" : String(code)),
            ),
          ),
        ),
      );
      const { answered = 0, busy = 0, "turned away": turned = 0, ...other } = Object.fromEntries(outcomes);
      process.stdout.write(
        `${AT_ONCE} at once: ${answered} answered, ${busy} busy, ${turned} turned away, +${grown.toFixed(0)} MiB (both sides)\n`,
      );
      expect(other).toEqual({});
      expect(answered).toBeGreaterThan(10);
      expect(busy).toBeGreaterThan(20);
      expect(grown).toBeLessThan(1_000);
      // And then all is as before.
      expect((await ask(false)).status).toBe(200);
    }, 120_000);
  });
});
