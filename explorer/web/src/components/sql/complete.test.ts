import { expect, it } from "vitest";
import { suggestionsAt } from "./complete.ts";

const table = (database: string, name: string, ...columns: string[]) => ({
  ...{ database, name, comment: "", isView: true, sortedBy: "", rows: null, bytes: null },
  columns: columns.map((column) => ({ name: column, type: "String", comment: `of ${name}` })),
});
const names = {
  tables: [
    table("default", "blocks", "height", "hash"),
    table("default", "txs", "tx_id"),
    table("store", "raw", "bytes"),
  ],
  functions: ["count"],
};
const labels = (sql: string): string[] | undefined => {
  const at = sql.indexOf("|");
  return suggestionsAt(sql.replace("|", ""), at, names)?.options.map(({ label }) => label);
};

it("behind FROM come tables, of every database", () => {
  expect(labels("SELECT * FROM |")).toEqual(["blocks", "txs", "store.raw"]);
  expect(labels("SELECT * FROM store.|")).toEqual(["raw"]);
});

it("elsewhere come the columns of the tables that the statement names, wherever it names them", () => {
  expect(labels("SELECT h| FROM blocks")).toEqual(["height", "hash", "blocks", "txs", "count"]);
  expect(labels("SELECT b.| FROM txs JOIN blocks AS b ON 1")).toEqual(["height", "hash"]);
  expect(labels("SELECT |")).toBeUndefined();
});
