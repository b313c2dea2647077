import { RLP } from "@ethereumjs/rlp";

/** What RLP holds: bytes, or a list. */
export type RlpItem = Uint8Array | RlpItem[];

/** Only what encodes to the same bytes again: another spelling of the same list would have the same hash. */
export function decodeRlp(bytes: Uint8Array): RlpItem | undefined {
  try {
    const item = RLP.decode(bytes) as RlpItem;
    const again = RLP.encode(item);
    return again.length === bytes.length && again.every((byte, at) => byte === bytes[at]) ? item : undefined;
  } catch {
    return undefined;
  }
}

export const isBytes = (item: RlpItem | undefined, length?: number): item is Uint8Array =>
  item !== undefined && !Array.isArray(item) && (length === undefined || item.length === length);

export const areBytes = (item: RlpItem | undefined, length: number): item is Uint8Array[] =>
  Array.isArray(item) && item.every((one) => isBytes(one, length));

export function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
