import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { MetricsFormatError, parseMetrics } from "./parseMetrics.ts";

test("every form of a line that the format knows is read", () => {
  const text = `# HELP ledger_height Height
# TYPE ledger_height gauge
ledger_height{channel="mychannel"} 42
up 1
 spaced { a = "x" , b = "y", }  -2.5e-3  1795289573194
empty{} +Inf
least -Inf
half .5
unknown NaN
tricky{path="C:\\\\dir\\"quoted\\"\\n}",zh="键"} 1e+06

# a comment`;
  expect(parseMetrics(text)).toEqual([
    { metric: "ledger_height", labels: { channel: "mychannel" }, value: 42 },
    { metric: "up", labels: {}, value: 1 },
    { metric: "spaced", labels: { a: "x", b: "y" }, value: -0.0025 },
    { metric: "empty", labels: {}, value: Number.POSITIVE_INFINITY },
    { metric: "least", labels: {}, value: Number.NEGATIVE_INFINITY },
    { metric: "half", labels: {}, value: 0.5 },
    { metric: "unknown", labels: {}, value: Number.NaN },
    { metric: "tricky", labels: { path: 'C:\\dir"quoted"\n}', zh: "键" }, value: 1_000_000 },
  ]);
});

test.each([
  "<html>",
  "up",
  "up one",
  "up 1 2 3",
  "up{ 1",
  'up{a="b} 1',
  'up{a="b"c="d"} 1',
  'up{a="\\x"} 1',
  "up{a=b} 1",
  "1up 1",
  "up 0x10",
])("%j is refused with its line", (line) => {
  expect(() => parseMetrics(`good 1\n${line}`)).toThrow(MetricsFormatError);
  expect(() => parseMetrics(`good 1\n${line}`)).toThrow(/^line 2 /);
});

test("a hostile line costs no more than its length", () => {
  const started = performance.now();
  for (const line of [`up{${'a="'.repeat(300_000)}`, `up{${'a="\\'.repeat(300_000)}`, `up${" ".repeat(1_000_000)}x`]) {
    expect(() => parseMetrics(line)).toThrow(MetricsFormatError);
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});

test("all recorded metrics of Fabric 3.1.5 are read, and those that are not wanted left out", () => {
  const recorded = new URL("../../../../test/fixtures/fabric-failures/metrics/", import.meta.url).pathname;
  for (const node of ["peer0.org1", "orderer1"]) {
    const lines = execFileSync("xz", ["-dc", `${recorded}${node}.jsonl.xz`], { encoding: "utf8", maxBuffer: 1 << 28 });
    const texts = lines
      .trim()
      .split("\n")
      .flatMap((line): string[] => JSON.parse(line).text ?? []);
    expect(texts.length).toBeGreaterThan(15);
    for (const text of texts) {
      const expected = text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length;
      expect(parseMetrics(text)).toHaveLength(expected);
      expect(parseMetrics(text, (metric) => metric === "ledger_blockchain_height")).toHaveLength(1);
    }
  }
});
