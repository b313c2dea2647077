const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

export const EMPTY: Uint8Array = new Uint8Array(0);

/** Each byte as one character: a map key that sorts as its bytes do. */
export function toLatin1(bytes: Uint8Array): string {
  if (bytes.length <= 512) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let text = "";
  for (let at = 0; at < bytes.length; at += 512) text += toLatin1(bytes.subarray(at, at + 512));
  return text;
}

/** Whether the text is the bytes in lower-case hex. */
export function isHexOf(text: string, bytes: Uint8Array): boolean {
  if (text.length !== 2 * bytes.length) return false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    if (text.charCodeAt(2 * index) !== hexDigit(byte >> 4)) return false;
    if (text.charCodeAt(2 * index + 1) !== hexDigit(byte & 15)) return false;
  }
  return true;
}

/** Character code of a digit. */
const hexDigit = (value: number): number => (value < 10 ? 0x30 : 0x57) + value;

export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** @throws TypeError when the text is not hex. */
export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(text)) throw new TypeError(`not hex: ${text.slice(0, 80)}`);
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(text.slice(2 * index, 2 * index + 2), 16);
  }
  return bytes;
}

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

/** @throws DOMException when the text is not base64. */
export function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** @throws TypeError when the bytes are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  // Names are short ASCII mostly; the decoder's call costs more than they do.
  if (bytes.length < 24) {
    let text = "";
    for (const byte of bytes) {
      if (byte > 0x7f) return strictUtf8.decode(bytes);
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return strictUtf8.decode(bytes);
}

export const toUtf8 = (text: string): Uint8Array => encoder.encode(text);

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

let scratch = new Uint8Array(1 << 12);

/**
 * The parts behind each other, for a reader that is done with them when it returns: the next call writes over them.
 * An array of its own for every message that is hashed costs more than to hash it.
 */
export function joinedBriefly(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  if (length > scratch.length) scratch = new Uint8Array(Math.max(length, 2 * scratch.length));
  let at = 0;
  for (const part of parts) {
    scratch.set(part, at);
    at += part.length;
  }
  return scratch.subarray(0, length);
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** Lexicographic order of unsigned bytes, as Go's `bytes.Compare` and `sort.Strings`. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
