import type { Viewer } from "@ledgerscope/core";
import { type DiagnosisOptions, diagnose, type Failure } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { evmFailures } from "./evm/evmFailures.ts";
import { failedEvmTransactions } from "./evm/evmTransaction.ts";
import { unincludedFailures, unincludedIds } from "./evm/unincluded.ts";
import { fabricFailures } from "./fabric/fabricFailures.ts";
import { failedFabricTransactions } from "./fabric/fabricTransaction.ts";
import { unendorsedFailures, unendorsedIds } from "./fabric/neverOrdered.ts";

/** Failed transactions whose evidence is gathered at once. */
const PAGE = 500;

/** One failed transaction; scripts read these names. */
export interface FailedTransaction {
  readonly id: string;
  /** Null when it never reached a block. */
  readonly height: number | null;
  readonly tx_index: number | null;
  /** The chain's own number: validation code or receipt status; null when it never reached a block. */
  readonly code: number | null;
  /** Name of the diagnosis. */
  readonly diagnosis: string;
  /** 0..1. */
  readonly confidence: number;
  /** Ids of the transactions that made it fail, the first one first, each once. */
  readonly culprits: readonly string[];
}

/** Every failed transaction of a network with its explanation, in order of the ledger; last those that never reached a block. */
export async function* whyFailed(
  warehouse: Warehouse,
  viewer: Viewer,
  network: string,
  options: DiagnosisOptions = {},
): AsyncGenerator<FailedTransaction> {
  for await (const failure of failures(warehouse, viewer, network)) yield explain(failure, options);
}

async function* failures(warehouse: Warehouse, viewer: Viewer, network: string): AsyncGenerator<Failure> {
  for (let after: readonly [string, number, number] = ["", -1, -1]; ; ) {
    const page = await failedFabricTransactions(warehouse, viewer, { network, after, limit: PAGE });
    // Conflicts are looked for within one channel.
    const channel = page[0]?.channel;
    const same = page.filter((transaction) => transaction.channel === channel);
    yield* await fabricFailures(warehouse, viewer, same);
    const last = same.at(-1);
    if (!last) break;
    after = [last.channel, last.ledger.height, last.ledger.txIndex];
  }
  const unendorsed = await unendorsedIds(warehouse, viewer, network);
  for (let from = 0; from < unendorsed.length; from += PAGE) {
    yield* await unendorsedFailures(warehouse, viewer, network, unendorsed.slice(from, from + PAGE));
  }
  for (let after: readonly [number, number] = [-1, -1]; ; ) {
    const page = await failedEvmTransactions(warehouse, viewer, { network, after, limit: PAGE });
    yield* await evmFailures(warehouse, viewer, network, page);
    const last = page.at(-1);
    if (!last) break;
    after = [last.ledger.height, last.ledger.txIndex];
  }
  const unincluded = await unincludedIds(warehouse, viewer, network);
  for (let from = 0; from < unincluded.length; from += PAGE) {
    for (const failure of await unincludedFailures(warehouse, viewer, network, unincluded.slice(from, from + PAGE))) {
      // One that waits and that nothing holds up has not failed.
      if (diagnose(failure)) yield failure;
    }
  }
}

function explain(failure: Failure, options: DiagnosisOptions): FailedTransaction {
  const diagnosis = diagnose(failure, options);
  return {
    id: failure.id,
    height: failure.place?.height ?? null,
    tx_index: failure.place?.txIndex ?? null,
    code: failure.code,
    diagnosis: diagnosis?.code ?? "unknown",
    confidence: diagnosis?.confidence ?? 0,
    culprits: [...new Set(diagnosis?.culprits.map(({ id }) => id))],
  };
}
