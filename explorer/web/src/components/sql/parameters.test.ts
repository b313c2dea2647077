import { expect, it } from "vitest";
import { fieldText, parametersOf, parameterValue } from "./parameters.ts";

it("placeholders are found once each, and not in strings, names and comments", () => {
  const sql = `SELECT '{a:String}', "{b:String}", {c : UInt8}, {c:UInt8} -- {d:String}
    /* {e:String} */ FROM {t:Identifier} WHERE x IN {list:Array(Nullable(String))} AND y = 'it''s {f:String}'`;
  expect(parametersOf(sql)).toEqual([
    { name: "c", type: "UInt8" },
    { name: "t", type: "Identifier" },
    { name: "list", type: "Array(Nullable(String))" },
  ]);
});

it("a statement of many open quotes is read in no time", () => {
  const started = performance.now();
  parametersOf("'".repeat(20_001) + "{".repeat(20_000) + "/*".repeat(20_000));
  expect(performance.now() - started).toBeLessThan(1000);
});

it("lists are JSON or lines", () => {
  expect(parameterValue('["a", "b"]', "Array(String)")).toEqual(["a", "b"]);
  expect(parameterValue("a\n b ", "Array(String)")).toEqual(["a", "b"]);
  expect(parameterValue("12345678901234567890\n7", "Array(UInt64)")).toEqual(["12345678901234567890", 7]);
  expect(parameterValue("", "Array(String)")).toEqual([]);
  expect(parameterValue("", "Nullable(String)")).toBeNull();
  expect(fieldText(["a", 1])).toBe('["a",1]');
});
