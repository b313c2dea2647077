import { describe, expect, it } from "vitest";
import { slotText } from "./slotText.ts";

const word = (digits: string): string => `0x${digits.padStart(64, "0")}`;

describe("32 bytes of storage", () => {
  it("are a number while they are small", () => {
    expect(slotText(word("2a"))).toEqual({ kind: "number", text: "42" });
    expect(slotText("0x")).toEqual({ kind: "number", text: "0" });
  });
  it("are a short text as Solidity packs it", () => {
    const packed = `0x${Buffer.from("Demo").toString("hex").padEnd(62, "0")}08`;
    expect(slotText(packed)).toEqual({ kind: "text", text: '"Demo"' });
  });
  it("are an address where the rest is zero, else the bytes themselves", () => {
    const address = "f39fd6e51aad88f6f4ce6ab8827279cfffb92266";
    expect(slotText(word(address))).toEqual({ kind: "bytes", text: `0x${address}` });
    const hash = "b".repeat(64);
    expect(slotText(`0x${hash}`)).toEqual({ kind: "bytes", text: `0x${hash}` });
  });
  it("are no text where a byte cannot be seen", () => {
    expect(slotText(`0x${"0a".padEnd(62, "0")}02`).kind).toBe("bytes");
  });
});
