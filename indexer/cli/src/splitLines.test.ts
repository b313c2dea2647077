import { expect, test } from "vitest";
import { splitLines } from "./splitLines.ts";

async function linesOf(chunks: readonly string[], maxLine?: number): Promise<string[]> {
  async function* each(): AsyncGenerator<string, void, void> {
    yield* chunks;
  }
  const lines: string[] = [];
  for await (const line of splitLines(each(), "file", maxLine)) lines.push(line);
  return lines;
}

test("lines are the same however the text is cut", async () => {
  const text = "one\n\ntwo\nthree and more\nlast";
  for (const size of [1, 2, 5, 100]) {
    const chunks = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
    expect(await linesOf(chunks)).toEqual(["one", "two", "three and more", "last"]);
  }
  expect(await linesOf(["end\n"])).toEqual(["end"]);
  expect(await linesOf([])).toEqual([]);
});

test("a line above the limit is refused before it has ended", async () => {
  await expect(linesOf(["short\n", "x".repeat(6), "x".repeat(6)], 10)).rejects.toThrow(/file has a line above 10/);
  expect(await linesOf(["x".repeat(10), "\n"], 10)).toEqual(["x".repeat(10)]);
});

test("a long line in small chunks is read once, not once per chunk", async () => {
  const chunk = "x".repeat(64);
  const chunks = Array.from({ length: 200_000 }, () => chunk);
  const started = process.cpuUsage();
  const [line] = await linesOf(chunks);
  expect(line?.length).toBe(64 * 200_000);
  const { user } = process.cpuUsage(started);
  expect(user / 1e6).toBeLessThan(5);
});
