import type { NodeClock } from "../trace.ts";

/** Something that one node did before another could do what it did: each by its own clock, Unix nanoseconds. */
export interface Message {
  readonly from: string;
  readonly to: string;
  readonly sentNs: bigint;
  readonly receivedNs: bigint;
}

/** How far one clock is ahead of another. */
export interface ClockDifference {
  readonly offsetNs: bigint;
  /** The true offset lies within ± this of it. */
  readonly boundNs: bigint;
}

/** Fabric prints durations in whole milliseconds: what is worked out from one is not known better. */
const ROUNDING_NS = 1_000_000n;

/** The middle of an interval; none where the interval allows that the clocks agree. */
export function within(leastNs: bigint, mostNs: bigint): ClockDifference {
  if (leastNs <= 0n && mostNs >= 0n) {
    return { offsetNs: 0n, boundNs: (mostNs > -leastNs ? mostNs : -leastNs) + ROUNDING_NS };
  }
  const width = mostNs - leastNs;
  return { offsetNs: (mostNs + leastNs) / 2n, boundNs: (width < 0n ? -width : width) / 2n + ROUNDING_NS };
}

/**
 * What messages tell of the clocks of the nodes that exchanged them. Nothing arrives before it was sent: a message
 * from a to b says that b's clock is ahead of a's by no more than (received − sent). The least such limits along all
 * ways, in both directions, leave an interval for each pair.
 */
export class ClockMatrix {
  readonly #nodes: readonly string[];
  readonly #place = new Map<string, number>();
  /** How far the second may be ahead of the first, at most. */
  readonly #limit: (bigint | undefined)[][];

  constructor(messages: Iterable<Message>) {
    const all = [...messages].filter(({ from, to }) => from !== to);
    this.#nodes = [...new Set(all.flatMap(({ from, to }) => [from, to]))].sort();
    for (const [place, node] of this.#nodes.entries()) this.#place.set(node, place);
    this.#limit = this.#nodes.map((_, a) => this.#nodes.map((__, b) => (a === b ? 0n : undefined)));
    for (const { from, to, sentNs, receivedNs } of all) {
      this.#lower(this.#place.get(from) as number, this.#place.get(to) as number, receivedNs - sentNs);
    }
    // Shortest ways between all pairs (Floyd-Warshall).
    for (const via of this.#nodes.keys()) {
      for (const a of this.#nodes.keys()) {
        const first = this.#limit[a]?.[via];
        if (first === undefined || a === via) continue;
        for (const b of this.#nodes.keys()) {
          const second = this.#limit[via]?.[b];
          if (second !== undefined && a !== b && b !== via) this.#lower(a, b, first + second);
        }
      }
    }
  }

  #lower(a: number, b: number, limit: bigint): void {
    const row = this.#limit[a] as (bigint | undefined)[];
    const held = row[b];
    if (held === undefined || limit < held) row[b] = limit;
  }

  /** How far `b` is ahead of `a`; undefined where messages went in one direction only, or not at all. */
  difference(a: string, b: string): ClockDifference | undefined {
    const limits = this.#limits(a, b);
    if (limits?.most === undefined || limits.least === undefined) return undefined;
    return within(limits.least, limits.most);
  }

  #limits(a: string, b: string): { most: bigint | undefined; least: bigint | undefined } | undefined {
    const [from, to] = [this.#place.get(a), this.#place.get(b)];
    if (from === undefined || to === undefined) return undefined;
    const back = this.#limit[to]?.[from];
    return { most: this.#limit[from]?.[to], least: back === undefined ? undefined : -back };
  }

  /**
   * Every clock against the one that most others agree with; of equals the one that is known best. A clock of which
   * messages tell in one direction only is listed where they prove it wrong, and two others agree. Empty where no two
   * clocks can be compared.
   */
  clocks(): readonly NodeClock[] {
    const { reference, agreeing } = this.#reference();
    if (
      reference === undefined ||
      !this.#nodes.some((node) => node !== reference && this.difference(reference, node))
    ) {
      return [];
    }
    return this.#nodes.flatMap((node): NodeClock[] => {
      if (node === reference) return [{ node, offsetNs: 0n, boundNs: 0n }];
      const known = this.difference(reference, node);
      if (known) return [{ node, ...known }];
      const limits = agreeing < 2 ? undefined : this.#limits(reference, node);
      if (limits?.most !== undefined && limits.most < 0n) return [{ node, offsetNs: limits.most }];
      if (limits?.least !== undefined && limits.least > 0n) return [{ node, offsetNs: limits.least }];
      return [];
    });
  }

  #reference(): { readonly reference: string | undefined; readonly agreeing: number } {
    let best: { node: string; agreeing: number; boundNs: bigint } | undefined;
    for (const node of this.#nodes) {
      let agreeing = 0;
      let boundNs = 0n;
      for (const other of this.#nodes) {
        const known = this.difference(node, other);
        if (!known || other === node) continue;
        boundNs += known.boundNs;
        if (known.offsetNs <= known.boundNs && known.offsetNs >= -known.boundNs) agreeing++;
      }
      if (!best || agreeing > best.agreeing || (agreeing === best.agreeing && boundNs < best.boundNs)) {
        best = { node, agreeing, boundNs };
      }
    }
    return { reference: best?.node, agreeing: best?.agreeing ?? 0 };
  }
}
