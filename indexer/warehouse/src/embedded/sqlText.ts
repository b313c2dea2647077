import { RefusedStatement } from "./statement.ts";

/** A string literal of SQL. */
export const literal = (text: string): string =>
  `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\0", "\\0")}'`;

/** @throws RefusedStatement for a name that would have to be quoted. */
export function assertName(what: string, name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new RefusedStatement(115, "UNKNOWN_SETTING", `${what} ${JSON.stringify(name)} is not a name`);
  }
}
