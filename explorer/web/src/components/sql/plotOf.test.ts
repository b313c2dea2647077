import { expect, it } from "vitest";
import { plotOf, plotView } from "./plotOf.ts";

const columns = [
  { name: "hour", type: "DateTime" },
  { name: "code", type: "String" },
  { name: "count", type: "UInt64" },
];
const rows = [
  ["2026-01-01 10:00:00", "A", "2"],
  ["2026-01-01 10:00:00", "B", "3"],
  ["2026-01-01 11:00:00", "A", "12345678901234567000"],
];

it("a result is drawn along its time, with its numbers as values", () => {
  expect(plotView(columns)).toEqual({ kind: "bars", x: "hour", y: ["count"], split: "" });
  expect(plotView(columns.slice(0, 2))).toBeUndefined();
  expect(plotView(columns, { x: "nope", y: ["code"], split: "code", kind: "lines" })).toEqual({
    kind: "lines",
    x: "hour",
    y: ["count"],
    split: "code",
  });
});

it("a column splits the values into series, largest first; what is missing stays missing", () => {
  const plot = plotOf(columns, rows, { kind: "lines", x: "hour", y: ["count"], split: "code" });
  expect(plot.series).toEqual(["A", "B"]);
  expect(plot.rows).toEqual([
    { label: "10:00:00", name: "2026-01-01 10:00:00", at: "2026-01-01 10:00:00", values: [2, 3] },
    {
      label: "11:00:00",
      name: "2026-01-01 11:00:00",
      at: "2026-01-01 11:00:00",
      values: [12_345_678_901_234_567_000, null],
    },
  ]);
});
