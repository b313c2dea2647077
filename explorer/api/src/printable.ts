const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** C0 and C1 controls, and the marks that reorder or hide text (Unicode Bidi_Control, zero-width characters). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const invisible = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Bytes from a chain as text that can be shown: UTF-8 with invisible characters written as `\u0000`
 * escapes (newline and tab stay), or 0x-hex where the bytes are not UTF-8.
 * @param hex the bytes in hex, as the engine prints them.
 */
export function printable(hex: string): string {
  try {
    return escapeInvisible(utf8.decode(Buffer.from(hex, "hex")));
  } catch {
    return `0x${hex.toLowerCase()}`;
  }
}

/** Text that may hold anything, made safe to look at. */
export function escapeInvisible(text: string): string {
  return text.replace(invisible, (character) =>
    character === "\n" || character === "\t"
      ? character
      : `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, "0")}`,
  );
}
