import type { Batch, Payload } from "@ledgerscope/core";
import { rowMemory } from "./memoryPool.ts";
import type { ReadBlock } from "./readBlock.ts";

interface TableRows {
  readonly first: Payload;
  memory: Buffer;
  length: number;
  rows: number;
}

/** How much room a table's rows are given at first, in bytes; afterwards what the batch before took. */
const FIRST_BYTES = 256 * 1024;

/** Gathers consecutive blocks; each table's rows follow each other in the order of the blocks. */
export class BatchRows {
  #reads: ReadBlock[] = [];
  readonly #tables = new Map<string, TableRows>();
  readonly #usual = new Map<string, number>();

  /** The block's rows are copied, and their memory is given back. */
  add(read: ReadBlock): void {
    this.#reads.push(read);
    const payloads = read.good?.payloads ?? [];
    for (const payload of payloads) this.#append(payload);
    for (const { release } of payloads) release?.();
  }

  get isComplete(): boolean {
    return this.#reads.every(({ good }) => good);
  }

  /** What was added since the last one, from `from` on. */
  make(from: number, final: boolean): Batch {
    const reads = this.#reads;
    const payloads = [...this.#tables.values()].map(({ first, memory, length, rows }): Payload => {
      this.#usual.set(first.table, length);
      return { ...first, bytes: memory.subarray(0, length), rows, release: () => rowMemory.give(memory) };
    });
    this.#reads = [];
    this.#tables.clear();
    return {
      from,
      to: from + reads.length,
      headers: reads.flatMap(({ good }) => good?.header ?? []),
      payloads,
      checks: reads.flatMap(({ checks }) => checks),
      quarantined: reads.flatMap(({ bad }) => bad ?? []),
      final,
    };
  }

  /** What was added is thrown away. */
  clear(): void {
    for (const { memory } of this.#tables.values()) rowMemory.give(memory);
    this.#tables.clear();
    this.#reads = [];
  }

  #append(payload: Payload): void {
    const { table, bytes } = payload;
    let rows = this.#tables.get(table);
    if (!rows) {
      const room = Math.max(bytes.length, this.#usual.get(table) ?? FIRST_BYTES);
      rows = { first: payload, memory: rowMemory.take(room), length: 0, rows: 0 };
      this.#tables.set(table, rows);
    }
    const needed = rows.length + bytes.length;
    if (needed > rows.memory.length) {
      const larger = rowMemory.take(Math.max(needed, 2 * rows.memory.length));
      larger.set(rows.memory.subarray(0, rows.length));
      rowMemory.give(rows.memory);
      rows.memory = larger;
    }
    rows.memory.set(bytes, rows.length);
    rows.length = needed;
    rows.rows += payload.rows;
  }
}
