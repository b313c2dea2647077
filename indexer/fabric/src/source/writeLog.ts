/** What of a write stands in front of its key: the number of its space, lengths of key and value. */
const HEAD = 3;
/** Length of the value of a key that was deleted. */
const DELETED = 0xffffffff;
const FIRST_BYTES = 1 << 16;

/**
 * Writes in their order, bytes behind bytes. Hardly any of them is ever asked for, so that adding one makes no object,
 * and which write is a key's last is found out only when somebody asks.
 */
export class WriteLog {
  #data = Buffer.allocUnsafe(FIRST_BYTES);
  #bytes = 0;
  /** `HEAD` numbers for each write. */
  #heads = new Uint32Array(FIRST_BYTES >> 5);
  #count = 0;
  /** Numbers of namespace and collection. */
  readonly #spaces = new Map<string, Map<string, number>>();
  #spaceCount = 0;
  /** Position among writes and bytes of each key's last write, among those that were looked through. */
  #last = new Map<string, readonly [write: number, at: number]>();
  #lookedThrough = { writes: 0, bytes: 0 };

  /** Of all keys and values. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @param value null: the key was deleted. */
  push(namespace: string, collection: string, key: Uint8Array, value: Uint8Array | null): void {
    this.#reserve(key.length + (value?.length ?? 0));
    const head = this.#count++ * HEAD;
    this.#heads[head] = this.#space(namespace, collection);
    this.#heads[head + 1] = key.length;
    this.#heads[head + 2] = value ? value.length : DELETED;
    this.#data.set(key, this.#bytes);
    if (value) this.#data.set(value, this.#bytes + key.length);
    this.#bytes += key.length + (value?.length ?? 0);
  }

  /** The key's last value, as a copy; null where it was deleted, undefined where nothing was written. */
  get(namespace: string, collection: string, key: Uint8Array): Uint8Array | null | undefined {
    this.#lookThrough();
    const space = this.#spaces.get(namespace)?.get(collection);
    const found = this.#last.get(`${space}\n${latin1(key)}`);
    if (!found) return undefined;
    const [write, at] = found;
    const length = this.#heads[write * HEAD + 2] as number;
    return length === DELETED ? null : Uint8Array.from(this.#data.subarray(at + key.length, at + key.length + length));
  }

  /** Keeps each key's last write alone. */
  dropOverwritten(): void {
    this.#lookThrough();
    const [data, heads, last] = [this.#data, this.#heads, this.#last];
    this.#bytes = 0;
    this.#count = 0;
    for (const [, [write, at]] of [...last].sort(([, [a]], [, [b]]) => a - b)) {
      const head = heads.subarray(write * HEAD, (write + 1) * HEAD);
      const [, keyLength = 0, valueLength = 0] = head;
      const length = keyLength + (valueLength === DELETED ? 0 : valueLength);
      heads.copyWithin(this.#count++ * HEAD, write * HEAD, (write + 1) * HEAD);
      data.copyWithin(this.#bytes, at, at + length);
      this.#bytes += length;
    }
    this.#last = new Map();
    this.#lookedThrough = { writes: 0, bytes: 0 };
  }

  #lookThrough(): void {
    let { writes, bytes } = this.#lookedThrough;
    for (; writes < this.#count; writes++) {
      const head = writes * HEAD;
      const keyLength = this.#heads[head + 1] as number;
      const valueLength = this.#heads[head + 2] as number;
      this.#last.set(`${this.#heads[head]}\n${latin1(this.#data.subarray(bytes, bytes + keyLength))}`, [writes, bytes]);
      bytes += keyLength + (valueLength === DELETED ? 0 : valueLength);
    }
    this.#lookedThrough = { writes, bytes };
  }

  #space(namespace: string, collection: string): number {
    let collections = this.#spaces.get(namespace);
    if (!collections) {
      collections = new Map();
      this.#spaces.set(namespace, collections);
    }
    const known = collections.get(collection);
    if (known !== undefined) return known;
    collections.set(collection, this.#spaceCount);
    return this.#spaceCount++;
  }

  #reserve(bytes: number): void {
    if (this.#bytes + bytes > this.#data.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#data.length * 2, this.#bytes + bytes));
      this.#data.copy(grown, 0, 0, this.#bytes);
      this.#data = grown;
    }
    if ((this.#count + 1) * HEAD > this.#heads.length) {
      const grown = new Uint32Array(this.#heads.length * 2);
      grown.set(this.#heads);
      this.#heads = grown;
    }
  }
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
