import { describe, expect, test } from "vitest";
import { ClockMatrix, type Message } from "./clockMatrix.ts";
import { clocksOfTraces } from "./clocksOfTraces.ts";

const MS = 1_000_000n;
const message = (from: string, to: string, sentMs: number, receivedMs: number): Message => ({
  ...{ from, to },
  sentNs: BigInt(sentMs) * MS,
  receivedNs: BigInt(receivedMs) * MS,
});
const inMs = (clocks: ReturnType<ClockMatrix["clocks"]>) =>
  clocks.map(({ node, offsetNs, boundNs }) => [
    node,
    Number(offsetNs / MS),
    boundNs === undefined ? undefined : Number(boundNs / MS),
  ]);

describe("clocks", () => {
  test("that messages allow to agree have no offset, and the widest limit as bound", () => {
    const clocks = new ClockMatrix([message("a", "b", 100, 104), message("b", "a", 105, 107)]).clocks();
    expect(inMs(clocks)).toEqual([
      ["a", 0, 0],
      ["b", 0, 5],
    ]);
  });

  test("that are seconds apart are told from those that agree, by whom most agree with", () => {
    const around = (far: string, offset: number) =>
      ["a", "b", "c"].flatMap((node) => [message(node, far, 100, 103 + offset), message(far, node, 110 + offset, 112)]);
    const near = [message("a", "b", 1, 2), message("b", "a", 3, 4), message("b", "c", 1, 2), message("c", "b", 3, 4)];
    expect(inMs(new ClockMatrix([...near, ...around("far", 7_000)]).clocks()).at(-1)).toEqual(["far", 7_000, 3]);
    expect(inMs(new ClockMatrix([...near, ...around("far", -7_000)]).clocks()).at(-1)).toEqual(["far", -6_999, 3]);
  });

  test("are bounded through third nodes, as tightly as all ways together allow", () => {
    const clocks = new ClockMatrix([
      ...[message("a", "b", 0, 5), message("b", "a", 5, 10), message("b", "c", 0, 1), message("c", "b", 1, 2)],
      message("a", "c", 0, 3),
    ]);
    // a to b: at most 5 by their own message, at most 3 + 1 through c.
    expect(clocks.difference("a", "b")).toEqual({ offsetNs: 0n, boundNs: 6n * MS });
    expect(clocks.difference("a", "c")?.boundNs).toBe(7n * MS);
    expect(clocks.difference("a", "d")).toBeUndefined();
  });

  test("of which messages tell in one direction only are called wrong where nothing else is possible", () => {
    const agreeing = ["a", "b", "c"].flatMap((from) =>
      ["a", "b", "c"].filter((to) => to !== from).map((to) => message(from, to, 10, 11)),
    );
    const early = new ClockMatrix([...agreeing, message("a", "d", 5_000, 2_000)]).clocks();
    expect(inMs(early).at(-1)).toEqual(["d", -3_000, undefined]);
    const late = new ClockMatrix([...agreeing, message("a", "d", 5_000, 9_000)]).clocks();
    expect(late.map(({ node }) => node)).toEqual(["a", "b", "c"]);
  });

  test("over many traces are known as well as the best of them, a wrong one among twenty does no harm", () => {
    const trace = (offsetMs: number, boundMs: number) => ({
      clocks: [
        { node: "a", offsetNs: 0n, boundNs: 0n },
        { node: "b", offsetNs: BigInt(offsetMs) * MS, boundNs: BigInt(boundMs) * MS },
      ],
    });
    const traces = [...Array.from({ length: 40 }, (_, n) => trace(7_000 + (n % 3), 50 + n)), trace(-4_000, 10)];
    const [, b] = clocksOfTraces(traces);
    expect(Number((b?.offsetNs ?? 0n) / MS)).toBeCloseTo(7_000, -1);
    expect(Number((b?.boundNs ?? 0n) / MS)).toBeLessThan(60);
  });
});
