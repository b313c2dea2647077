import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { privateParts, publicParts, writtenFiles } from "./writtenFiles.ts";

test.each(writtenFiles().map((file) => [file.path.split("/").slice(-2).join("/"), file] as const))(
  "%s says what the schema says (otherwise: npm run generate)",
  (_, { path, content }) => {
    expect(readFileSync(path, "utf8")).toBe(content);
  },
);

const tables = [...privateParts, ...publicParts].flatMap((part) => part.tables);
const columns = tables.flatMap((table) =>
  Object.entries(table.columns).map(([name, column]) => ({ name, ...column, where: `${table.name}.${name}` })),
);

test("every table and column says what it is", () => {
  for (const { comment, name } of tables) expect(comment.length, name).toBeGreaterThan(10);
  for (const { comment, name, where } of columns) {
    expect(comment.trim().length, where).toBeGreaterThan(4);
    // More than the name once more.
    expect(comment.toLowerCase().replaceAll(/\W/g, ""), where).not.toBe(name.replaceAll("_", ""));
  }
});

/** What a quantity's comment must name, by the column's name or type. */
const UNITS: readonly { readonly of: RegExp; readonly says: RegExp }[] = [
  { of: /(^|_)(bytes|size|offset)$/, says: /bytes/i },
  { of: /^(gas_|blob_gas_|excess_blob_gas|cumulative_gas)(?!price)/, says: /in (wei per )?gas/ },
  { of: /(fee_per|gas_price|^value$)/, says: /in wei|raw bytes|own unit/ },
  { of: /^(time|at|start_at|end_at|applied_at)$/, says: /UTC|client time/ },
  { of: /^seq$/, says: /Unix nanoseconds/ },
  { of: /_index$/, says: /from 0|Version read/ },
];

test.each(UNITS)("quantities named $of say their unit: $says", ({ of, says }) => {
  const found = columns.filter(({ name }) => of.test(name));
  expect(found.length).toBeGreaterThan(0);
  for (const { comment, where } of found) expect(comment, where).toMatch(says);
});
