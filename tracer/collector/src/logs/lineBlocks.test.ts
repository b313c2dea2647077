import { expect, test } from "vitest";
import { lineBlocks } from "./lineBlocks.ts";

async function* cut(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function linesOf(text: string, size: number, partial: boolean) {
  const lines: (readonly [string, number, number])[] = [];
  for await (const block of lineBlocks(cut(text, size), { partial })) {
    block.lines.forEach((line, index) => {
      const next = index + 1 < block.lines.length ? block.offsetOf(index + 1) : block.end;
      lines.push([line, block.offsetOf(index), next]);
    });
  }
  return lines;
}

test.each([1, 2, 3, 5, 100])(
  "lines and their places do not depend on how the bytes come (%i at a time)",
  async (size) => {
    expect(await linesOf("键一\r\n\nb\nrest", size, false)).toEqual([
      ["键一", 0, 8],
      ["", 8, 9],
      ["b", 9, 11],
    ]);
  },
);

test("what follows the last line end is given only where the file cannot grow", async () => {
  expect((await linesOf("a\nrest", 2, true)).at(-1)).toEqual(["rest", 2, 6]);
  expect((await linesOf("a\nrest", 2, false)).at(-1)).toEqual(["a", 0, 2]);
  expect(await linesOf("a\n", 2, true)).toHaveLength(1);
});

test("a line without end is cut, and the next one begins where it should", async () => {
  const long = "x".repeat(3 << 20);
  const lines = await linesOf(`${long}\nnext\n`, 1 << 16, false);
  expect(lines.map(([text]) => text.length)).toEqual([1 << 20, 4]);
  expect(lines[1]).toEqual(["next", long.length + 1, long.length + 6]);
});
