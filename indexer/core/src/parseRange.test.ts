import { describe, expect, test } from "vitest";
import { ConfigError } from "./errors.ts";
import { parseRanges, resolveRanges, withTimes } from "./parseRange.ts";

const chain = { first: 0, end: 20_000_001 };
const heights = (text: string, bounds = chain): string =>
  resolveRanges(parseRanges(text), bounds)
    .map(({ from, to }) => (to === from + 1 ? `${from}` : `${from}:${to}`))
    .join(" ");

describe("block ranges", () => {
  // The left column is cryo's own documentation of its syntax, the right one what it says there.
  test.each([
    ["5000,6000,7000", "5000 6000 7000"],
    ["12M:13M,15M:16M", "12000000:13000000 15000000:16000000"],
    ["5_000", "5000"],
    ["5K", "5000"],
    ["15M", "15000000"],
    ["15.5M", "15500000"],
    ["15.5M:", "15500000:20000001"],
    ["15.5M:latest", "15500000:20000001"],
    [":700", "0:700"],
    ["-1000:7000", "6000:7000"],
    ["15M:+1000", "15000000:15001000"],
    ["2000:5000:1000", "2000 3000 4000"],
    ["100:200/5", "100 124 149 174 199"],
  ])("%s is %s, as cryo documents it", (text, expected) => {
    expect(heights(text)).toBe(expected);
  });

  test.each([
    ["latest", "20000000"],
    ["-1000:", "19999001:20000001"],
    ["-10:latest", "19999991:20000001"],
    ["latest:", "20000000"],
    ["10:20, 15:30", "10:30"],
    ["100:103/50", "100:103"],
    ["100:200/1", "100"],
    ["30M:", ""],
  ])("%s is %s", (text, expected) => {
    expect(heights(text)).toBe(expected);
  });

  test("counting back stops where the chain begins", () => {
    expect(heights("-1000:", { first: 0, end: 201 })).toBe("0:201");
    expect(heights("-1000:", { first: 150, end: 201 })).toBe("150:201");
    expect(heights("latest", { first: 0, end: 0 })).toBe("");
  });

  test("numbers are exact", () => {
    expect(heights("1.000001B")).toBe("1000001000");
    expect(() => parseRanges("1.0005K")).toThrow(/no whole number/);
    expect(() => parseRanges("99999999999B")).toThrow(/larger than any block/);
  });

  test.each(["ten", "", ",", "1:2:3:4", "1-5", "0x10", "1:2/", "1:2/3:4", "5:-1", "1e6", "+5", "::", "10/2", "1.5"])(
    "%j is refused with an example",
    (text) => {
      expect(() => parseRanges(text)).toThrow(ConfigError);
      expect(() => parseRanges(text)).toThrow(text === "1.5" ? /whole/ : /15M:\+1000/);
    },
  );

  test("a range without blocks is refused when both sides say so", () => {
    for (const text of ["20:10", "10:10", ":0", "0.001B:1m", "0:+0", "-0:"])
      expect(() => parseRanges(text)).toThrow(ConfigError);
    expect(() => parseRanges("-5:+5")).toThrow(/both sides/);
  });

  test("says whether single blocks are picked", () => {
    expect(parseRanges("1:9,5,-5:,1:9/3,1:9:2").map(({ sampled }) => sampled)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  test("more single blocks than can be checked one by one are refused", () => {
    expect(() => heights("0:20M:2")).toThrow(/10000000 single blocks/);
    expect(heights("0:20M/100").split(" ").length).toBe(100);
  });

  describe("by time", () => {
    const day = (text: string): number => Date.parse(`${text}Z`);
    /** A block every 12 seconds from the first of January, 15 M blocks in. */
    const source = {
      heightAt: async (timeMs: number) => {
        const height = 15_000_000 + Math.max(0, Math.ceil((timeMs - day("2023-01-01T00:00")) / 12_000));
        return height < chain.end ? height : undefined;
      },
    };
    const at = async (text: string): Promise<string> => {
      const selections = parseRanges(text);
      return resolveRanges(selections, await withTimes(chain, selections, source))
        .map(({ from, to }) => `${from - 15_000_000}:${to - 15_000_000}`)
        .join(" ");
    };

    test.each([
      ["2023-01-02:2023-01-03", "7200:14400"],
      ["2023-01-02", "7200:14400"],
      ["2023-01-02,2023-01-04", "7200:14400 21600:28800"],
      ["2023-01-02T00:01Z:2023-01-02T00:01:24Z", "7205:7207"],
      ["2023-01-02:+10", "7200:7210"],
      ["-10:2023-01-02", "7190:7200"],
      [":2022-12-01", "-15000000:0"],
      ["2024-11-25:2024-12-30", "4996800:5000001"],
      ["2030-01-01:2031-01-01", ""],
      ["2023-01-03:2023-01-02", ""],
    ])("%s is %s", async (text, expected) => {
      expect(await at(text)).toBe(expected);
    });

    test("what is not in the calendar, or a moment, is refused", () => {
      for (const text of ["2023-02-31", "2023-13-01:", "2023-01-01T25:00Z:"])
        expect(() => parseRanges(text)).toThrow(/calendar/);
      expect(() => parseRanges("2023-01-01T10:00Z")).toThrow(/moment/);
    });

    test("a source without times says so", async () => {
      const selections = parseRanges("2023-01-02:");
      await expect(withTimes(chain, selections, {})).rejects.toThrow(/write heights/);
    });
  });
});
