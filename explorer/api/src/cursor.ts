import { createHash } from "node:crypto";
import { apiError } from "./errors.ts";

/** First bytes of a hash over the text: a cursor that was cut or edited is recognised. It guards no secret. */
const checksum = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

/**
 * A position in one list: the sorting key of the row after which the next page starts. Unlike an
 * offset it stays right while rows are added, and costs the same on every page.
 * @param list name of the list with everything that defines its rows, such as `blocks:mainnet`.
 */
export function encodeCursor(list: string, position: readonly number[]): string {
  const text = `${list}|${position.join(",")}`;
  return Buffer.from(`${checksum(text)}|${text}`, "utf8").toString("base64url");
}

/**
 * @param length how many numbers the list's sorting key has.
 * @throws GraphQLError BAD_CURSOR when it was changed, or comes from another list.
 */
export function decodeCursor(list: string, cursor: string, length: number): readonly number[] {
  const [sum, ...rest] = Buffer.from(cursor, "base64url").toString("utf8").split("|");
  const text = rest.join("|");
  if (sum === checksum(text) && text.startsWith(`${list}|`)) {
    const position = text
      .slice(list.length + 1)
      .split(",")
      .map(Number);
    if (position.length === length && position.every(Number.isSafeInteger)) return position;
  }
  throw apiError("BAD_CURSOR", "This cursor does not belong to this list. Start again without `after`.");
}
