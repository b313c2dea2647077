import { createHash } from "node:crypto";

/** One write of a transaction; without a value it deletes. `collection` is empty for public data. */
export interface Write {
  readonly collection: string;
  readonly key: string;
  readonly value: Uint8Array | undefined;
}

export interface Version {
  readonly txId: string;
  readonly timeMs: number;
  readonly value: Uint8Array | undefined;
}

/** Keys and values in memory, with the history of public keys and key-level metadata. */
export class WorldState {
  readonly #values = new Map<string, Uint8Array>();
  readonly #history = new Map<string, Version[]>();
  readonly metadata = new Map<string, Map<string, Uint8Array>>();

  get(collection: string, key: string): Uint8Array | undefined {
    return this.#values.get(nameOf(collection, key));
  }

  /** SHA-256 of a private value, as every member and non-member sees it. */
  hash(collection: string, key: string): Uint8Array | undefined {
    const value = this.get(collection, key);
    return value && createHash("sha256").update(value).digest();
  }

  /** [start, end) in the order of UTF-8 bytes; an empty end is open. */
  range(collection: string, start: string, end: string): { key: string; value: Uint8Array }[] {
    const from = Buffer.from(start);
    const to = Buffer.from(end);
    const inside = [...this.#values].flatMap(([name, value]) => {
      const [of, key] = JSON.parse(name) as [string, string];
      const bytes = Buffer.from(key);
      const fits = of === collection && bytes.compare(from) >= 0 && (end === "" || bytes.compare(to) < 0);
      return fits ? [{ key, value, bytes }] : [];
    });
    return inside.sort((a, b) => a.bytes.compare(b.bytes)).map(({ key, value }) => ({ key, value }));
  }

  /** Newest first. */
  history(key: string): readonly Version[] {
    return [...(this.#history.get(key) ?? [])].reverse();
  }

  apply(txId: string, timeMs: number, writes: readonly Write[]): void {
    for (const { collection, key, value } of writes) {
      const name = nameOf(collection, key);
      if (value === undefined) this.#values.delete(name);
      else this.#values.set(name, value);
      if (collection !== "") continue;
      if (value === undefined) this.metadata.delete(key);
      this.#history.set(key, [...(this.#history.get(key) ?? []), { txId, timeMs, value }]);
    }
  }
}

function nameOf(collection: string, key: string): string {
  return JSON.stringify([collection, key]);
}
