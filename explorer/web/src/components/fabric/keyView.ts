/** The names in a URL by which bytes of a key are given: as text where they are plain text, else in hex. */
type BytesView = { readonly text: string } | { readonly hex: string };

const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;

/** Text in a URL is what everybody can read and type; hex is exact, whatever the bytes. */
export function bytesView(hex: string): BytesView {
  try {
    const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
      Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
    );
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    // What looks like the API's own escapes would be read as such.
    return hidden.test(text) || text.startsWith("0x") || text.includes("\\u") ? { hex } : { text };
  } catch {
    return { hex };
  }
}

/**
 * The parts of a composite key (fabric core/chaincode/shim, CreateCompositeKey): U+0000, the object type, and each
 * attribute, with U+0000 behind each.
 * @returns undefined for a key that is none; the last part may be cut in a prefix of one.
 */
export function compositeParts(hex: string): readonly string[] | undefined {
  if (!hex.startsWith("00") || hex.length < 4) return undefined;
  try {
    const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
      Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
    );
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(1));
    return (text.endsWith("\u0000") ? text.slice(0, -1) : text).split("\u0000");
  } catch {
    return undefined;
  }
}
