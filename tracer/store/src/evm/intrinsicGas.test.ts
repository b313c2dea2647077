import { expect, test } from "vitest";
import { intrinsicGas } from "./intrinsicGas.ts";

const plain = { inputBytes: 0, zeroBytes: 0, creates: false, accessList: "", authorizationList: "" };

test("a transfer costs 21,000; each byte, list and creation what the rules say", () => {
  expect(intrinsicGas(plain)).toBe(21_000n);
  expect(intrinsicGas({ ...plain, inputBytes: 10, zeroBytes: 4 })).toBe(21_000n + 16n + 96n);
  expect(intrinsicGas({ ...plain, inputBytes: 33, creates: true })).toBe(21_000n + 33n * 16n + 32_000n + 4n);
  const accessList = JSON.stringify([{ address: "0x01", storageKeys: ["0x", "0x"] }, { address: "0x02" }]);
  expect(intrinsicGas({ ...plain, accessList })).toBe(21_000n + 4_800n + 3_800n);
  expect(intrinsicGas({ ...plain, authorizationList: "[{}]" })).toBe(46_000n);
});

test("lists that are none cost nothing", () => {
  for (const accessList of ["{", "7", "null", '"x"']) expect(intrinsicGas({ ...plain, accessList })).toBe(21_000n);
});
