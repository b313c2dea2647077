import { parse, validate } from "graphql";
import { expect, test } from "vitest";
import { pageOperations } from "./persisted/knownOperations.ts";
import { schema } from "./schema.ts";
import { excessOf, textBounds } from "./textBounds.ts";

const read = (text: string) => parse(text, { maxTokens: textBounds.maxTokens });
const fragments = (count: number, body: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => `fragment F${at} on Query { ${body(at)} }`).join(" ");
const spreads = (count: number): string => Array.from({ length: count }, (_, at) => `...F${at}`).join(" ");

test.each([
  ["the same field again and again", `{ ${"viewer { name } ".repeat(790)} }`],
  ["the same leaf", `{ viewer { ${"name ".repeat(3_900)} } }`],
  ["the same through conditions", `{ viewer { ${"... on ViewerInfo { name } ".repeat(600)} } }`],
  ["the same through fragments", `{ ${spreads(99)} } ${fragments(99, () => "viewer { name } ".repeat(7))}`],
  [
    "fragments of fragments in every place",
    `{ ${"networks { ...F30 } ".repeat(40)} } ${fragments(31, (at) => (at === 0 ? "viewer { name }" : `${"viewer { name } ".repeat(9)} ...F${at - 1}`))}`,
  ],
])("%s: refused in a moment, before any two of them are compared", (_, text) => {
  const document = read(text);
  const { user } = process.cpuUsage();
  expect(excessOf(document, textBounds)?.extensions["code"]).toBe("COST_LIMIT");
  expect((process.cpuUsage().user - user) / 1e6).toBeLessThan(0.5);
});

test("what is within bounds is validated in a moment", () => {
  const inPlace = (depth: number): string =>
    depth === 0 ? "name " : `networks { name } ${`network(name: "n") { ${"family ".repeat(20)} } `.repeat(20)}`;
  const document = read(`{ ${inPlace(1).repeat(2)} }`);
  expect(excessOf(document, textBounds)).toBeUndefined();
  const { user } = process.cpuUsage();
  validate(schema, document);
  expect((process.cpuUsage().user - user) / 1e6).toBeLessThan(1.5);
});

test("our own pages are within bounds", () => {
  for (const text of pageOperations().values()) expect(excessOf(read(text), textBounds), text).toBeUndefined();
});
