import type { Evidence, StageFact } from "@ledgerscope/core";
import type { Row } from "@ledgerscope/schema";
import { insertRows, type Warehouse } from "@ledgerscope/warehouse";
import { noteBatch } from "./noteBatch.ts";
import { stageFacts } from "./tables/stageFacts.ts";

const RANK: Readonly<Record<Evidence, number>> = { measured: 3, observed: 2, inferred: 1, derived: 0 };

/**
 * Stores facts, and notes what they are about. The same facts again change nothing: an insert with a token that was
 * used before is dropped, and rows with the same key fold into one.
 * @param token names this batch, such as where in which file it was read.
 */
export async function writeFacts(warehouse: Warehouse, facts: readonly StageFact[], token: string): Promise<void> {
  if (facts.length === 0) return;
  await insertRows(warehouse, stageFacts, facts.map(toRow), token);
  await noteBatch(warehouse, facts, token);
}

function toRow(fact: StageFact): Row<typeof stageFacts> {
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
