import { createYoga } from "graphql-yoga";
import { expect, test } from "vitest";
import { createMetrics } from "./metrics.ts";
import { schema } from "./schema.ts";

test("names that strangers make up take no place from our own, and are bounded", async () => {
  const { registry, plugin } = createMetrics(["OurPage"]);
  const yoga = createYoga({ schema, plugins: [plugin], logging: false });
  const ask = (operationName: string, query: string): unknown =>
    yoga.fetch("http://api/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, operationName }),
    });
  for (let i = 0; i < 150; i++) await ask(`Made${i}`, `query Made${i} { __typename }`);
  await ask('x"} 1\ninjected 1', "query A { __typename }");
  await ask("OurPage", "query OurPage { __typename }");
  const text = await registry.getSingleMetricAsString("ledgerscope_api_requests_total");
  const operations = new Set([...text.matchAll(/operation="([^"]*)"/g)].map(([, name]) => name));
  expect(operations.size).toBe(102);
  expect([...operations]).toEqual(expect.arrayContaining(["OurPage", "other"]));
  expect(text).not.toContain("injected");
});
