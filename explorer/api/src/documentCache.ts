/**
 * Parsed operations by their text, those used last. What it holds is bounded by the length of the texts, not by
 * their number: a parsed text takes some twenty times its length.
 */
export class DocumentCache<T> {
  readonly #held = new Map<string, T>();
  readonly #maxLength: number;
  #length = 0;

  /** @param maxLength of all texts together, in characters. */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  get(text: string): T | undefined {
    const value = this.#held.get(text);
    if (value === undefined) return undefined;
    // The order of a map is that of insertion: what was used moves to its end.
    this.#held.delete(text);
    this.#held.set(text, value);
    return value;
  }

  set(text: string, value: T): void {
    if (text.length > this.#maxLength) return;
    if (!this.#held.has(text)) this.#length += text.length;
    this.#held.set(text, value);
    for (const oldest of this.#held.keys()) {
      if (this.#length <= this.#maxLength) break;
      this.#held.delete(oldest);
      this.#length -= oldest.length;
    }
  }
}
