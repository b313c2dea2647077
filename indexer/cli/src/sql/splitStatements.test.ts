import { expect, test } from "vitest";
import { splitStatements } from "./splitStatements.ts";

test("statements end at semicolons outside of literals and comments", () => {
  const text = `SELECT ';' AS a, "x;y", \`;\`; -- one; two
/* a; /* nested; */ b; */ SELECT 'it''s; \\'; x' # no; end
; ; SELECT $tag$ ; $tag$ ;SELECT 4`;
  expect(splitStatements(text)).toEqual({
    statements: [
      "SELECT ';' AS a, \"x;y\", `;`",
      "-- one; two\n/* a; /* nested; */ b; */ SELECT 'it''s; \\'; x' # no; end",
      "SELECT $tag$ ; $tag$",
    ],
    rest: "SELECT 4",
  });
});

test("an open literal goes on, blanks and comments alone are nothing", () => {
  expect(splitStatements("SELECT 'a;")).toEqual({ statements: [], rest: "SELECT 'a;" });
  expect(splitStatements("  -- only words;\n ;; /* open ;")).toEqual({ statements: [], rest: "" });
});

test("the data of an insert in a format goes to the end, an insert of values or of a query does not", () => {
  expect(splitStatements('SELECT 1; INSERT INTO t FORMAT CSV\n1,"a;b"\n2;3\n').statements).toEqual([
    "SELECT 1",
    'INSERT INTO t FORMAT CSV\n1,"a;b"\n2;3\n',
  ]);
  expect(splitStatements("INSERT INTO t VALUES (1, ';'); SELECT 2;").statements).toHaveLength(2);
  expect(splitStatements("INSERT INTO t SELECT 1 FORMAT Null;\nSELECT 2;").statements).toHaveLength(2);
});

test("a long text is split in time that grows with its length", () => {
  const text = "SELECT number FROM numbers(10) WHERE 'x' = 'y';\n".repeat(5000);
  const startedMs = performance.now();
  expect(splitStatements(text).statements).toHaveLength(5000);
  expect(performance.now() - startedMs).toBeLessThan(2000);
});
