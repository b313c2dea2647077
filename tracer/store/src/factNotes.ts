import type { StageFact } from "@ledgerscope/core";
import type { Row } from "@ledgerscope/schema";
import type { factBatches } from "./tables/factBatches.ts";
import { unixNanoseconds } from "./unixNanoseconds.ts";

/** Digits of a transaction id that every observer knows. */
const PREFIX_DIGITS = 8;

interface Note {
  readonly network: string;
  readonly channel: string;
  readonly heights: Set<number>;
  readonly prefixes: Set<number>;
  fromNs: bigint | undefined;
  toNs: bigint | undefined;
}

/** What facts that are stored together are about: rows of `fact_batches`. */
export class FactNotes {
  readonly #notes: Note[] = [];

  add({ network, channel, subject, id, startNs, endNs }: StageFact): void {
    let note = this.#notes.find((one) => one.network === network && one.channel === channel);
    if (!note) {
      note = { network, channel, heights: new Set(), prefixes: new Set(), fromNs: undefined, toNs: undefined };
      this.#notes.push(note);
    }
    // Ids come from logs: what is no height of a stored block, or no prefix, leads nowhere.
    if (subject === "block") keep(note.heights, Number(id));
    else if (subject === "tx") keep(note.prefixes, Number.parseInt(id.slice(0, PREFIX_DIGITS), 16));
    const first = startNs ?? endNs;
    const last = endNs ?? startNs;
    if (first !== undefined && (note.fromNs === undefined || first < note.fromNs)) note.fromNs = first;
    if (last !== undefined && (note.toNs === undefined || last > note.toNs)) note.toNs = last;
  }

  /** Numbered now: to be called once the facts are durable. */
  rows(): readonly Row<typeof factBatches>[] {
    return this.#notes.map(({ network, channel, heights, prefixes, fromNs = 0n, toNs = 0n }) => ({
      network,
      channel,
      seq: unixNanoseconds(),
      from_at: fromNs,
      to_at: toNs,
      heights: ascending(heights),
      tx_prefixes: ascending(prefixes),
    }));
  }
}

function keep(numbers: Set<number>, value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) numbers.add(value);
}

const ascending = (numbers: Iterable<number>): readonly number[] => [...numbers].sort((a, b) => a - b);
