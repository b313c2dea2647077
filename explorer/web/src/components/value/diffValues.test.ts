import { expect, it } from "vitest";
import { diffValues, valueLines } from "./diffValues.ts";
import { parseJson } from "./parseJson.ts";

const shown = (before: string | null, after: string | null): string[] =>
  diffValues(before, after).lines.map(
    ({ sign, depth, text }) => `${{ same: " ", added: "+", removed: "-" }[sign]}${"  ".repeat(depth)}${text}`,
  );

it("JSON is compared by its members, whatever their order and spacing", () => {
  expect(shown('{"a":1,"b":[1,2]}', '{ "b": [1, 2], "a": 2 }')).toEqual([
    " {",
    '   "b": [1, 2]',
    '-  "a": 1',
    '+  "a": 2',
    " }",
  ]);
  expect(shown('{"a":1}', '{"a" : 1}')).toEqual([' {"a": 1}']);
});

it("what was added to a list or taken from it leaves the rest alone", () => {
  expect(shown("[1,2,3]", "[1,3,4]")).toEqual([" [", "   1", "-  2", "   3", "+  4", " ]"]);
  expect(shown('[{"id":1,"v":1}]', '[{"id":1,"v":2}]')).toEqual([
    ...[" [", "   {", '     "id": 1', '-    "v": 1', '+    "v": 2', "   }", " ]"],
  ]);
});

it("numbers keep every digit and names that occur twice both stand", () => {
  expect(shown('{"a":12345678901234567890}', '{"a":12345678901234567891}')).toEqual([
    ...[" {", '-  "a": 12345678901234567890', '+  "a": 12345678901234567891', " }"],
  ]);
  expect(valueLines('{"a":1,"a":2}').lines.map(({ text }) => text)).toEqual(['{"a": 1, "a": 2}']);
});

it("other text is compared by its lines, and what did not exist is added or removed as a whole", () => {
  expect(shown("a\nb\nc", "a\nx\nc")).toEqual([" a", "-b", "+x", " c"]);
  expect(shown(null, "7")).toEqual(["+7"]);
  expect(shown("7", null)).toEqual(["-7"]);
});

it("what looks like JSON and is none stays text", () => {
  for (const text of ['{"a":1', "{a:1}", "[1,]", "01", '"\\x"', '{"a":1}x', "\u00a01", "", "[".repeat(100)]) {
    expect(parseJson(text), text).toBeUndefined();
  }
});

it("long values are cut, and say by how much", () => {
  const long = JSON.stringify(Array.from({ length: 5_000 }, (_, i) => ({ i, text: "some text of some length" })));
  const { lines, cut } = diffValues(long, long.replace('"i":4999', '"i":5000'));
  expect(lines).toHaveLength(400);
  expect(cut).toBeGreaterThan(1_000);
});
