import { expect, test } from "vitest";
import { outputFormat } from "./outputFormat.ts";

test.each([
  [{ isTerminal: true }, "PrettyCompact"],
  [{ isTerminal: false }, "TabSeparated"],
  [{ isTerminal: false, format: "csv" }, "CSVWithNames"],
  [{ isTerminal: false, format: "CSV" }, "CSV"],
  [{ isTerminal: true, output: "a.parquet" }, "Parquet"],
  [{ isTerminal: true, output: "a.unknown" }, "TabSeparated"],
  [{ isTerminal: true, output: "a.csv", format: "JSONEachRow" }, "JSONEachRow"],
])("%j is %s", (choice, expected) => {
  expect(outputFormat(choice)).toBe(expected);
});

test("bytes are kept off a terminal", () => {
  expect(() => outputFormat({ isTerminal: true, format: "parquet" })).toThrow(/--output FILE/);
  expect(() => outputFormat({ isTerminal: true, format: "RowBinaryWithNames" })).toThrow(/binary/);
  expect(outputFormat({ isTerminal: false, format: "parquet" })).toBe("Parquet");
});
