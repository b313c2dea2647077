/**
 * JSON with one form per value, as every endorser must write the same bytes and a signature covers bytes:
 * keys sorted by UTF-16 code units, no white space, integers only (the subset of RFC 8785 that needs no
 * rule for numbers).
 *
 * @throws TypeError for what has no such form: fractions, functions, `undefined` in an array (as a property it is left out).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a safe integer; write amounts as text`);
    return String(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`${typeof value} has no JSON form`);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}
