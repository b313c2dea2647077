import { createHash } from "node:crypto";

/** Numbers that follow from a text alone: the same everywhere, always. Not for secrets. */
export class Random {
  readonly #seed: string;
  #count = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** @returns bytes, at most 32 */
  bytes(length: number): Buffer {
    return createHash("sha256")
      .update(`${this.#seed}/${this.#count++}`)
      .digest()
      .subarray(0, length);
  }

  /** From `from` to `to`, both included. */
  integer(from: number, to: number): number {
    return from + (this.bytes(6).readUIntBE(0, 6) % (to - from + 1));
  }

  digits(length: number): string {
    return Array.from({ length }, () => this.integer(0, 9)).join("");
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.integer(0, items.length - 1)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => ({ item, key: this.integer(0, 2 ** 40) }));
    return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  }
}
