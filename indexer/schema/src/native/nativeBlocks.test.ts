import { expect, test } from "vitest";
import { encodeRows } from "../rowBinary.ts";
import { defineTable } from "../table.ts";
import { kernelBytes } from "./kernelBytes.gen.ts";
import { nativeBlocks } from "./nativeBlocks.ts";

test("the kernel's bytes are those of its sources", async () => {
  const folder = new URL("../../kernel/", import.meta.url);
  const { compileKernel } = await import(new URL("compile.mjs", folder).href);
  expect(Buffer.from(await compileKernel(folder)).equals(Buffer.from(kernelBytes, "base64"))).toBe(true);
}, 120_000);

test("a block is what the engine itself writes for these rows", () => {
  const comment = "";
  const table = defineTable({
    name: "sample",
    comment,
    orderBy: ["id"],
    columns: {
      id: { type: "UInt16", comment },
      org: { type: "LowCardinality(String)", comment },
      maybe: { type: "Nullable(UInt8)", comment },
      tags: { type: "Array(String)", comment },
    },
  });
  const { columns, bytes } = encodeRows(table, [
    { id: 1, org: "Org1", maybe: undefined, tags: ["a", "bc"] },
    { id: 258, org: "Org1", maybe: 7, tags: [] },
  ]);
  const hex = [...(nativeBlocks(table, columns, bytes) ?? [])].map((block) => Buffer.from(block).toString("hex"));
  const text = (name: string): string => Buffer.concat([Uint8Array.of(name.length), Buffer.from(name)]).toString("hex");
  expect(hex).toEqual([
    [
      "0402", // four columns, two rows
      `${text("id")}${text("UInt16")}01000201`,
      `${text("org")}${text("LowCardinality(String)")}`,
      `01${"00".repeat(7)}`, // version of a dictionary's keys
      `0006${"00".repeat(6)}`, // indexes of one byte, keys come with them
      `02${"00".repeat(7)}00${text("Org1")}`, // the empty string is always the first
      `02${"00".repeat(7)}0101`,
      `${text("maybe")}${text("Nullable(UInt8)")}01000007`,
      `${text("tags")}${text("Array(String)")}02${"00".repeat(7)}02${"00".repeat(7)}${text("a")}${text("bc")}`,
    ].join(""),
  ]);
});
