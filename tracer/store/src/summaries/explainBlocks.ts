import { operator } from "@ledgerscope/core";
import type { Row } from "@ledgerscope/schema";
import { type Diagnosis, diagnose, type Failure, slow, type TxTrace } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { evmFailures } from "../evm/evmFailures.ts";
import { failedEvmTransactions } from "../evm/evmTransaction.ts";
import { fabricFailures } from "../fabric/fabricFailures.ts";
import { failedFabricTransactions } from "../fabric/fabricTransaction.ts";
import { slownessContext } from "../slowness/slownessContext.ts";
import type { diagnoses } from "../tables/diagnoses.ts";
import type { traceSummaries } from "../tables/traceSummaries.ts";
import { traces } from "../traces.ts";
import { unixNanoseconds } from "../unixNanoseconds.ts";
import { diagnosisRow } from "./diagnosisRow.ts";
import { type BlockRange, ledgerRows } from "./ledgerRows.ts";
import { summaryRow } from "./summaryRow.ts";

export interface ExplainedRows {
  readonly summaries: readonly Row<typeof traceSummaries>[];
  readonly diagnoses: readonly Row<typeof diagnoses>[];
}

const placeOf = ({ height, txIndex }: { readonly height: number; readonly txIndex: number }): string =>
  `${height}:${txIndex}`;

/** What happened to the transactions of some blocks, and why, as rows. Transactions without an id are left out. */
export async function explainBlocks(warehouse: Warehouse, range: BlockRange): Promise<ExplainedRows> {
  // Taken before anything is read: what is stored from now on may not be part of it.
  const seq = unixNanoseconds();
  const [ledger, failures] = await Promise.all([ledgerRows(warehouse, range), failuresOf(warehouse, range)]);
  const rows = { summaries: [] as Row<typeof traceSummaries>[], diagnoses: [] as Row<typeof diagnoses>[] };
  const byPlace = new Map(ledger.map((row) => [placeOf(row), row]));
  const found: TxTrace[] = [];
  for await (const trace of traces(warehouse, operator, range)) found.push(trace);
  const context = await slownessContext(warehouse, operator, range, found);
  for (const trace of found) {
    const { height, txIndex } = trace;
    if (height === undefined || txIndex === undefined || trace.id === "") continue;
    const place = placeOf({ height, txIndex });
    const summary = summaryRow(trace, byPlace.get(place), seq);
    rows.summaries.push(summary);
    const diagnosis = failures.get(place);
    for (const one of [...(diagnosis ? [diagnosis] : []), ...slow(trace, context)])
      rows.diagnoses.push(diagnosisRow(one, summary));
  }
  return rows;
}

/** By place: why those transactions failed that did. */
async function failuresOf(warehouse: Warehouse, range: BlockRange): Promise<ReadonlyMap<string, Diagnosis>> {
  const failures = range.family === "fabric" ? await inFabric(warehouse, range) : await inEvm(warehouse, range);
  const explained = failures.flatMap((failure): [string, Diagnosis][] => {
    const diagnosis = diagnose(failure);
    return diagnosis && failure.place ? [[placeOf(failure.place), diagnosis]] : [];
  });
  return new Map(explained);
}

/** Failed transactions whose evidence is gathered at once. */
const PAGE = 500;

async function inFabric(warehouse: Warehouse, { network, channel, from, to }: BlockRange): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (let after: readonly [string, number, number] = [channel, from, -1]; ; ) {
    const page = await failedFabricTransactions(warehouse, operator, { network, after, limit: PAGE });
    const inside = page.filter((one) => one.channel === channel && one.ledger.height < to);
    failures.push(...(await fabricFailures(warehouse, operator, inside)));
    const last = inside.at(-1);
    if (!last || inside.length < PAGE) return failures;
    after = [channel, last.ledger.height, last.ledger.txIndex];
  }
}

async function inEvm(warehouse: Warehouse, { network, from, to }: BlockRange): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (let after: readonly [number, number] = [from, -1]; ; ) {
    const page = await failedEvmTransactions(warehouse, operator, { network, after, limit: PAGE });
    const inside = page.filter(({ ledger }) => ledger.height < to);
    failures.push(...(await evmFailures(warehouse, operator, network, inside)));
    const last = inside.at(-1);
    if (!last || inside.length < PAGE) return failures;
    after = [last.ledger.height, last.ledger.txIndex];
  }
}
