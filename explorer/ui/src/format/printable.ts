/** Characters that would hide, reorder or break out of the text around them, shown as escapes instead. */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\u115f\u1160\u3164\uffa0]/gu;

/**
 * Text from a chain, made visible: controls, bidirectional marks, zero-width and private characters become
 * `\u{202e}`, so that what is seen is what is stored. Never longer than `limit` characters of input.
 */
export function printable(text: string, limit = 2_000): { text: string; cut: number } {
  const points = text.length > limit ? text.slice(0, limit) : text;
  return {
    text: points.replace(hidden, (c) => (c === "\n" || c === "\t" ? c : `\\u{${c.codePointAt(0)?.toString(16)}}`)),
    cut: text.length - points.length,
  };
}

/** A name for one line: as `printable`, and line breaks are escaped too. */
export function printableLine(text: string, limit = 200): string {
  const shown = printable(text, limit);
  return shown.text.replace(/\n/g, "\\n").replace(/\t/g, "\\t") + (shown.cut > 0 ? "…" : "");
}

/**
 * Bytes given as hex (with or without 0x): their text when they are UTF-8 of visible characters, else nothing.
 * Only the first `limit` bytes are read.
 */
export function textOfHex(hex: string, limit = 2_000): string | undefined {
  const digits = hex.replace(/^0x/, "").slice(0, limit * 2);
  if (digits === "" || digits.length % 2 === 1) return undefined;
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return /[\p{Cc}]/u.test(text.replace(/[\n\r\t]/g, "")) ? undefined : text;
  } catch {
    return undefined;
  }
}
