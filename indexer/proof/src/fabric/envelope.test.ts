import { describe, expect, test } from "vitest";
import { fromHex } from "./bytes.ts";
import { isCanonicalEnvelope } from "./envelope.ts";

describe("an envelope in a block", () => {
  test("is exactly payload and signature", () => {
    expect(isCanonicalEnvelope(fromHex("0a026162120163"))).toBe(true);
  });

  test.each([
    ["nothing", ""],
    ["no signature", "0a026162"],
    ["no payload", "120163"],
    ["an empty payload", "0a00120163"],
    ["an empty signature", "0a0261621200"],
    ["another order", "1201630a026162"],
    ["a longer varint than needed", "0a82006162120163"],
    ["bytes behind it", "0a02616212016300"],
    ["a second envelope", "0a0261621201630a026162120163"],
    ["an unknown field", "0a0261621201631a0164"],
    ["a length beyond its end", "0a02616212ff7f63"],
  ])("is refused with %s", (_, hex) => {
    expect(isCanonicalEnvelope(fromHex(hex))).toBe(false);
  });
});
