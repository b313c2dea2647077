import type { StageFact } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { FactBatch } from "./factBatch.ts";

/**
 * Stores facts. The same ones again change nothing, see {@link FactBatch.store}.
 * @param token names this batch.
 */
export async function writeFacts(warehouse: Warehouse, facts: readonly StageFact[], token: string): Promise<void> {
  const batch = new FactBatch();
  for (const fact of facts) batch.add(fact);
  await batch.store(warehouse, token);
}
