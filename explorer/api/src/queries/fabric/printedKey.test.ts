import { expect, test } from "vitest";
import { printable } from "../../printable.ts";
import { printedKey } from "./printedKey.ts";
import { afterPrefix } from "./state.ts";

const hex = (text: string): string => Buffer.from(text, "utf8").toString("hex");

test("a key is found again by what was printed of it", () => {
  for (const key of ["bill/1", "\u0000bill~project\u0000P1\u0000", "票据/一", "a\u202eb", "0x12", "\\u0000"]) {
    expect(printedKey(printable(hex(key)))).toContain(hex(key));
  }
  expect(printedKey("0xff00")[0]).toBe("ff00");
});

test("what follows a prefix is the first key that does not begin with it", () => {
  expect(afterPrefix(hex("bill/"))).toBe(hex("bill0"));
  expect(afterPrefix("61ff")).toBe("62");
  expect(afterPrefix("ffff")).toBeUndefined();
  expect(afterPrefix("")).toBeUndefined();
});
