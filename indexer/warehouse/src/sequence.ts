import { STORE } from "@ledgerscope/schema";
import type { Warehouse } from "./warehouse.ts";

/**
 * Order of writing for one network: Unix nanoseconds, but always above what is stored, so that a clock
 * that was set back cannot bring an old row to the top.
 */
export class Sequence {
  readonly #warehouse: Warehouse;
  readonly #network: string;
  #last = 0n;
  #begun: Promise<void> | undefined;

  constructor(warehouse: Warehouse, network: string) {
    this.#warehouse = warehouse;
    this.#network = network;
  }

  async next(): Promise<bigint> {
    this.#begun ??= this.#begin();
    await this.#begun;
    const now = BigInt(Date.now()) * 1_000_000n;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return this.#last;
  }

  async #begin(): Promise<void> {
    try {
      this.#last = await this.#stored();
    } catch (error) {
      this.#begun = undefined;
      throw error;
    }
  }

  async #stored(): Promise<bigint> {
    const rows = await this.#warehouse.query<{ seq: string }>(
      `SELECT max(seq) AS seq FROM ${STORE}._ranges WHERE network = {network:String}
       UNION ALL SELECT max(seq) FROM ${STORE}.canonical_log WHERE network = {network:String}
       UNION ALL SELECT max(seq) FROM ${STORE}._passes WHERE network = {network:String}`,
      { network: this.#network },
    );
    return rows.map(({ seq }) => BigInt(seq)).reduce((a, b) => (a > b ? a : b), 0n);
  }
}
