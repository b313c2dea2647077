import { type Check, type CheckTally, countRanges, mergeTallies, type Range, tallyChecks } from "@ledgerscope/core";

/** A step as it is told to others. */
export interface PassEvent {
  readonly network: string;
  readonly pass: string;
  readonly unit: string;
  /** Blocks of the step; 0 when the pass starts. */
  readonly blocks: number;
  readonly items: number;
  readonly remaining: number;
  readonly checks: CheckTally;
  readonly failed: readonly Check[];
}

/** What a run of one pass has done so far. */
export interface PassReading {
  readonly network: string;
  readonly pass: string;
  readonly unit: string;
  readonly blocks: number;
  readonly total: number;
  readonly items: number;
  readonly itemsPerSecond: number;
  /** Milliseconds until nothing is left; null when unknown. */
  readonly leftMs: number | null;
  readonly checks: CheckTally;
}

/** Rates are those of this last while, in milliseconds. */
const WINDOW_MS = 10_000;

interface Point {
  readonly atMs: number;
  readonly blocks: number;
  readonly items: number;
}

/** Adds up the steps of one pass over one network. */
export class PassMeter {
  readonly #name: Pick<PassReading, "network" | "pass" | "unit">;
  #total: number;
  #tallies: CheckTally[] = [];
  readonly #points: Point[];

  constructor(
    { network, pass, unit }: Pick<PassReading, "network" | "pass" | "unit">,
    blocks: number,
    nowMs: number = Date.now(),
  ) {
    this.#name = { network, pass, unit };
    this.#total = blocks;
    this.#points = [{ atMs: nowMs, blocks: 0, items: 0 }];
  }

  add(event: Pick<PassEvent, "blocks" | "items" | "remaining" | "checks">, nowMs: number = Date.now()): void {
    const last = this.#points.at(-1) as Point;
    this.#points.push({ atMs: nowMs, blocks: last.blocks + event.blocks, items: last.items + event.items });
    while (this.#points.length > 2 && (this.#points[1] as Point).atMs < nowMs - WINDOW_MS) this.#points.shift();
    this.#total = last.blocks + event.blocks + event.remaining;
    this.#tallies = [mergeTallies([...this.#tallies, event.checks])];
  }

  read(): PassReading {
    const first = this.#points[0] as Point;
    const last = this.#points.at(-1) as Point;
    const seconds = Math.max(0.001, (last.atMs - first.atMs) / 1000);
    const blocksPerSecond = (last.blocks - first.blocks) / seconds;
    const left = this.#total - last.blocks;
    return {
      ...this.#name,
      blocks: last.blocks,
      total: this.#total,
      items: last.items,
      itemsPerSecond: Math.round((last.items - first.items) / seconds),
      leftMs: left === 0 ? 0 : blocksPerSecond === 0 ? null : Math.round((left / blocksPerSecond) * 1000),
      checks: mergeTallies(this.#tallies),
    };
  }
}

/** What is told of a pass over `missing`, step by step. */
export function passEvents(name: Pick<PassReading, "network" | "pass" | "unit">, missing: readonly Range[]) {
  let remaining = countRanges(missing);
  return {
    start: (): PassEvent => ({ ...name, blocks: 0, items: 0, remaining, checks: {}, failed: [] }),
    step({ from, to, items, checks }: Range & { items: number; checks: readonly Check[] }): PassEvent {
      remaining -= to - from;
      const failed = checks.filter(({ state }) => state === "failed");
      return { ...name, blocks: to - from, items, remaining, checks: tallyChecks(checks), failed };
    },
  };
}
