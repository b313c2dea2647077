import type { Batch, BlockHeader, Check, QuarantinedBlock } from "@ledgerscope/core";
import { RowEncoder } from "@ledgerscope/schema";
import { type FabricRows, RowPayloads } from "../decode/rows.ts";
import { fabricArrivals } from "../tables/fabricArrivals.ts";
import type { Arrival } from "./ledger.ts";

/** Gathers blocks until they are taken as one batch. */
export class BatchBuilder {
  readonly #payloads: Pick<RowPayloads, "rows" | "take">;
  readonly #arrivals = new RowEncoder(fabricArrivals);
  #headers: BlockHeader[] = [];
  #checks: Check[] = [];
  #quarantined: QuarantinedBlock[] = [];
  #from: number | undefined;
  #to = 0;
  #bytes = 0;
  #beganMs = 0;

  /** @param payloads what becomes of the rows. */
  constructor(payloads: Pick<RowPayloads, "rows" | "take"> = new RowPayloads()) {
    this.#payloads = payloads;
  }

  /** Rows are appended here, before the block that they belong to is added. */
  get rows(): FabricRows {
    return this.#payloads.rows;
  }

  get isEmpty(): boolean {
    return this.#from === undefined;
  }

  /** Size of the blocks as read. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Milliseconds since its first block was added. */
  get ageMs(): number {
    return this.isEmpty ? 0 : performance.now() - this.#beganMs;
  }

  add(header: BlockHeader, checks: readonly Check[], bytes: number): void {
    this.#headers.push(header);
    this.#extend(header.number, checks, bytes);
  }

  arrive(place: { network: string; channel: string; height: number }, arrivals: readonly Arrival[]): void {
    for (const { node, timeMs } of arrivals) {
      this.#arrivals.push({ ...place, node, arrived_at: BigInt(Math.round(timeMs * 1_000)) * 1_000n });
    }
  }

  holdBack(height: number, checks: readonly Check[], raw: Uint8Array): void {
    const failed = checks.find(({ state }) => state === "failed");
    this.#quarantined.push({ height, check: failed?.check ?? "", detail: failed?.detail ?? "", raw });
    this.#extend(height, checks, raw.length);
  }

  #extend(height: number, checks: readonly Check[], bytes: number): void {
    if (this.isEmpty) this.#beganMs = performance.now();
    this.#from ??= height;
    this.#to = height + 1;
    this.#bytes += bytes;
    this.#checks.push(...checks);
  }

  /** Everything gathered since the last time. @param atHead there was nothing more to read. */
  take(atHead = false): Batch {
    const batch: Batch = {
      ...(atHead ? { atHead } : {}),
      from: this.#from ?? 0,
      to: this.#to,
      headers: this.#headers,
      payloads: [...this.#payloads.take(), ...(this.#arrivals.rows > 0 ? [this.#arrivals.take()] : [])],
      checks: this.#checks,
      quarantined: this.#quarantined,
      final: true,
    };
    this.#headers = [];
    this.#checks = [];
    this.#quarantined = [];
    this.#from = undefined;
    this.#bytes = 0;
    return batch;
  }
}
