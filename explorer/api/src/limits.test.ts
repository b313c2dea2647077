import { parse } from "graphql";
import { expect, test } from "vitest";
import { measure } from "./limits.ts";
import { pageOperations } from "./persisted/knownOperations.ts";
import { schema } from "./schema.ts";

const cost = (query: string, variables: Record<string, unknown> = {}) =>
  measure(schema, parse(query), undefined, variables).cost;
const depth = (query: string) => measure(schema, parse(query), undefined, {}).depth;

test("what lies below a list counts once per item that is asked for", () => {
  const query = (first: number) => `{ blocks(network: "n", first: ${first}) { edges { node { height hash } } } }`;
  // edges, node, height, hash for each, and the list itself.
  expect(cost(query(10))).toBe(1 + 10 * 4);
  expect(cost(query(100))).toBe(1 + 100 * 4);
});

test("the number of items is found in variables and in defaults", () => {
  const list = "blocks(network: $n, first: $first) { edges { node { height } } }";
  expect(cost(`query ($n: String!, $first: Int) { ${list} }`, { n: "n", first: 50 })).toBe(1 + 50 * 3);
  expect(cost('{ blocks(network: "n") { edges { node { height } } } }')).toBe(1 + 20 * 3);
});

test("lists inside lists multiply", () => {
  const query = `{ blocks(network: "n", first: 100) { edges { node { transactions(first: 100) { edges { node { hash } } } } } } }`;
  expect(cost(query)).toBe(1 + 100 * (2 + 1 + 100 * 3));
});

test("every alias and every spread of a fragment counts", () => {
  expect(cost("{ a: viewer { name } b: viewer { name } }")).toBe(2 * cost("{ viewer { name } }"));
  expect(cost("fragment V on ViewerInfo { name } { viewer { ...V ...V } }")).toBe(3);
});

test("fragments that double at each step are measured in no time", () => {
  const steps = 40;
  const fragments = Array.from({ length: steps }, (_, step) =>
    step === 0
      ? "fragment F0 on ViewerInfo { name }"
      : `fragment F${step} on ViewerInfo { ...F${step - 1} ...F${step - 1} }`,
  );
  const started = performance.now();
  expect(cost(`${fragments.join(" ")} { viewer { ...F${steps - 1} } }`)).toBe(1 + 2 ** (steps - 1));
  expect(performance.now() - started).toBeLessThan(1000);
});

test("depth counts every level of fields, through fragments", () => {
  expect(depth("{ viewer { name } }")).toBe(2);
  expect(depth('{ network(name: "n") { head { ...B } } } fragment B on Block { network { name } }')).toBe(4);
});

test("introspection is left to graphql-js", () => {
  expect(cost("{ __schema { types { name } } }")).toBe(0);
});

test("null for the number of items costs what it gives: the default", () => {
  const list = (first: string) => `{ blocks(network: "n", first: ${first}) { edges { node { height } } } }`;
  expect(cost(list("null"))).toBe(cost(list("20")));
});

test("what our own pages subscribe to is within what one event may cost", () => {
  const subscriptions = [...pageOperations().values()].filter((text) => text.includes("subscription "));
  expect(subscriptions.length).toBeGreaterThan(0);
  for (const text of subscriptions) expect(cost(text), text).toBeLessThanOrEqual(1_000);
});
