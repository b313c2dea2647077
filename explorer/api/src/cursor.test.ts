import { expect, test } from "vitest";
import { decimal, decodeCursor, encodeCursor, hexDigits, openCursor, openTexts, sealCursor } from "./cursor.ts";

const cursor = encodeCursor("blocks:mainnet", [17_686_110]);
const refused = expect.objectContaining({ extensions: expect.objectContaining({ code: "BAD_CURSOR" }) });

test("a cursor gives back the position of its list", () => {
  expect(decodeCursor("blocks:mainnet", cursor, 1)).toEqual([17_686_110]);
  expect(decodeCursor("t:a|b", encodeCursor("t:a|b", [5, 0]), 2)).toEqual([5, 0]);
});

test("a position may be a word, and is refused by lists of numbers", () => {
  const sealed = sealCursor("heads:a|b", "deadbeef");
  expect(openCursor("heads:a|b", sealed)).toBe("deadbeef");
  expect(() => openCursor("heads:a", sealed)).toThrow(refused);
  expect(() => decodeCursor("heads:a|b", sealed, 1)).toThrow(refused);
});

test("a cursor of another list, or with one character changed, is refused", () => {
  expect(() => decodeCursor("blocks:other", cursor, 1)).toThrow(refused);
  for (let at = 0; at < cursor.length; at++) {
    const changed = `${cursor.slice(0, at)}${cursor[at] === "A" ? "B" : "A"}${cursor.slice(at + 1)}`;
    // The last characters of base64url may carry bits that no byte uses.
    if (Buffer.from(changed, "base64url").equals(Buffer.from(cursor, "base64url"))) continue;
    expect(() => decodeCursor("blocks:mainnet", changed, 1), changed).toThrow(refused);
  }
});

test.each(["", "!!!", "17686110", "bnVsbA", "é"])("%j is refused as a cursor", (text) => {
  expect(() => decodeCursor("blocks:mainnet", text, 1)).toThrow(refused);
});

test.each<[string, (list: string, cursor: string) => unknown, string]>([
  ["a height below zero", (list, sealed) => decodeCursor(list, sealed, 1), sealCursor("l", "-1")],
  ["a height that is none", (list, sealed) => decodeCursor(list, sealed, 1), sealCursor("l", "1e3")],
  ["no height at all", (list, sealed) => decodeCursor(list, sealed, 1), sealCursor("l", "")],
  ["a broken escape", (list, sealed) => openTexts(list, sealed, 1), sealCursor("l", "%E0%A4%A")],
  ["text for bytes", () => hexDigits("zz"), ""],
  ["an address of three bytes", () => hexDigits("aabbcc", 20), ""],
  ["text for a number", () => decimal("1' OR 1=1"), ""],
  ["a number of a thousand digits", () => decimal("9".repeat(1000)), ""],
])("%s is refused, though anybody can seal it", (_, open, sealed) => {
  expect(() => open("l", sealed)).toThrow(refused);
});
