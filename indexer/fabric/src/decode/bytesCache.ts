/**
 * What is known of a few byte strings that come again and again. Found by a fingerprint of some of the bytes
 * and then compared as a whole, which costs far less than making a map key of all of them.
 */
export class BytesCache<Value> {
  readonly #maxEntries: number;
  readonly #entries = new Map<number, { readonly bytes: Buffer; readonly value: Value }[]>();
  #size = 0;

  /** When the cache holds `maxEntries` it is emptied. */
  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  get(bytes: Uint8Array): Value | undefined {
    return this.#entries.get(fingerprint(bytes))?.find((entry) => entry.bytes.equals(bytes))?.value;
  }

  set(bytes: Uint8Array, value: Value): void {
    if (this.#size >= this.#maxEntries) {
      this.#entries.clear();
      this.#size = 0;
    }
    const key = fingerprint(bytes);
    const bucket = this.#entries.get(key) ?? [];
    this.#entries.set(key, bucket);
    bucket.push({ bytes: Buffer.from(bytes), value }); // a copy: views keep whole blocks alive
    this.#size++;
  }
}

const SAMPLES = 24;

/** FNV-1a over the length and bytes at even distances. */
function fingerprint(bytes: Uint8Array): number {
  let hash = Math.imul(bytes.length ^ 0x811c9dc5, 0x01000193);
  const step = Math.max(1, Math.floor(bytes.length / SAMPLES));
  for (let at = bytes.length - 1; at >= 0; at -= step) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash;
}
