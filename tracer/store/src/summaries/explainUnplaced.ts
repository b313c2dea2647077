import { randomUUID } from "node:crypto";
import { operator } from "@ledgerscope/core";
import type { Row } from "@ledgerscope/schema";
import { assemble, diagnose, type Failure, type Observer, type TxTrace } from "@ledgerscope/tracer-model";
import { insertRows, type Warehouse } from "@ledgerscope/warehouse";
import { unincludedFailures } from "../evm/unincluded.ts";
import { unorderedTransactions } from "../fabric/neverOrdered.ts";
import { unorderedFailures } from "../fabric/unorderedFailures.ts";
import { gatherUnplaced } from "../gatherFacts.ts";
import { trace } from "../loadTrace.ts";
import { readObservers } from "../readFacts.ts";
import { diagnoses } from "../tables/diagnoses.ts";
import { traceSummaries } from "../tables/traceSummaries.ts";
import { unixNanoseconds } from "../unixNanoseconds.ts";
import { diagnosisRow } from "./diagnosisRow.ts";
import { summaryRow } from "./summaryRow.ts";

interface Of {
  readonly network: string;
  readonly channel: string;
}

/** Transactions explained at once; ids travel as parameters. */
const AT_ONCE = 100;

interface Unplaced extends Of {
  readonly family: string;
  /** In hex without 0x. */
  readonly ids: readonly string[];
}

/**
 * Explains those transactions that failed before they reached a block: what was stored of them before is replaced. The
 * others may still be on their way, or were queries.
 * @returns how many there were.
 */
export async function explainUnplaced(warehouse: Warehouse, of: Unplaced): Promise<number> {
  const { network, channel, ids } = of;
  let count = 0;
  const observers = ids.length > 0 ? await readObservers(warehouse, operator, { network, channel }) : [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const seq = unixNanoseconds();
    const failures = await failuresOf(warehouse, { ...of, ids: some });
    const summaries: Row<typeof traceSummaries>[] = [];
    const findings: Row<typeof diagnoses>[] = [];
    const traces = await tracesOf(warehouse, { ...of, ids: failures.map(({ id }) => id) }, observers);
    for (const failure of failures) {
      const found = traces.get(failure.id);
      if (!found || found.height !== undefined) continue;
      const summary = summaryRow(found, undefined, seq);
      summaries.push(summary);
      const diagnosis = diagnose(failure);
      if (diagnosis) findings.push(diagnosisRow(diagnosis, summary));
    }
    count += summaries.length;
    await clearUnplaced(warehouse, { network, channel, ids: some });
    const token = randomUUID();
    await insertRows(warehouse, diagnoses, findings, token);
    await insertRows(warehouse, traceSummaries, summaries, token);
  }
  return count;
}

/** By id: as `trace()` gives it, of transactions that no stored block of Fabric holds. */
async function tracesOf(
  warehouse: Warehouse,
  { network, channel, family, ids }: Unplaced,
  observers: readonly Observer[],
): Promise<ReadonlyMap<string, TxTrace>> {
  const traces = new Map<string, TxTrace>();
  if (family !== "fabric") {
    for (const id of ids) {
      const found = await trace(warehouse, operator, { id, network });
      if (found) traces.set(id, found);
    }
    return traces;
  }
  const gathered = ids.length > 0 ? await gatherUnplaced(warehouse, operator, { network, channel, txIds: ids }) : [];
  for (const [id, { facts, surroundings }] of gathered)
    traces.set(id, assemble({ network, channel, family, id, facts, surroundings, observers }));
  return traces;
}

async function failuresOf(
  warehouse: Warehouse,
  { network, channel, family, ids }: Unplaced,
): Promise<readonly Failure[]> {
  if (family !== "fabric") return unincludedFailures(warehouse, operator, network, ids);
  const failed = await unorderedTransactions(warehouse, operator, { network, ids });
  const txIds = failed.filter((one) => one.channel === channel).map(({ id }) => id);
  return unorderedFailures(warehouse, operator, { network, channel, txIds });
}

/** Transactions that were explained as in no block, and of which a block has been explained since. */
export async function placedSince(warehouse: Warehouse, of: Of): Promise<readonly string[]> {
  const rows = await warehouse.query<{ tx_id: string }>(
    `SELECT DISTINCT tx_id FROM store.trace_summaries
WHERE network = {network:String} AND channel = {channel:String} AND height IS NOT NULL AND tx_id IN (
  SELECT tx_id FROM store.trace_summaries
  WHERE network = {network:String} AND channel = {channel:String} AND height IS NULL)`,
    { ...of },
  );
  return rows.map(({ tx_id }) => tx_id);
}

/** Deletes what stands of transactions that were explained as in no block. */
export async function clearUnplaced(
  warehouse: Warehouse,
  { network, channel, ids }: Of & { readonly ids: readonly string[] },
): Promise<void> {
  const where =
    "network = {network:String} AND channel = {channel:String} AND height IS NULL AND tx_id IN {ids:Array(String)}";
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const params = { network, channel, ids: ids.slice(from, from + AT_ONCE) };
    for (const { name } of [diagnoses, traceSummaries]) {
      // A look is much cheaper than a deletion of nothing.
      const [row] = await warehouse.query(`SELECT 1 FROM store.${name} WHERE ${where} LIMIT 1`, params);
      if (row) await warehouse.command(`DELETE FROM store.${name} WHERE ${where}`, params);
    }
  }
}
