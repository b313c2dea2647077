import { expect, it } from "vitest";
import { blockInPath } from "./blockInPath.ts";

it("a block has one address by height and one by hash", () => {
  expect(blockInPath("0")).toEqual({ height: 0 });
  expect(blockInPath("20")).toEqual({ height: 20 });
  expect(blockInPath("12".repeat(32))).toEqual({ hash: "12".repeat(32) });
  expect(blockInPath(`0x${"ab".repeat(32)}`)).toEqual({ hash: `0x${"ab".repeat(32)}` });
  for (const part of ["020", "00", "-1", "1e3", "1234567890", "ab", ""]) expect(blockInPath(part)).toBeUndefined();
});
