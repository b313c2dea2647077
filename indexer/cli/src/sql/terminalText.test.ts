import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { terminalText } from "./terminalText.ts";

const shown = (...chunks: readonly Buffer[]): Promise<string> => text(Readable.from(chunks).pipe(terminalText()));

test("a terminal is told nothing by what stands in a value: title, colour, direction, a line overwritten", async () => {
  const value = "a\x1b]0;title\x07\x1b[31m\rb\x9b2Jc\u202ed\u2066\x7f\0";
  expect(await shown(Buffer.from(value))).toBe(
    "a\\x1b]0;title\\x07\\x1b[31m\\x0db\\x9b2Jc\\u{202e}d\\u{2066}\\x7f\\x00",
  );
  expect(await shown(Buffer.from([0x61, 0x9b, 0x32, 0x4a]))).toBe("a\ufffd2J");
});

test("tables, tabs, lines and every other script stay as they are, wherever a chunk ends", async () => {
  const table = Buffer.from("┌─键─┐\n│ é\t😀 │\n└────┘\n");
  for (let cut = 0; cut <= table.length; cut++) {
    expect(await shown(table.subarray(0, cut), table.subarray(cut))).toBe(table.toString());
  }
});
