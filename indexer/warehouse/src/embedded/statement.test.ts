import { expect, test } from "vitest";
import { readStatement } from "./statement.ts";

test.each([
  ["SELECT 1", { kind: "query", verb: "SELECT", outputAt: 8, end: 8 }],
  ["SELECT 1;  -- done; really", { kind: "query", verb: "SELECT", outputAt: 8, end: 8 }],
  ["SELECT 1 FORMAT JSON", { kind: "query", verb: "SELECT", format: "JSON", outputAt: 9, end: 20 }],
  ["SELECT 1\nFORMAT JSON SETTINGS a=1;", { kind: "query", verb: "SELECT", format: "JSON", outputAt: 9, end: 33 }],
  ["SELECT ';' /* ; /* ; */ ; */ FROM t", { kind: "query", verb: "SELECT", outputAt: 35, end: 35 }],
  ["SELECT format x, y FROM t", { kind: "query", verb: "SELECT", outputAt: 25, end: 25 }],
  ["(SELECT 1)", { kind: "query", verb: "SELECT", outputAt: 10, end: 10 }],
  ["1 + 1", { kind: "query", verb: "SELECT", outputAt: 5, end: 5 }],
  ["WITH 1 AS x INSERT INTO t SELECT x", { kind: "command", verb: "INSERT" }],
  ["CREATE VIEW v AS SELECT 1", { kind: "command", verb: "CREATE" }],
  [" -- nothing\n/* at all */ ;", { kind: "empty" }],
])("%s", (sql, expected) => {
  expect(readStatement(sql)).toEqual(expected);
});

test.each([
  ["INSERT INTO t FORMAT CSV\n1,2;3\n", "CSV", "1,2;3\n", "INSERT INTO t "],
  ["INSERT INTO t (a, `b;`) SETTINGS x=1 FORMAT TSV  \r\n\n1", "TSV", "\n1", "INSERT INTO t (a, `b;`) "],
  ["insert into t values (1, ';')", "Values", " (1, ';')", "insert into t "],
  ["INSERT INTO values FORMAT RowBinary\n\0;", "RowBinary", "\0;", "INSERT INTO values "],
  [
    "WITH 1 AS one INSERT INTO d.format FORMAT JSONEachRow {}",
    "JSONEachRow",
    "{}",
    "WITH 1 AS one INSERT INTO d.format ",
  ],
])("the data of %j", (sql, format, data, target) => {
  const statement = readStatement(sql);
  if (statement.kind !== "insert") throw new Error(statement.kind);
  expect(statement.format).toBe(format);
  expect(sql.slice(statement.dataStart)).toBe(data);
  expect(sql.slice(0, statement.inputAt)).toBe(target);
});

test.each([
  "SELECT 1; SELECT 2",
  "SELECT 1 /* */; DROP TABLE t",
  "SELECT $x$ ; $x$; SELECT 2",
  "SELECT ‘;’; SELECT 2",
  "SELECT 1 INTO OUTFILE '/tmp/x'",
  "SELECT 1 into /* */ outfile '/tmp/x'",
  "(SELECT 1 INTO OUTFILE '/tmp/x')",
  "INSERT INTO t FROM INFILE '/etc/passwd' FORMAT CSV",
])("%s is refused", (sql) => {
  expect(() => readStatement(Buffer.from(sql).toString("latin1"))).toThrow(/Multi-statements|not allowed/);
});
