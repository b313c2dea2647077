/** How long a node may stand still while others go on, in nanoseconds, before it is said to be silent. */
const PATIENCE_NS = 3_000_000_000n;

/** A block that others have delivered and this node has not. */
interface Laggard {
  readonly node: string;
  readonly height: number;
  /** When another node delivered it, or when this one delivered the one before, Unix nanoseconds. */
  readonly sinceNs: bigint;
}

/** Tells which nodes have stopped delivering while others go on: a stopped process keeps its connections. */
export class Laggards {
  readonly #newest = new Map<string, number>();
  readonly #missing = new Map<string, Laggard>();
  #highest = -1;

  /** @returns nodes that stand still for too long. */
  arrived(node: string, height: number, atNs: bigint): readonly Laggard[] {
    this.#newest.set(node, height);
    this.#missing.delete(node);
    this.#highest = Math.max(this.#highest, height);
    for (const [name, newest] of this.#newest) {
      if (newest >= this.#highest || this.#missing.has(name)) continue;
      this.#missing.set(name, { node: name, height: newest + 1, sinceNs: atNs });
    }
    return [...this.#missing.values()].filter(({ sinceNs }) => atNs - sinceNs >= PATIENCE_NS);
  }
}
