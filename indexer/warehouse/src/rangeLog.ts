import { type BlockRef, type Check, listExceptions, type Range, type RangeSet, tallyChecks } from "@ledgerscope/core";
import { rangesTable, STORE } from "@ledgerscope/schema";
import { insertRows } from "./insertRows.ts";
import { islands } from "./islands.ts";
import type { Sequence } from "./sequence.ts";
import type { Warehouse } from "./warehouse.ts";

export interface StoredRange extends Range {
  readonly zone: "head" | "final";
  readonly firstHash: string;
  readonly lastHash: string;
}

export interface NewRange extends StoredRange {
  readonly rows: number;
  readonly bytes: number;
  readonly lastParentHash: string;
  /** Every check made on its blocks. */
  readonly checks: readonly Check[];
}

/** Per range the newest row counts. */
const CURRENT = `SELECT from, to, argMax(zone, seq) AS zone,
    argMax(first_hash, seq) AS firstHash, argMax(last_hash, seq) AS lastHash
  FROM ${STORE}._ranges WHERE network = {network:String}`;

/** Final heights of the network `{network:String}` from `{above:UInt64}` on, ranges of one revision joined: from, to, revision. */
export const FINAL_ISLANDS = islands(`SELECT from, to, argMax(r.revision, r.seq) AS revision
  FROM ${STORE}._ranges AS r WHERE network = {network:String} AND to > {above:UInt64}
  GROUP BY from, to HAVING argMax(r.zone, r.seq) = 'final'`);

interface RangeRow {
  readonly from: string;
  readonly to: string;
  readonly zone: "head" | "final";
  readonly firstHash: string;
  readonly lastHash: string;
}

const parse = (row: RangeRow): StoredRange => ({ ...row, from: Number(row.from), to: Number(row.to) });

/** The network's rows of `_ranges`. The head zone has one row per block, so that each can be reverted alone. */
export class RangeLog {
  readonly #warehouse: Warehouse;
  readonly #network: string;
  readonly #sequence: Sequence;
  #revision: number | undefined;

  constructor(warehouse: Warehouse, network: string, sequence: Sequence) {
    this.#warehouse = warehouse;
    this.#network = network;
    this.#sequence = sequence;
  }

  /** Ascending and joined; joining happens in the engine, there may be a row per block. */
  async stored(): Promise<RangeSet> {
    const rows = await this.#warehouse.query<{ from: string; to: string }>(
      `SELECT from, to FROM (${islands(`SELECT from, to, 0 AS revision FROM (${CURRENT} GROUP BY from, to HAVING zone != 'reverted')`)})
       ORDER BY from`,
      { network: this.#network },
    );
    return rows.map(({ from, to }) => ({ from: Number(from), to: Number(to) }));
  }

  /** Ranges that share heights with the given one, ascending. */
  async overlapping({ from, to }: Range): Promise<readonly StoredRange[]> {
    const rows = await this.#warehouse.query<RangeRow>(
      `${CURRENT} AND from < {to:UInt64} AND to > {from:UInt64}
       GROUP BY from, to HAVING zone != 'reverted' ORDER BY from`,
      { network: this.#network, from, to },
    );
    return rows.map(parse);
  }

  /** Last blocks of the newest ranges, ascending. */
  async newest(count: number): Promise<readonly BlockRef[]> {
    const rows = await this.#warehouse.query<RangeRow>(
      `${CURRENT} GROUP BY from, to HAVING zone != 'reverted' ORDER BY to DESC LIMIT {count:UInt32}`,
      { network: this.#network, count },
    );
    return rows
      .map(parse)
      .map(({ to, lastHash }) => ({ number: to - 1, hash: lastHash }))
      .reverse();
  }

  /** Known for the first and the last block of a range. */
  async at(height: number): Promise<BlockRef | undefined> {
    return refIn(await this.overlapping({ from: height, to: height + 1 }), height);
  }

  /** That of what is written from now on: raised by every deliberate rewrite. */
  async revision(): Promise<number> {
    this.#revision ??= await this.#newestRevision();
    return this.#revision;
  }

  async #newestRevision(): Promise<number> {
    const [row] = await this.#warehouse.query<{ revision: number }>(
      `SELECT max(revision) AS revision FROM ${STORE}._ranges WHERE network = {network:String}`,
      { network: this.#network },
    );
    return row?.revision ?? 0;
  }

  async write(ranges: readonly NewRange[], token: string): Promise<void> {
    const seq = await this.#sequence.next();
    const revision = await this.revision();
    const rows = ranges.map((range) => ({
      network: this.#network,
      zone: range.zone,
      from: range.from,
      to: range.to,
      revision,
      rows: range.rows,
      bytes: range.bytes,
      first_hash: range.firstHash,
      last_hash: range.lastHash,
      last_parent_hash: range.lastParentHash,
      checks: JSON.stringify(tallyChecks(range.checks)),
      seq,
      exceptions: JSON.stringify(listExceptions(range.checks)),
    }));
    await insertRows(this.#warehouse, rangesTable, rows, token);
  }

  /** Takes ranges of both zones within the given one back, at a new revision. */
  async revise({ from, to }: Range, revision: number): Promise<void> {
    const kept = ["rows", "bytes", "first_hash", "last_hash", "last_parent_hash", "checks", "exceptions"];
    await this.#warehouse.command(
      `INSERT INTO ${STORE}._ranges (network, zone, from, to, revision, seq, ${kept.join(", ")})
       SELECT {network:String}, 'reverted', from, to, {revision:UInt32}, {seq:UInt64}, ${kept.map((c) => `argMax(r.${c}, r.seq)`).join(", ")}
       FROM ${STORE}._ranges AS r
       WHERE network = {network:String} AND from >= {from:UInt64} AND to <= {to:UInt64}
       GROUP BY from, to HAVING argMax(r.zone, r.seq) != 'reverted' ORDER BY from`,
      { network: this.#network, revision, seq: String(await this.#sequence.next()), from, to },
    );
    this.#revision = undefined;
  }

  /** Writes the head zone's ranges within the given one anew, in another zone. */
  async move({ from, to }: Range, zone: "final" | "reverted"): Promise<void> {
    const kept = ["revision", "rows", "bytes", "first_hash", "last_hash", "last_parent_hash", "checks", "exceptions"];
    await this.#warehouse.command(
      `INSERT INTO ${STORE}._ranges (network, zone, from, to, seq, ${kept.join(", ")})
       SELECT {network:String}, {zone:String}, from, to, {seq:UInt64}, ${kept.map((c) => `argMax(r.${c}, r.seq)`).join(", ")}
       FROM ${STORE}._ranges AS r
       WHERE network = {network:String} AND from >= {from:UInt64} AND to <= {to:UInt64}
       GROUP BY from, to HAVING argMax(r.zone, r.seq) = 'head' ORDER BY from`,
      { network: this.#network, zone, seq: String(await this.#sequence.next()), from, to },
    );
  }
}

/** What the ranges say of the block at a height. */
export function refIn(ranges: readonly StoredRange[], height: number): BlockRef | undefined {
  const last = ranges.find((range) => range.to === height + 1);
  if (last) return { number: height, hash: last.lastHash };
  const first = ranges.find((range) => range.from === height);
  return first && { number: height, hash: first.firstHash };
}
