import { describe, expect, it } from "vitest";
import { axisTicks } from "./axisTicks.ts";
import { layoutWaterfall } from "./layoutWaterfall.ts";
import { phaseOf } from "./phaseOf.ts";

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
});
