import { expect, it } from "vitest";
import { chartVariables, isChartId } from "./chartView.ts";

it("an address says what time a chart shows; what makes no sense is left out", () => {
  const now = Date.parse("2026-01-02T00:00:00Z");
  const of = (view: Record<string, string>) => chartVariables("blocks", "relief", view, now);
  expect(of({ from: "2026-01-01T10:30", buckets: "30" })).toMatchObject({
    from: "2026-01-01T10:30:00.000Z",
    buckets: 30,
  });
  expect(of({ last: "24h" })).toMatchObject({ from: "2026-01-01T00:00:00.000Z", to: null, buckets: 60 });
  expect(of({ last: "toString", buckets: "1e9", to: "never" })).toMatchObject({ from: null, to: null, buckets: 60 });
  expect(of({ from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" })).toMatchObject({ from: null });
});

it("only charts that there are have a page", () => {
  expect(isChartId("blockTime")).toBe(true);
  expect(isChartId("toString")).toBe(false);
  expect(isChartId("series")).toBe(false);
});
