import type { TraceSpan, TxTrace } from "@ledgerscope/tracer-model";
import { expect, test } from "vitest";
import { compareTraces } from "./compareTraces.ts";

const trace = (...spans: readonly (readonly [string, string, bigint, bigint])[]): TxTrace =>
  ({
    spans: spans.map(([name, node, startNs, endNs]) => ({ name, node, startNs, endNs }) as unknown as TraceSpan),
  }) as unknown as TxTrace;

test("what both have stands side by side, what one has alone stands where it happened", () => {
  const a = trace(["tx", "", 0n, 100n], ["endorse", "p1", 0n, 10n], ["commit", "p1", 80n, 100n]);
  const b = trace(
    ["tx", "", 0n, 300n],
    ["endorse", "p1", 0n, 15n],
    ["endorse", "p2", 0n, 40n],
    ["commit", "p1", 280n, 300n],
  );
  expect(compareTraces(a, b)).toEqual([
    { stage: "tx", node: "", aNs: 100n, bNs: 300n },
    { stage: "endorse", node: "p1", aNs: 10n, bNs: 15n },
    { stage: "endorse", node: "p2", aNs: undefined, bNs: 40n },
    { stage: "commit", node: "p1", aNs: 20n, bNs: 20n },
  ]);
});

test("turned round, it says the same of the other", () => {
  const a = trace(["tx", "", 0n, 100n], ["order", "", 10n, 20n]);
  const b = trace(["tx", "", 0n, 50n], ["order", "", 10n, 40n], ["write", "o1", 40n, 41n]);
  const turned = compareTraces(b, a).map(({ aNs, bNs, ...rest }) => ({ ...rest, aNs: bNs, bNs: aNs }));
  expect(compareTraces(a, b)).toEqual(turned);
});

test("a trace compared with itself differs nowhere", () => {
  const a = trace(["tx", "", 0n, 100n], ["order", "", 10n, 20n]);
  expect(compareTraces(a, a).every(({ aNs, bNs }) => aNs === bNs)).toBe(true);
});
