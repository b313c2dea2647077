const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * A state key for people: UTF-8 with control characters and the composite-key delimiters written as
 * `\x00`, `\u{10ffff}`; bytes that are no UTF-8 (hashes) as 0x-hex.
 * @param hex raw bytes in hex.
 */
export function printableKey(hex: string): string {
  let text: string;
  try {
    text = decoder.decode(Buffer.from(hex, "hex"));
  } catch {
    return `0x${hex}`;
  }
  return text.replace(/[\p{C}\\]/gu, (character) => {
    const code = character.codePointAt(0) as number;
    if (character === "\\") return "\\\\";
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  });
}
