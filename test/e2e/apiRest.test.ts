import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWith } from "./support/describeWith.ts";
import { ledger, PrivateApi } from "./support/privateApi.ts";

interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the address's
  readonly body: any;
}

describeWith("xz", "the REST API", () => {
  let api: PrivateApi;

  beforeAll(async () => {
    api = await PrivateApi.start(
      { relief: ledger },
      {
        all: { name: "all", networks: "*", channels: "*", roles: [] },
        none: { name: "none", networks: "*", channels: [], roles: [] },
      },
    );
    await api.storeFabric("relief", { from: 0, to: 30 });
  });
  afterAll(() => api?.close());

  async function get(path: string, token = "all", method = "GET"): Promise<RestAnswer> {
    const response = await api.request(path, { method, headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
  }

  test("answers what the same operation of GraphQL answers", async () => {
    const { body, headers } = await get("/rest/networks/relief/blocks/7");
    const { block } = await api.data(
      `{ block(network: "relief", height: 7) { hash time txCount checks { check } fabric { dataHash } } }`,
      {},
      "all",
    );
    expect(body).toMatchObject({ ...block, height: 7 });
    expect(headers.get("x-ledgerscope-cost")).toMatch(/^\d+; limit=10000; depth=\d+$/);
    expect((await get("/rest/networks")).body.items).toHaveLength(1);
    expect((await get(`/rest/search?query=${block.hash}`)).body.items[0]).toMatchObject({ kind: "block", height: 7 });
    expect((await get(`/rest/networks/relief/blocks/hash/${block.hash}`)).body).toMatchObject({ height: 7 });
  });

  test("a list is read to its end by its links", async () => {
    const heights: number[] = [];
    let path: string | undefined = "/rest/networks/relief/blocks?first=7";
    while (path !== undefined) {
      const { body, headers }: RestAnswer = await get(path);
      heights.push(...body.items.map(({ height }: { height: number }) => height));
      path = /^<([^>]+)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1];
      expect(body.next ?? undefined).toBe(path);
    }
    expect(heights).toEqual(Array.from({ length: 30 }, (_, index) => 29 - index));
  });

  test("filters and languages are parameters", async () => {
    const { body } = await get("/rest/networks/relief/transactions?status=failed&first=3");
    expect(body.items.map(({ status }: { status: string }) => status)).toEqual(["failed", "failed", "failed"]);
    const [{ hash }] = body.items;
    const one = await get(`/rest/networks/relief/transactions/${hash}`);
    expect(one.body).toMatchObject({ hash, status: "failed", fabric: { chaincode: expect.any(String) } });
    const zh = await get(`/rest/networks/relief/transactions/${hash}/diagnosis?lang=zh`);
    expect(zh.body.diagnosis.title).toMatch(/[一-鿿]/);
    const trace = await get(`/rest/networks/relief/transactions/${hash}/trace`);
    expect(trace.body.trace.spans.length).toBeGreaterThan(0);
  });

  test.each<[string, string, number, string]>([
    ["an address that there is not", "/rest/nothing", 404, "NOT_FOUND"],
    ["the prefix alone", "/rest", 404, "NOT_FOUND"],
    ["a network that there is not", "/rest/networks/absent", 404, "NOT_FOUND"],
    ["a list of such a network", "/rest/networks/absent/blocks", 404, "NOT_FOUND"],
    ["a block that is not stored", "/rest/networks/relief/blocks/999999", 404, "NOT_FOUND"],
    ["a height that is none", "/rest/networks/relief/blocks/seven", 400, "BAD_INPUT"],
    ["a height beyond 32 bits", "/rest/networks/relief/blocks/99999999999", 400, "BAD_INPUT"],
    ["a parameter that there is not", "/rest/networks/relief/blocks?frist=3", 400, "BAD_INPUT"],
    ["a parameter given twice", "/rest/networks/relief/blocks?first=3&first=4", 400, "BAD_INPUT"],
    ["a missing parameter", "/rest/search", 400, "BAD_INPUT"],
    ["a page of 101", "/rest/networks/relief/blocks?first=101", 400, "BAD_INPUT"],
    ["a word that is no status", "/rest/networks/relief/transactions?status=lost", 400, "BAD_INPUT"],
    ["a made-up cursor", "/rest/networks/relief/blocks?after=abc", 400, "BAD_CURSOR"],
    ["half an escape", "/rest/networks/%E0%A4%A", 400, "BAD_INPUT"],
  ])("%s: a problem that says what to do", async (_, path, status, code) => {
    const { headers, body, ...answer } = await get(path);
    expect({ ...answer, body }).toEqual({
      status,
      body: {
        type: "about:blank",
        title: expect.any(String),
        status,
        code,
        detail: expect.stringMatching(/\.$|\?$|"$/),
      },
    });
    expect(headers.get("content-type")).toBe("application/problem+json");
  });

  test("only GET, and only for those who are known", async () => {
    const posted = await get("/rest/networks", "all", "POST");
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    const unknown = await get("/rest/networks", "wrong");
    expect(unknown).toMatchObject({ status: 401, body: { code: "UNAUTHENTICATED" } });
    expect(unknown.headers.get("www-authenticate")).toBe("Bearer");
    expect((await get("/rest/networks", "none")).body).toEqual({ items: [] });
  });

  describe("/openapi.json", () => {
    // biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
    let document: any;
    beforeAll(async () => {
      document = (await get("/openapi.json")).body;
    });

    test("describes every address, parameter and property", () => {
      expect(document.openapi).toBe("3.1.0");
      const silent: string[] = [];
      const look = (at: string, value: unknown): void => {
        if (typeof value !== "object" || value === null) return;
        const { properties } = value as { properties?: Record<string, { description?: string }> };
        for (const [name, property] of Object.entries(properties ?? {})) {
          if (!property.description && name !== "items" && !/Problem/.test(at)) silent.push(`${at}.${name}`);
        }
        for (const [name, inner] of Object.entries(value)) look(`${at}/${name}`, inner);
      };
      for (const [path, { get: operation }] of Object.entries<{
        get: { parameters: { name: string; description?: string }[] };
      }>(document.paths)) {
        for (const { name, description } of operation.parameters) if (!description) silent.push(`${path} ${name}`);
        look(path, operation);
      }
      expect(silent).toEqual([]);
    });

    test.each([
      ["/rest/networks", {}],
      ["/rest/networks/{network}", { network: "relief" }],
      ["/rest/networks/{network}/blocks", { network: "relief" }],
      ["/rest/networks/{network}/blocks/{height}", { network: "relief", height: "5" }],
      ["/rest/networks/{network}/transactions", { network: "relief" }],
    ])("%s answers as its schema says", async (path, values: Record<string, string>) => {
      const { body } = await get(path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ""));
      expect(mismatches(document.paths[path].get.responses["200"].content["application/json"].schema, body)).toEqual(
        [],
      );
    });
  });
});

/** Where a value is not what a JSON schema says, as far as our schemas go: types, required, enum, const, pattern. */
function mismatches(schema: Record<string, unknown>, value: unknown, at = "$"): string[] {
  const types = [schema["type"]].flat();
  const actual = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  const fits = types.some((type) => type === actual || (type === "integer" && Number.isInteger(value)));
  if (!fits) return [`${at}: ${actual} is none of ${types.join(", ")}`];
  const { enum: values, pattern } = schema as { enum?: unknown[]; pattern?: string };
  if (values && !values.includes(value)) return [`${at}: ${value} is none of ${values.join(", ")}`];
  if (pattern && typeof value === "string" && !new RegExp(pattern).test(value)) return [`${at}: ${value}`];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => mismatches(schema["items"] as never, item, `${at}[${index}]`));
  }
  if (typeof value !== "object" || value === null) return [];
  const { properties, required } = schema as { properties: Record<string, never>; required: string[] };
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`);
  const inside = Object.entries(value).flatMap(([name, inner]) =>
    properties[name] ? mismatches(properties[name], inner, `${at}.${name}`) : [`${at}.${name} is not described`],
  );
  return [...missing, ...inside];
}
