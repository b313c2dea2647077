import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorCodes, permissions, reasonCodes, refundReasons, roleLabels } from "./index.ts";

const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
const rows = readme.split("\n").filter((line) => line.startsWith("| `"));
const cellsOf = (name: string) =>
  rows.filter((row) => row.startsWith(`| \`${name}\` |`)).map((row) => row.split(" | "));

test("the README names every function with the roles that may call it", () => {
  for (const [name, roles] of Object.entries(permissions)) {
    expect(
      cellsOf(name).map((cells) => cells[2]),
      name,
    ).toEqual([roles === "anybody" ? roles : roles.join(", ")]);
  }
  expect(rows.filter((row) => /^\| `\w+:\w+`/.test(row))).toHaveLength(Object.keys(permissions).length);
});

test("the README has every code and every role in both languages", () => {
  for (const [code, { zh, en }] of Object.entries({ ...errorCodes, ...reasonCodes, ...refundReasons, ...roleLabels })) {
    expect(
      rows.filter((row) => row.startsWith(`| \`${code}\` | ${zh} | ${en} |`)),
      code,
    ).toHaveLength(1);
  }
});
