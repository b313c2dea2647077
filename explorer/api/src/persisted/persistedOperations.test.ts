import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { expect, test } from "vitest";
import { createApi } from "../api.ts";
import { operationHash } from "./knownOperations.ts";

const rights = { networks: "*", channels: "*" } as const;
const viewers: Readonly<Record<string, Viewer>> = {
  page: { name: "page", ...rights, roles: [] },
  maker: { name: "maker", ...rights, roles: ["developer"] },
};
const logged: object[] = [];
const log = { error: (fields: object) => void logged.push(fields), warn: () => undefined, info: () => undefined };
/** Without a network nothing is read. */
const warehouse = { query: async () => expect.fail("nothing is to be read") } as unknown as Warehouse;
const { yoga } = createApi({ warehouse, config: { networks: {}, viewers }, log, onlyKnownOperations: true });

async function ask(
  body: unknown,
  token?: string,
): Promise<{ status: number; code: string | undefined; data: unknown }> {
  const response = await yoga.fetch("http://api/graphql", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/graphql-response+json",
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions?: { code?: string } }[];
  };
  return { status: response.status, code: errors?.[0]?.extensions?.code, data };
}

const made = "{ viewer { name } }";
const hashed = (sha256Hash: unknown): object => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

test("whoever asks something of his own is refused, but developers", async () => {
  expect(await ask({ query: made }, "page")).toMatchObject({ status: 403, code: "FORBIDDEN" });
  expect(await ask({ query: made })).toMatchObject({ status: 403, code: "FORBIDDEN" });
  expect(await ask({ query: made }, "maker")).toMatchObject({ status: 200, data: { viewer: { name: "maker" } } });
});

test("a token that nobody has is refused as everywhere, and no word of it is logged as a fault of ours", async () => {
  logged.length = 0;
  expect(await ask({ query: made }, "stolen")).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
  expect(logged).toEqual([]);
});

test("a hash that is not known registers nothing, whatever text comes with it", async () => {
  const hash = operationHash(made);
  expect(await ask(hashed(hash), "page")).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
  expect(await ask({ query: made, ...hashed(hash) }, "page")).toMatchObject({ code: "FORBIDDEN" });
  expect(await ask(hashed(hash), "maker")).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
});

test("what our pages and the addresses of REST ask is answered", async () => {
  const headers = { authorization: "Bearer page" };
  const response = await yoga.fetch("http://api/rest/networks", { headers });
  expect([response.status, await response.json()]).toEqual([200, { items: [] }]);
});

test.each<[string, unknown]>([
  ["a text that is an object", { query: { kind: "Document" } }],
  ["a text that is a number", { query: 1 }],
  ["a hash that is a list", hashed(["a"])],
  ["a hash that is an object", hashed({ toString: "x" })],
  ["extensions that are none", { extensions: "persistedQuery" }],
  ["a name that is an object", { query: made, operationName: { a: 1 } }],
  ["nothing", null],
  ["a list", [{ query: made }, { query: made }]],
])("%s is refused as malformed, and nothing is logged as a fault of ours", async (_, body) => {
  logged.length = 0;
  const { status, data } = await ask(body, "maker");
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(data ?? null).toBeNull();
  expect(logged).toEqual([]);
});
