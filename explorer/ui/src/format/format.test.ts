import { describe, expect, it } from "vitest";
import { formatUnits, formatWei } from "./amount.ts";
import { formatBytes, formatNumber, formatShare } from "./number.ts";
import { printable, printableLine, textOfHex } from "./printable.ts";
import { shorten } from "./shorten.ts";
import { formatAge, formatDuration, formatUtc, formatUtcShort, formatUtcSpan } from "./time.ts";

describe("numbers", () => {
  it("keeps every digit of counts beyond 2^53", () => {
    expect(formatNumber("9007199254740993", "en")).toBe("9,007,199,254,740,993");
  });
  it("never shows a failure rate as zero when something failed", () => {
    expect(formatShare(0.0001, "en")).toBe("< 0.1%");
    expect(formatShare(0, "en")).toBe("0%");
    expect(formatShare(0.0577, "zh")).toBe("5.8%");
  });
  it("names sizes in decimal units", () => {
    expect(formatBytes(5_242_880, "en")).toBe("5.2 MB");
    expect(formatBytes("12", "en")).toBe("12 bytes");
  });
});

describe("amounts", () => {
  it("loses no wei", () => {
    expect(formatWei("1000000000000000001", "en")).toEqual({ value: "1.000000000000000001", unit: "ether" });
  });
  it("chooses the denomination that keeps an amount readable", () => {
    expect(formatWei("21000", "en")).toEqual({ value: "0.000021", unit: "gwei" });
    expect(formatWei("7", "en")).toEqual({ value: "7", unit: "wei" });
    expect(formatWei("-2500000000000000000", "en")).toEqual({ value: "−2.5", unit: "ether" });
  });

  it("shows a token's amount in whole ones, with every digit", () => {
    expect(formatUnits("1234567890123456789", 6, "en")).toBe("1,234,567,890,123.456789");
    expect(formatUnits("5", 18, "en")).toBe("0.000000000000000005");
    expect(formatUnits("-1500", 3, "zh")).toBe("−1.5");
    expect(formatUnits("42", 0, "en")).toBe("42");
    expect(formatUnits("0", 255, "en")).toBe("0");
  });
});

describe("times", () => {
  it("says moments in UTC, each language in its own order", () => {
    expect(formatUtc("2026-11-20T08:02:33.123456789Z", "en")).toBe("20 Nov 2026, 08:02:33 UTC");
    expect(formatUtc("2026-11-20T08:02:33Z", "zh")).toBe("2026年11月20日 08:02:33 UTC");
  });
  it("leaves the year out of narrow columns only while it goes without saying", () => {
    expect(formatUtcShort("2026-11-20T08:02:33Z", "en", 2026)).toBe("20 Nov, 08:02:33");
    expect(formatUtcShort("2025-11-20T08:02:33Z", "en", 2026)).toBe("20 Nov 2025, 08:02:33");
    expect(formatUtcShort("2026-11-20T08:02:33Z", "zh", 2026)).toBe("11月20日 08:02:33");
  });
  it("says of a span once what both its ends have in common", () => {
    const from = "2026-11-20T08:02:33Z";
    expect(formatUtcSpan(from, "2026-11-20T08:12:00Z", "en")).toEqual(["20 Nov 2026, 08:02:33", "08:12:00 UTC"]);
    expect(formatUtcSpan(from, "2026-11-21T00:00:00Z", "zh")).toEqual([
      "2026年11月20日 08:02:33",
      "2026年11月21日 00:00:00 UTC",
    ]);
  });
  it("says durations to three digits in the unit that they fill", () => {
    expect(formatDuration(12_345_678n, "en")).toBe("12.3ms");
    expect(formatDuration(0n, "en")).toBe("0ms");
    expect(formatDuration(1_500_000_000n, "zh")).toBe("1.5秒");
    expect(formatDuration(1_788_000_000_000n, "en")).toBe("29.8 min");
  });
  it("reads a clock that is ahead of ours as now", () => {
    expect(formatAge(-3, "en")).toBe("0 seconds ago");
    expect(formatAge(7_300, "zh")).toBe("2小时前");
  });
});

describe("text from a chain", () => {
  it("shows what would reorder or hide the text around it", () => {
    expect(printable("pay\u202egpj.exe\u200b").text).toBe("pay\\u{202e}gpj.exe\\u{200b}");
    expect(printableLine("a\nb\0")).toBe("a\\nb\\u{0}");
  });
  it("shows the beginning of a huge value and says how much is left out", () => {
    expect(printable("x".repeat(5_000_000), 100)).toEqual({ text: "x".repeat(100), cut: 4_999_900 });
  });
  it("reads bytes as text only when they are visible UTF-8", () => {
    expect(textOfHex("0x7472616e73666572")).toBe("transfer");
    expect(textOfHex("e8bdace8b4a6")).toBe("转账");
    expect(textOfHex("00ff10")).toBeUndefined();
    expect(textOfHex("")).toBeUndefined();
  });
  it("keeps text whose last character is cut by the limit", () => {
    expect(textOfHex("e8bdace8b4a6", 4)).toBe("转");
  });
  it("keeps both ends of a hash", () => {
    expect(shorten("0xf38f1b2c44aa0f7e91d3c25e6b7a89")).toBe("0xf38f1b2c…6b7a89");
    expect(shorten("0x12")).toBe("0x12");
  });
});
