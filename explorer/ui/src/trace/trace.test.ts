import { describe, expect, it } from "vitest";
import { axisTicks } from "./axisTicks.ts";
import { layoutWaterfall } from "./layoutWaterfall.ts";
import { phaseOf } from "./phaseOf.ts";
import { phaseShares } from "./phaseShares.ts";
import type { TraceSpan } from "./traceSpan.ts";

const span = (spanId: string, parentSpanId: string | null, startNs: bigint, endNs: bigint) => ({
  spanId,
  parentSpanId,
  startNs,
  endNs,
});
const whole = { startNs: 1_000n, endNs: 2_000n };
const shape = (rows: ReturnType<typeof layoutWaterfall>): string[] =>
  rows.map((row) => `${" ".repeat(row.depth)}${row.span.spanId} ${row.offset}+${Math.round(row.width * 1e6) / 1e6}`);

describe("the waterfall", () => {
  it("puts children under their parent in the order of their start", () => {
    const rows = layoutWaterfall(
      [
        span("commit", "tx", 1_700n, 2_000n),
        span("tx", null, 1_000n, 2_000n),
        span("mvcc", "commit", 1_800n, 1_900n),
        span("endorse", "tx", 1_000n, 1_250n),
      ],
      whole,
    );
    expect(shape(rows)).toEqual(["tx 0+1", " endorse 0+0.25", " commit 0.7+0.3", "  mvcc 0.8+0.1"]);
  });

  it("shows every span once, even orphans and circles", () => {
    const rows = layoutWaterfall(
      [span("a", "b", 1_000n, 1_100n), span("b", "a", 1_000n, 1_200n), span("c", "gone", 1_500n, 1_500n)],
      whole,
    );
    expect(rows.map((row) => row.span.spanId).sort()).toEqual(["a", "b", "c"]);
  });

  it("keeps bars of clocks that disagree inside the picture", () => {
    const [before, after] = layoutWaterfall([span("x", null, 0n, 1_500n), span("y", null, 1_900n, 9_000n)], whole);
    expect(before).toMatchObject({ offset: 0, width: 0.5 });
    expect((after?.offset ?? 0) + (after?.width ?? 0)).toBe(1);
  });

  it("draws a trace of one moment", () => {
    expect(shape(layoutWaterfall([span("x", null, 5n, 5n)], { startNs: 5n, endNs: 5n }))).toEqual(["x 0+0"]);
    expect(axisTicks(0n)).toEqual([0n]);
  });

  it("has round numbers on its axis", () => {
    expect(axisTicks(1_370_000_000n)).toEqual([0n, 500_000_000n, 1_000_000_000n]);
    expect(axisTicks(7n)).toEqual([0n, 2n, 4n, 6n]);
  });

  it("knows the phase of each stage, and shows stages that it does not know", () => {
    expect(phaseOf("fabric.commit.mvcc")).toBe("commit");
    expect(phaseOf("fabric.chaincode.execute")).toBe("endorse");
    expect(phaseOf("evm.include")).toBe("include");
    expect(phaseOf("stellar.envelope")).toBe("other");
  });

  it("gives each moment to the innermost stage at work, and says which moments nobody saw", () => {
    const stage = (name: string, parent: string | null, from: bigint, to: bigint): TraceSpan => ({
      ...span(`${name} ${from}`, parent, from, to),
      name,
      node: "",
      evidence: "measured",
      source: "",
      status: "ok",
      attributes: [],
    });
    const rows = layoutWaterfall(
      [
        stage("fabric.transaction", null, 1_000n, 2_000n),
        stage("fabric.endorse", "fabric.transaction 1000", 1_000n, 1_300n),
        stage("fabric.order", "fabric.transaction 1000", 1_500n, 1_900n),
        // Of two at the same depth the later one, and a stage within goes before the one around it.
        stage("fabric.commit", "fabric.transaction 1000", 1_800n, 1_950n),
        stage("fabric.submit", "fabric.order 1500", 1_500n, 1_600n),
        stage("fabric.disseminate", "fabric.transaction 1000", 1_400n, 1_400n),
      ],
      whole,
    );
    expect(phaseShares(rows, whole)).toEqual([
      { phase: "endorse", ns: 300n, share: 0.3 },
      { phase: "submit", ns: 100n, share: 0.1 },
      { phase: "order", ns: 200n, share: 0.2 },
      { phase: "commit", ns: 150n, share: 0.15 },
      { phase: "unseen", ns: 250n, share: 0.25 },
    ]);
    expect(phaseShares(rows, { startNs: 5n, endNs: 5n })).toEqual([]);
  });
});
