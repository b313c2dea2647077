import { expect, test } from "vitest";
import { escapeInvisible, printable } from "./printable.ts";

const hex = (text: string): string => Buffer.from(text, "utf8").toString("hex");

test("text of any script passes unchanged", () => {
  expect(printable(hex('{"账单": "№7", "emoji": "🧾"}\n'))).toBe('{"账单": "№7", "emoji": "🧾"}\n');
});

test("separators of composite keys, direction marks and zero-width characters become visible", () => {
  expect(printable(hex("\u0000asset\u0000a1\u0000"))).toBe("\\u0000asset\\u0000a1\\u0000");
  expect(escapeInvisible("pay\u202e001\u200b")).toBe("pay\\u202e001\\u200b");
  expect(printable(hex("\ufeffx"))).toBe("\\ufeffx");
});

test("bytes that are not UTF-8 are shown in hex", () => {
  expect(printable("FF00AB")).toBe("0xff00ab");
  expect(printable("c3")).toBe("0xc3");
  expect(printable("")).toBe("");
});
