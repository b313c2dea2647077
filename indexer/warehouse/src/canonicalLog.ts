import type { BlockRef, Range } from "@ledgerscope/core";
import { canonicalLogTable, STORE } from "@ledgerscope/schema";
import { insertRows } from "./insertRows.ts";
import type { Sequence } from "./sequence.ts";
import type { Warehouse } from "./warehouse.ts";

const hashBytes = (hash: string): Uint8Array => Buffer.from(hash.replace(/^0x/, ""), "hex");

/** Which block of each height in the network's head zone is canonical. One insert changes what all views show. */
export class CanonicalLog {
  readonly #warehouse: Warehouse;
  readonly #network: string;
  readonly #sequence: Sequence;

  constructor(warehouse: Warehouse, network: string, sequence: Sequence) {
    this.#warehouse = warehouse;
    this.#network = network;
    this.#sequence = sequence;
  }

  /** Heights in the head zone, ascending. */
  async heights({ from, to }: Range): Promise<readonly number[]> {
    const rows = await this.#warehouse.query<{ height: string }>(
      `SELECT height FROM ${STORE}.canonical
       WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64} ORDER BY height`,
      { network: this.#network, from, to },
    );
    return rows.map(({ height }) => Number(height));
  }

  async put(refs: readonly BlockRef[], token: string): Promise<void> {
    const seq = await this.#sequence.next();
    const rows = refs.map(({ number, hash }) => ({
      network: this.#network,
      height: number,
      block_hash: hashBytes(hash),
      in_head: true,
      seq,
    }));
    await insertRows(this.#warehouse, canonicalLogTable, rows, token);
  }

  /** Takes heights out of the head zone: they were reverted, or are in the final tables now. */
  async takeOut({ from, to }: Range): Promise<void> {
    await this.#warehouse.command(
      `INSERT INTO ${STORE}.canonical_log (network, height, block_hash, in_head, seq)
       SELECT network, height, block_hash, false, {seq:UInt64} FROM ${STORE}.canonical
       WHERE network = {network:String} AND height >= {from:UInt64} AND height < {to:UInt64}`,
      { network: this.#network, seq: String(await this.#sequence.next()), from, to },
    );
  }

  /**
   * Makes the mapping say what the ranges of the head zone say: takes out heights that none has (a write, a rewind or
   * a move was cut off before its last step), and puts back those that one has (a request of a process that was
   * killed came to its end after the next one had looked).
   */
  async agree(): Promise<void> {
    const head = `SELECT from AS height, argMax(first_hash, seq) AS hash FROM ${STORE}._ranges
      WHERE network = {network:String} GROUP BY from, to HAVING argMax(zone, seq) = 'head'`;
    const mapped = `SELECT height FROM ${STORE}.canonical WHERE network = {network:String}`;
    const stray = `SELECT network, height, block_hash, false AS in_head FROM ${STORE}.canonical
      WHERE network = {network:String} AND height NOT IN (SELECT height FROM (${head}))`;
    const missing = `SELECT {network:String} AS network, height,
        toFixedString(unhex(replaceOne(hash, '0x', '')), 32) AS block_hash, true AS in_head
      FROM (${head}) WHERE height NOT IN (${mapped})`;
    const params = { network: this.#network };
    for (const rows of [stray, missing]) {
      const [any] = await this.#warehouse.query(`SELECT 1 FROM (${rows}) LIMIT 1`, params);
      if (!any) continue;
      await this.#warehouse.command(
        `INSERT INTO ${STORE}.canonical_log (network, height, block_hash, in_head, seq)
         SELECT network, height, block_hash, in_head, {seq:UInt64} FROM (${rows})`,
        { ...params, seq: String(await this.#sequence.next()) },
      );
    }
  }

  /** Drops what was said of heights below, all of which have left the head zone: no row says the same. */
  async forget(below: number): Promise<void> {
    await this.#warehouse.command(
      `DELETE FROM ${STORE}.canonical_log WHERE network = {network:String} AND height < {below:UInt64}`,
      { network: this.#network, below },
    );
  }
}
