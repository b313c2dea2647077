import type { Evidence, Stage, StageFact } from "@ledgerscope/core";
import { type EncodedRows, type Row, RowEncoder, STORE } from "@ledgerscope/schema";
import { insertRows, type Warehouse } from "@ledgerscope/warehouse";
import { FactNotes } from "./factNotes.ts";
import { factBatches } from "./tables/factBatches.ts";
import { stageFacts } from "./tables/stageFacts.ts";

const RANK: Readonly<Record<Evidence, number>> = { measured: 3, observed: 2, inferred: 1, derived: 0 };

const INITIAL_BYTES = 1 << 16;

/** Facts on their way into the warehouse: encoded as they come, so that none has to be kept. */
export class FactBatch {
  readonly #encoder = new RowEncoder(stageFacts, INITIAL_BYTES);
  readonly #notes = new FactNotes();
  readonly #stages = new Set<Stage>();
  #encoded: EncodedRows | undefined;

  get size(): number {
    return this.#encoded?.rows ?? this.#encoder.rows;
  }

  /** Stages that its facts tell of. */
  get stages(): ReadonlySet<Stage> {
    return this.#stages;
  }

  /** @throws RangeError when a value does not fit its column. */
  add(fact: StageFact): void {
    this.#encoder.push(factRow(fact));
    this.#notes.add(fact);
    this.#stages.add(fact.stage);
  }

  /**
   * Stores the facts, and notes what they are about. May be tried again; nothing is added after the first try. The same
   * facts again change nothing: an insert with a token that was used before is dropped, and rows with the same key
   * fold into one.
   * @param token names this batch, such as where in which file it was read.
   */
  async store(warehouse: Warehouse, token: string): Promise<void> {
    if (this.size === 0) return;
    this.#encoded ??= this.#encoder.take();
    const { format, columns, bytes } = this.#encoded;
    await warehouse.insert({ table: `${STORE}.${stageFacts.name}`, format, columns, bytes }, { token });
    await insertRows(warehouse, factBatches, this.#notes.rows(), `batch:${token}`);
  }
}

function factRow(fact: StageFact): Row<typeof stageFacts> {
  const { startNs, endNs } = fact;
  const edge = startNs === undefined ? "end" : endNs === undefined ? "start" : "span";
  return {
    network: fact.network,
    channel: fact.channel,
    subject: fact.subject,
    id: fact.id,
    stage: fact.stage,
    node: fact.node,
    remote: fact.remote,
    attempt: fact.attempt,
    source: fact.source,
    edge,
    at: endNs ?? startNs ?? 0n,
    start_at: startNs,
    end_at: endNs,
    evidence: fact.evidence,
    evidence_rank: RANK[fact.evidence],
    attributes: fact.attributes,
  };
}
