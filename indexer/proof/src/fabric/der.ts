/** Bytes that are not the DER which they should be. */
export class DerError extends Error {
  override readonly name = "DerError";
}

export const DerTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One element, tag and length included; `contents` is the part after the length. */
export interface DerElement {
  readonly tag: number;
  readonly raw: Uint8Array;
  readonly contents: Uint8Array;
}

/** Encodes one element (X.690, definite length). */
export function encodeDer(tag: number, contents: Uint8Array): Uint8Array {
  const lengthBytes: number[] = [];
  for (let rest = contents.length; rest > 0; rest = Math.floor(rest / 256)) lengthBytes.unshift(rest % 256);
  const head = contents.length < 0x80 ? [tag, contents.length] : [tag, 0x80 | lengthBytes.length, ...lengthBytes];
  const element = new Uint8Array(head.length + contents.length);
  element.set(head);
  element.set(contents, head.length);
  return element;
}

/** INTEGER of a non-negative safe integer. */
export function encodeDerInteger(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  if (bytes.length === 0 || (bytes[0] as number) >= 0x80) bytes.unshift(0);
  return encodeDer(DerTag.integer, Uint8Array.from(bytes));
}

/**
 * Reads the element that starts at `at`.
 * @throws DerError when it is cut off or its length is not in DER's shortest form.
 */
export function readDer(bytes: Uint8Array, at = 0): DerElement {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) throw new DerError("DER is cut off");
  if ((tag & 0x1f) === 0x1f) throw new DerError("DER tag of more than one byte");
  let length = first;
  let start = at + 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new DerError("DER length is indefinite or too long");
    length = 0;
    for (let index = 0; index < count; index++) length = length * 256 + (bytes[start++] ?? Number.NaN);
    if (!(length >= 0x80) || length < 256 ** (count - 1)) throw new DerError("DER length is not in its shortest form");
  }
  const end = start + length;
  if (end > bytes.length) throw new DerError("DER is cut off");
  return { tag, raw: bytes.subarray(at, end), contents: bytes.subarray(start, end) };
}

/** The elements that stand in a SEQUENCE or SET one after the other. */
export function readDerAll(contents: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < contents.length; ) {
    const element = readDer(contents, at);
    elements.push(element);
    at += element.raw.length;
  }
  return elements;
}
