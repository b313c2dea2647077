import { type Agent, request } from "node:http";
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
    url = (await api.serve({ running: 2, waiting: 10, streams: 2 })).url;
  }, 60_000);
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
