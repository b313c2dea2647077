import { createHash } from "node:crypto";
import {
  type Batch,
  type BlockHeader,
  type BlockRef,
  CorruptDataError,
  type Payload,
  type Range,
  type RangeSet,
  type Sink,
  subtractRanges,
  unionRanges,
} from "@ledgerscope/core";
import { quarantineTable, STORE, type Table } from "@ledgerscope/schema";
import { allDone } from "./allDone.ts";
import { asInserted } from "./asInserted.ts";
import { CanonicalLog } from "./canonicalLog.ts";
import { clearHeights, heightTables, isClear, physicalName } from "./heightTables.ts";
import { insertRows } from "./insertRows.ts";
import { pruneHead } from "./pruneHead.ts";
import { type NewRange, RangeLog, refIn, type StoredRange } from "./rangeLog.ts";
import { END } from "./revise.ts";
import { Sequence } from "./sequence.ts";
import { Untouched } from "./untouched.ts";
import type { Warehouse } from "./warehouse.ts";

export interface SinkOptions {
  /** Name of the network in the configuration. */
  readonly network: string;
  /** The tables that its batches are for: those of passes are theirs to clear. */
  readonly tables: readonly Table[];
}

/** How many heights become final until what lies below is forgotten by the mapping and the head tables. */
const PRUNE_EVERY = 1000;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Headers of neighbouring heights together: what is between was held back. */
function consecutive(headers: readonly BlockHeader[]): BlockHeader[][] {
  const runs: BlockHeader[][] = [];
  for (const header of headers) {
    const run = runs.at(-1);
    if (run && (run.at(-1) as BlockHeader).number + 1 === header.number) run.push(header);
    else runs.push([header]);
  }
  return runs;
}

/**
 * Stores one network's batches: rows first, then what makes them visible, then the range that says they are
 * complete. A crash between leaves rows without a range, which the next write to those heights replaces.
 * One sink writes a network at a time.
 */
export function createSink(warehouse: Warehouse, options: SinkOptions): Sink {
  return new WarehouseSink(warehouse, options);
}

class WarehouseSink implements Sink {
  readonly #warehouse: Warehouse;
  readonly #network: string;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #ranges: RangeLog;
  readonly #canonical: CanonicalLog;
  readonly #sequence: Sequence;
  readonly #untouched = new Untouched();
  /** The first time, what an earlier process has left is pruned. */
  #finalizedSincePrune = PRUNE_EVERY;
  #begun: Promise<void> | undefined;

  constructor(warehouse: Warehouse, { network, tables }: SinkOptions) {
    this.#warehouse = warehouse;
    this.#network = network;
    this.#tables = new Map(tables.map((table) => [table.name, table]));
    this.#sequence = new Sequence(warehouse, network);
    this.#ranges = new RangeLog(warehouse, network, this.#sequence);
    this.#canonical = new CanonicalLog(warehouse, network, this.#sequence);
  }

  stored(): Promise<RangeSet> {
    return this.#ranges.stored();
  }

  recent(count: number): Promise<readonly BlockRef[]> {
    return this.#ranges.newest(count);
  }

  at(height: number): Promise<BlockRef | undefined> {
    return this.#ranges.at(height);
  }

  async write(batch: Batch): Promise<void> {
    await this.#quarantine(batch);
    if (batch.headers.length === 0) return;
    await this.#begin();
    const [held, isClean] = await this.#lookAt(batch);
    if (this.#isFinal(batch, held)) return;
    // What was held back decides which rows there are, so the token names the blocks, not only their range.
    const content = sha256(batch.headers.map((header) => header.hash).join());
    const revision = await this.#ranges.revision();
    const token = (table: string): string =>
      `${this.#network}:${table}:${batch.from}-${batch.to}:${revision}:${content}`;
    await this.#untouched.write(batch.to, () =>
      batch.final ? this.#writeFinal(batch, held, isClean, token) : this.#writeHead(batch, held, token),
    );
  }

  /**
   * Ranges at the batch's heights, and whether no table holds a row there (of a final batch). It is what a subscriber
   * waits for at the head of the chain: left out where nothing can be, and else both looks side by side.
   */
  async #lookAt(batch: Batch): Promise<readonly [held: readonly StoredRange[], isClean: boolean]> {
    const looks = (range: Range) =>
      Promise.all([
        this.#ranges.overlapping(range),
        batch.final && isClear(this.#warehouse, this.#network, this.#physical("final"), range),
      ]);
    const isEmpty = async (): Promise<boolean> => {
      const [held, isClean] = await looks({ from: batch.from, to: END });
      return held.length === 0 && isClean;
    };
    return batch.final && (await this.#untouched.look(batch.from, isEmpty)) ? [[], true] : looks(batch);
  }

  /** Before the first change: the views show what the ranges name, whatever an interrupted one has left. */
  async #begin(): Promise<void> {
    if (!this.#hasHead()) return;
    this.#begun ??= this.#canonical.agree();
    try {
      await this.#begun;
    } catch (error) {
      this.#begun = undefined;
      throw error;
    }
  }

  /**
   * Whether all blocks of the batch are final already.
   * @throws CorruptDataError when only some are, or other ones.
   */
  #isFinal(batch: Batch, ranges: readonly StoredRange[]): boolean {
    const held = ranges.filter((range) => range.zone === "final");
    const covered = batch.headers.filter(({ number }) => held.some((r) => r.from <= number && number < r.to));
    for (const { number, hash } of covered) {
      const ref = refIn(held, number);
      if (ref && ref.hash !== hash) {
        throw new CorruptDataError(
          `${this.#network}: block ${number} is final as ${ref.hash}, the source has ${hash}`,
          {
            height: number,
          },
        );
      }
    }
    if (covered.length > 0 && covered.length < batch.headers.length) {
      throw new CorruptDataError(
        `${this.#network}: blocks ${batch.from}:${batch.to} are stored in part; does another process write this network?`,
        { height: batch.from },
      );
    }
    return covered.length > 0;
  }

  /** @param isClean no table holds a row at the batch's heights. */
  async #writeFinal(
    batch: Batch,
    held: readonly StoredRange[],
    isClean: boolean,
    token: (table: string) => string,
  ): Promise<void> {
    const final = held.filter((range) => range.zone === "final");
    let again = false;
    for (const part of isClean ? [] : subtractRanges(batch, final)) {
      again = (await this.#clear(this.#physical("final"), part)) || again;
    }
    // What was deleted must not be taken for a repetition of itself.
    const mark = again ? `:${await this.#sequence.next()}` : "";
    await this.#insert(batch.payloads, "final", (table) => token(table) + mark);
    const inHead = this.#hasHead() && (await this.#canonical.heights(batch)).length > 0;
    await this.#ranges.write(this.#newRanges(batch, consecutive(batch.headers)), token("_ranges") + mark);
    if (inHead) {
      await this.#ranges.move(batch, "reverted");
      await this.#canonical.takeOut(batch);
    }
  }

  async #writeHead(batch: Batch, held: readonly StoredRange[], token: (table: string) => string): Promise<void> {
    if (!this.#hasHead()) {
      throw new CorruptDataError(
        `${this.#network}: blocks ${batch.from}:${batch.to} can be reverted, but the family has no table for such blocks`,
        { height: batch.from },
      );
    }
    // A block that comes back after a reorg makes rows, a mapping and a range anew.
    const mark = `:${await this.#sequence.next()}`;
    // Rows of a block that was taken back stay by its hash, and would count again with it: also those of datasets that
    // are not asked for any more.
    const back = batch.headers.filter(({ number, hash }) => refIn(held, number)?.hash !== hash);
    const cleared = await this.#clear(
      this.#reverting("head"),
      batch,
      back.map(({ hash }) => hash),
    );
    // What was deleted must not be taken for a repetition of itself.
    await this.#insert(batch.payloads, "head", cleared ? (table) => token(table) + mark : token);
    await this.#canonical.put(batch.headers, token("canonical_log") + mark);
    const ranges = this.#newRanges(
      batch,
      batch.headers.map((header) => [header]),
    );
    await this.#ranges.write(ranges, token("_ranges") + mark);
  }

  /** The rows and bytes of the whole batch stand in its first range. */
  #newRanges(batch: Batch, runs: readonly (readonly BlockHeader[])[]): NewRange[] {
    return runs.map((run, index) => {
      const first = run[0] as BlockHeader;
      const last = run.at(-1) as BlockHeader;
      const inRun = (height: number): boolean => height >= first.number && height <= last.number;
      const sum = (of: (payload: Payload) => number): number =>
        index === 0 ? batch.payloads.reduce((total, payload) => total + of(payload), 0) : 0;
      return {
        zone: batch.final ? "final" : "head",
        from: first.number,
        to: last.number + 1,
        rows: sum((payload) => payload.rows),
        bytes: sum((payload) => payload.bytes.length),
        firstHash: first.hash,
        lastHash: last.hash,
        lastParentHash: last.parentHash,
        checks: batch.checks.filter((check) => inRun(check.height)),
      };
    });
  }

  async #insert(payloads: readonly Payload[], zone: "head" | "final", token: (table: string) => string): Promise<void> {
    await allDone(
      payloads
        .filter((payload) => payload.rows > 0)
        .map((payload) => {
          const table = this.#tables.get(payload.table);
          if (!table) throw new Error(`${this.#network}: the family's schema has no table ${payload.table}`);
          const name = physicalName(table, zone);
          return this.#warehouse.insert({ ...asInserted(table, payload), table: name }, { token: token(name) });
        }),
    );
  }

  /** Tables that hold rows by height. */
  #physical(zone: "head" | "final"): readonly string[] {
    return heightTables(this.#tables.values()).map((table) => physicalName(table, zone));
  }

  #hasHead(): boolean {
    return [...this.#tables.values()].some((table) => table.reorgs);
  }

  /** Deletes what an interrupted write left at heights that no range names. @returns whether there was any. */
  #clear(names: readonly string[], range: Range, hashes?: readonly string[]): Promise<boolean> {
    return clearHeights(this.#warehouse, this.#network, names, range, hashes);
  }

  async #quarantine(batch: Batch): Promise<void> {
    if (batch.quarantined.length === 0) return;
    const seq = await this.#sequence.next();
    const rows = batch.quarantined.map((block) => ({ network: this.#network, ...block, seq }));
    const content = sha256(rows.map(({ height, check, raw }) => `${height}${check}${sha256Bytes(raw)}`).join());
    const token = `${this.#network}:_quarantine:${batch.from}-${batch.to}:${content}`;
    await insertRows(this.#warehouse, quarantineTable, rows, token);
  }

  async finalize(to: number): Promise<void> {
    if (!this.#hasHead()) return;
    await this.#begin();
    const heights = await this.#canonical.heights({ from: 0, to: to + 1 });
    if (heights.length === 0) return;
    const zone: Range = { from: heights[0] as number, to: to + 1 };
    const ranges = await this.#ranges.overlapping(zone);
    const inHead = new Set(heights);
    const pending = ranges.filter((range) => range.zone === "head" && inHead.has(range.from));
    for (const run of unionRanges(pending)) {
      await this.#clear(this.#reverting("final"), run);
      await allDone((await this.#tablesIn(run)).map((table) => this.#copyToFinal(table, run)));
      await this.#ranges.move(run, "final");
    }
    // Heights whose range was final already lacked this step alone. Those without a range are being written just now.
    const stored = heights.filter((height) => ranges.some(({ from, to: end }) => from <= height && height < end));
    for (const run of unionRanges(stored.map((height) => ({ from: height, to: height + 1 })))) {
      await this.#canonical.takeOut(run);
    }
    this.#finalizedSincePrune += heights.length;
    if (this.#finalizedSincePrune >= PRUNE_EVERY) {
      await this.#canonical.forget(zone.from);
      await pruneHead(this.#warehouse, this.#network, this.#tables.values(), zone.from);
      this.#finalizedSincePrune = 0;
    }
  }

  /** Tables that have rows of those heights in the head zone: not every block has withdrawals. */
  async #tablesIn({ from, to }: Range): Promise<readonly Table[]> {
    const tables = [...this.#tables.values()].filter((table) => table.reorgs);
    const looks = tables.map(
      (table) => `SELECT '${table.name}' AS name FROM ${physicalName(table, "head")}
        WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64} LIMIT 1`,
    );
    const params = { network: this.#network, from, to };
    const found = await this.#warehouse.query<{ name: string }>(looks.join(" UNION ALL "), params);
    return tables.filter((table) => found.some(({ name }) => name === table.name));
  }

  /** Tables with both zones. */
  #reverting(zone: "head" | "final"): readonly string[] {
    return [...this.#tables.values()].filter((t) => t.reorgs).map((table) => physicalName(table, zone));
  }

  /** Without a token: a copy that was cleared away and is made again must not be taken for a repetition. One sink writes a network. */
  async #copyToFinal(table: Table, { from, to }: Range): Promise<void> {
    const columns = Object.keys(table.columns)
      .map((column) => `\`${column}\``)
      .join(", ");
    await this.#warehouse.command(
      `INSERT INTO ${physicalName(table, "final")} (${columns})
       SELECT ${columns} FROM ${physicalName(table, "head")} FINAL
       WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}
         AND (network, height, block_hash) IN (SELECT network, height, block_hash FROM ${STORE}.canonical)
       SETTINGS insert_deduplicate = 0`,
      { network: this.#network, from, to },
    );
  }

  async rewind(to: BlockRef | undefined): Promise<void> {
    const above: Range = { from: to === undefined ? 0 : to.number + 1, to: END };
    const final = (await this.#ranges.overlapping(above)).findLast((range) => range.zone === "final");
    if (final) {
      throw new CorruptDataError(
        `${this.#network}: cannot go back to ${to ? `block ${to.number} ${to.hash}` : "the beginning"}: ` +
          `block ${final.to - 1} ${final.lastHash} is final (ledgerscope rewind takes final blocks back)`,
        { height: final.to - 1 },
      );
    }
    // Cut off between the two, blocks are shown that are not stored: they are read again. The other way round, blocks
    // that no view shows would count as stored.
    await this.#ranges.move(above, "reverted");
    await this.#canonical.takeOut(above);
  }
}

const sha256Bytes = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
