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
  return sealCursor(list, position.join(","));
}

/** A cursor of a list whose positions are words without `|`, such as hashes. */
export function sealCursor(list: string, position: string): string {
  const text = `${list}|${position}`;
  return Buffer.from(`${checksum(text)}|${text}`, "utf8").toString("base64url");
}

/**
 * @param length how many numbers the list's sorting key has.
 * @throws GraphQLError BAD_CURSOR when it was changed, or comes from another list.
 */
export function decodeCursor(list: string, cursor: string, length: number): readonly number[] {
  const position = openCursor(list, cursor).split(",").map(wholeNumber);
  if (position.length === length) return position;
  throw badCursor();
}

/**
 * The position that `sealCursor` was given.
 * @throws GraphQLError BAD_CURSOR when it was changed, or comes from another list.
 */
export function openCursor(list: string, cursor: string): string {
  const [sum, ...rest] = Buffer.from(cursor, "base64url").toString("utf8").split("|");
  const text = rest.join("|");
  // The position is what follows the last bar: the name of a list may hold bars, too.
  const position = rest.pop();
  if (position !== undefined && sum === checksum(text) && rest.join("|") === list) return position;
  throw badCursor();
}

/** Anybody can seal a cursor: what it holds is checked as any other input. */
export const badCursor = () =>
  apiError("BAD_CURSOR", "This cursor does not belong to this list. Start again without `after`.");

/** One part of a position: no less than 0. @throws GraphQLError BAD_CURSOR */
export function wholeNumber(text: string): number {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(number)) return number;
  throw badCursor();
}

/** Bytes in a position, lower-case hex; of any length when none is given. @throws GraphQLError BAD_CURSOR */
export function hexDigits(text: string, bytes?: number): string {
  if (/^([0-9a-f]{2})*$/.test(text) && (bytes === undefined || text.length === 2 * bytes)) return text;
  throw badCursor();
}

/** A decimal in a position, of any size. @throws GraphQLError BAD_CURSOR */
export function decimal(text: string): string {
  if (/^-?\d{1,78}$/.test(text)) return text;
  throw badCursor();
}

/** A cursor of a list whose sorting key is made of any texts. */
export function sealTexts(list: string, position: readonly string[]): string {
  return sealCursor(list, position.map(encodeURIComponent).join(","));
}

/**
 * The texts that `sealTexts` was given.
 * @param length how many.
 * @throws GraphQLError BAD_CURSOR when it was changed, or comes from another list.
 */
export function openTexts(list: string, cursor: string, length: number): readonly string[] {
  const position = openCursor(list, cursor).split(",").map(decoded);
  if (position.length === length) return position;
  throw badCursor();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badCursor();
  }
}
