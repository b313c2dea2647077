/**
 * The keys that a text may mean which this API has printed: with invisible characters escaped (`\u0000`), or as
 * 0x-hex where the bytes are not UTF-8. A key may also be such a text itself, so that there can be several.
 * @returns their bytes in hex, the likeliest first.
 */
export function printedKey(printed: string): string[] {
  const literal = Buffer.from(printed, "utf8").toString("hex");
  const hex = /^0x((?:[0-9a-f]{2})+)$/.exec(printed)?.[1];
  const unescaped = printed.replace(/\\u([0-9a-f]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const bytes = Buffer.from(unescaped, "utf8").toString("hex");
  return [...new Set([...(hex === undefined ? [] : [hex]), bytes, literal])];
}
