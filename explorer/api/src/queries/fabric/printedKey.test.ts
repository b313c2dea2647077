import { expect, test } from "vitest";
import { printable } from "../../printable.ts";
import { familyOf } from "./keyFamilies.ts";
import { printedKey } from "./printedKey.ts";
import { afterPrefix } from "./state.ts";

const hex = (text: string): string => Buffer.from(text, "utf8").toString("hex");

test("a key is found again by what was printed of it", () => {
  for (const key of ["bill/1", "\u0000bill~project\u0000P1\u0000", "票据/一", "a\u202eb", "0x12", "\\u0000"]) {
    expect(printedKey(printable(hex(key)))).toContain(hex(key));
  }
  expect(printedKey("0xff00")[0]).toBe("ff00");
});

test("keys are kin up to the next slash, composite keys up to the next U+0000", () => {
  expect(familyOf(hex("bill/1"), "")).toEqual({ prefixHex: hex("bill/"), isKey: false });
  expect(familyOf(hex("remittance/1/002"), hex("remittance/"))).toEqual({
    prefixHex: hex("remittance/1/"),
    isKey: false,
  });
  expect(familyOf(hex("\u0000a~b\u0000x\u0000y\u0000"), "")).toEqual({
    prefixHex: hex("\u0000a~b\u0000"),
    isKey: false,
  });
  expect(familyOf(hex("\u0000a~b\u0000x\u0000y\u0000"), hex("\u0000a~b\u0000x\u0000"))).toEqual({
    prefixHex: hex("\u0000a~b\u0000x\u0000y\u0000"),
    isKey: true,
  });
  expect(familyOf(hex("hot0"), "")).toEqual({ prefixHex: hex("hot0"), isKey: true });
});

test("what follows a prefix is the first key that does not begin with it", () => {
  expect(afterPrefix(hex("bill/"))).toBe(hex("bill0"));
  expect(afterPrefix("61ff")).toBe("62");
  expect(afterPrefix("ffff")).toBeUndefined();
  expect(afterPrefix("")).toBeUndefined();
});
