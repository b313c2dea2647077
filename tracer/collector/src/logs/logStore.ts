import { createHash } from "node:crypto";
import { retry } from "@ledgerscope/core";
import { type Warehouse, writeLogPositions, writeMalformedLines } from "@ledgerscope/tracer-store";
import { factsTotal, linesTotal } from "../metrics.ts";
import { LogBatch } from "./logBatch.ts";

/**
 * Stores what is read of log files, of many in one insert. Facts are durable before the positions that stand for them,
 * so that a stop at any moment loses nothing; what is read twice folds into the same rows. While a batch is stored the
 * next one is read, and no more than that: logs that grow faster than they are stored wait in their files.
 */
export class LogStore {
  readonly #warehouse: Warehouse;
  readonly #of: { readonly network: string; readonly channel: string };
  #batch = new LogBatch();
  #storing: Promise<void> = Promise.resolve();

  constructor(warehouse: Warehouse, of: { readonly network: string; readonly channel: string }) {
    this.#warehouse = warehouse;
    this.#of = of;
  }

  /** What is read next goes into this one. */
  get batch(): LogBatch {
    return this.#batch;
  }

  /** Waits for the batch before, and lets this one be stored meanwhile. @throws what kept the batch before from it. */
  async handOver(): Promise<void> {
    const full = this.#batch;
    this.#batch = new LogBatch();
    await this.#storing;
    this.#storing = this.#store(full);
    // Its failure is told to whoever waits for it next.
    this.#storing.catch(() => undefined);
  }

  /** Resolves when everything that was read is stored. */
  async flush(): Promise<void> {
    if (this.#batch.parts.length > 0) await this.handOver();
    await this.#storing;
  }

  async #store({ facts, parts }: LogBatch): Promise<void> {
    const warehouse = this.#warehouse;
    const { network, channel } = this.#of;
    const places = parts.map(({ from, end }) => `${from.node}:${from.fingerprint}:${from.offset}:${end}`).join();
    const token = `log:${network}:${channel}:${createHash("sha256").update(places).digest("hex")}`;
    // Not cut short by a signal: what was read is stored, and a warehouse that is away is waited for within bounds.
    await retry(() => facts.store(warehouse, token));
    for (const { from, malformed } of parts)
      await retry(() => writeMalformedLines(warehouse, from, malformed, `${token}:${from.node}:${from.fingerprint}`));
    await retry(() =>
      writeLogPositions(
        warehouse,
        parts.map(({ position }) => position),
      ),
    );
    const malformed = parts.reduce((sum, part) => sum + part.malformed.length, 0);
    factsTotal.inc({ network, source: "log" }, facts.size);
    linesTotal.inc({ network, outcome: "read" }, parts.reduce((sum, { lines }) => sum + lines, 0) - malformed);
    linesTotal.inc({ network, outcome: "malformed" }, malformed);
  }
}
