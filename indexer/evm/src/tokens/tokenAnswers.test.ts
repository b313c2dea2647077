import { AbiCoder, encodeBytes32String } from "ethers";
import { expect, test } from "vitest";
import { answeredDecimals, answeredText } from "./tokenAnswers.ts";

const bytes = (hex: string): Uint8Array => Buffer.from(hex.slice(2), "hex");
const encoded = (type: string, value: unknown): Uint8Array => bytes(AbiCoder.defaultAbiCoder().encode([type], [value]));

test("a string is read as ethers writes it, a word of bytes up to its zeros", () => {
  expect(answeredText(encoded("string", "Tether 泰达币"), 256)).toBe("Tether 泰达币");
  expect(answeredText(encoded("string", ""), 256)).toBe("");
  expect(answeredText(bytes(encodeBytes32String("MKR")), 256)).toBe("MKR");
  expect(answeredDecimals(encoded("uint8", 6))).toBe(6);
  expect(answeredDecimals(encoded("uint256", 255))).toBe(255);
});

test("a text that is too long is cut between two characters", () => {
  const long = answeredText(encoded("string", "泰".repeat(20_000)), 64);
  expect(long).toBe("泰".repeat(21));
  expect(answeredText(encoded("string", "x".repeat(70)), 64)).toBe("x".repeat(64));
  expect(answeredText(encoded("string", "🏦".repeat(70)), 66)).toBe("🏦".repeat(16));
});

test("what is no text and no number of decimals is none", () => {
  const word = (end: string): Uint8Array => Buffer.from(end.padStart(64, "0"), "hex");
  expect(answeredText(new Uint8Array(), 64)).toBeUndefined();
  expect(answeredText(word("0"), 64)).toBeUndefined();
  expect(answeredText(word("12"), 64)).toBeUndefined();
  expect(answeredText(encoded("string", "ab").subarray(0, 65), 64)).toBeUndefined();
  const endless = Buffer.concat([word("20"), word("ffffffff")]);
  expect(answeredText(endless, 64)).toBeUndefined();
  expect(answeredText(Buffer.concat([Buffer.alloc(32, 0xff), word("1")]), 64)).toBeUndefined();
  expect(answeredDecimals(encoded("uint256", 256))).toBeUndefined();
  expect(answeredDecimals(new Uint8Array())).toBeUndefined();
});

test("bytes that are no UTF-8 become marks, not an error", () => {
  expect(answeredText(encoded("bytes", "0xff41fe"), 64)).toBe("\ufffdA\ufffd");
});
