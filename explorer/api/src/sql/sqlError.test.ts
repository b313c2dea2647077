import { expect, test } from "vitest";
import { readException } from "./sqlError.ts";

const marked = (text: string, sql: string): string | undefined => {
  const { from, to } = readException(text, sql);
  return from === undefined ? undefined : `${sql.slice(0, from)}[${sql.slice(from, to)}]${sql.slice(to)}`;
};

test("a syntax error is found where it is, also behind Chinese, whose characters have several bytes", () => {
  const text =
    "Code: 62. DB::Exception: Syntax error: failed at position 23 (2): 2. Expected one of: ILIKE, LIKE, OR, AND, MOD, DIV, alias, AS, identifier: In scope SELECT formatQuerySingleLine('SELECT'). (SYNTAX_ERROR)";
  const sql = "SELECT '区块', 1 +* 2";
  expect(marked(text, sql)).toBe("SELECT '区块', 1 +* [2]");
  expect(readException(text, sql)).toMatchObject({ code: 62, name: "SYNTAX_ERROR" });
  expect(readException(text, sql).message).toBe(
    "Syntax error: failed at position 23 (2): 2. Expected one of: ILIKE, LIKE, OR, AND, MOD, DIV, alias, …",
  );
});

test("a statement that ends too early is marked at its end", () => {
  const text =
    "Code: 62. DB::Exception: Syntax error: failed at position 40 (end of query): . Expected one of: expression. (SYNTAX_ERROR)";
  expect(marked(text, "SELECT count() FROM fabric_blocks WHERE")).toBe("SELECT count() FROM fabric_blocks WHERE[]");
});

test.each([
  [
    "Code: 47. DB::Exception: Unknown expression identifier `foo` in scope SELECT foo FROM t. (UNKNOWN_IDENTIFIER)",
    "SELECT foo FROM t",
    "SELECT [foo] FROM t",
  ],
  [
    "Code: 60. DB::Exception: Unknown table expression identifier 'nope' in scope SELECT * FROM nope. (UNKNOWN_TABLE)",
    "SELECT * FROM nope",
    "SELECT * FROM [nope]",
  ],
  [
    "Code: 46. DB::Exception: Function with name `abcd` does not exist. In scope SELECT abcd(1). Maybe you meant: ['gcd']. (UNKNOWN_FUNCTION)",
    "SELECT abcd(1)",
    "SELECT [abcd](1)",
  ],
  [
    "Code: 456. DB::Exception: Substitution `x` is not set. (UNKNOWN_QUERY_PARAMETER)",
    "SELECT {x:UInt8}",
    "SELECT {[x]:UInt8}",
  ],
  [
    "Code: 47. DB::Exception: Identifier 'b.foo' cannot be resolved from table with name b. In scope SELECT b.foo FROM t AS b. (UNKNOWN_IDENTIFIER)",
    "SELECT b.foo FROM t b",
    "SELECT [b.foo] FROM t b",
  ],
])("a name that nobody knows is marked: %s", (text, sql, expected) => {
  expect(marked(text, sql)).toBe(expected);
});

test("what the engine says of its own, and of the statement as a whole, is left out", () => {
  expect(
    readException(
      "Code: 46. DB::Exception: Function with name `abcd` does not exist. In scope SELECT abcd(1). Maybe you meant: ['gcd']. (UNKNOWN_FUNCTION)",
      "SELECT abcd(1)",
    ).message,
  ).toBe("Function with name `abcd` does not exist. Maybe you meant: ['gcd']");
  expect(
    readException(
      "Code: 497. DB::Exception: analyst: Not enough privileges for this statement. (ACCESS_DENIED)",
      "SELEC 1",
    ).message,
  ).toMatch(/^Only statements that read/);
});
