import type { Viewer } from "@ledgerscope/core";
import {
  type Culprit,
  type Diagnosis,
  type DiagnosisOptions,
  diagnose,
  type Failure,
  type ProofRow,
  type Text,
} from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { evmFailures } from "./evm/evmFailures.ts";
import { failedEvmTransactions } from "./evm/evmTransaction.ts";
import { unincludedFailures, unincludedIds } from "./evm/unincluded.ts";
import { fabricFailures } from "./fabric/fabricFailures.ts";
import { failedFabricTransactions } from "./fabric/fabricTransaction.ts";
import { groupBy } from "./fabric/failureFacts.ts";
import { unorderedTransactions } from "./fabric/neverOrdered.ts";
import { unorderedFailures } from "./fabric/unorderedFailures.ts";

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
  /** Which of the ways that lead to the diagnosis; null where they cannot be told apart. */
  readonly sub_cause: string | null;
  /** Everything that applies of them, the one that counts most first. */
  readonly sub_causes: readonly string[];
  readonly kind: NonNullable<Diagnosis["kind"]>;
  readonly title: Text;
  readonly summary: Text;
  readonly advice: Text;
  /** Keys in conflict, each with the version read and the first one that was written since: `height:index`. */
  readonly keys: readonly ConflictKey[];
  readonly proof: readonly ProofRow[];
  /** Fabric; empty for other families, and where nothing tells of it. */
  readonly chaincode: string;
  readonly function: string;
}

/** A key that a transaction conflicted on. */
export interface ConflictKey {
  readonly namespace: string;
  readonly collection: string;
  /** In printable form. */
  readonly key: string;
  /** `absent` where the key did not exist, null where it is not known. */
  readonly read_version: string | null;
  readonly written_version: string | null;
  /** Transactions that wrote it since, in order of the ledger. */
  readonly writers: readonly string[];
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
  const unordered = await unorderedTransactions(warehouse, viewer, { network });
  for (const [channel, some] of groupBy(unordered, (one) => one.channel)) {
    yield* await unorderedFailures(warehouse, viewer, { network, channel, txIds: some.map(({ id }) => id) });
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
  const nothing: Text = { en: "", zh: "" };
  return {
    id: failure.id,
    height: failure.place?.height ?? null,
    tx_index: failure.place?.txIndex ?? null,
    code: failure.code,
    diagnosis: diagnosis?.code ?? "unknown",
    confidence: diagnosis?.confidence ?? 0,
    culprits: [...new Set(diagnosis?.culprits.map(({ id }) => id))],
    sub_cause: diagnosis?.subCause ?? null,
    sub_causes: diagnosis?.subCauses ?? (diagnosis?.subCause === undefined ? [] : [diagnosis.subCause]),
    kind: diagnosis?.kind ?? "failure",
    title: diagnosis?.title ?? nothing,
    summary: diagnosis?.summary ?? nothing,
    advice: diagnosis?.advice ?? nothing,
    keys: keysOf(diagnosis?.culprits ?? []),
    proof: diagnosis?.proof ?? [],
    chaincode: failure.family === "fabric" ? failure.chaincode : "",
    function: failure.family === "fabric" ? failure.function : "",
  };
}

/** Keys that culprits wrote, each once, in order of the ledger. */
function keysOf(culprits: readonly Culprit[]): readonly ConflictKey[] {
  const named = culprits.filter(({ key }) => key !== undefined);
  const byKey = groupBy(
    named,
    ({ namespace = "", collection = "", key = "" }) => `${namespace}\n${collection}\n${key}`,
  );
  return [...byKey.values()].flatMap((writes) => {
    const [first] = writes;
    if (!first) return [];
    return [
      {
        ...{ namespace: first.namespace ?? "", collection: first.collection ?? "", key: first.key ?? "" },
        ...{ read_version: first.readVersion ?? null, written_version: first.writtenVersion ?? null },
        writers: [...new Set(writes.map(({ id }) => id))],
      },
    ];
  });
}
