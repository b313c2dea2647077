import type { Viewer } from "@ledgerscope/core";
import {
  type Culprit,
  type Diagnosis,
  type DiagnosisOptions,
  diagnose,
  type Failure,
  type ProofRow,
  type RetryChain,
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
import { retryChainsIn } from "./retries/retryChains.ts";

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
  /** Later attempts at the same call by the same client, in order; all of them failed but perhaps the last. */
  readonly retried_by: readonly string[];
  /** What came of them in the end; null where it was not tried again. */
  readonly retry_outcome: RetryChain["outcome"] | null;
  /** Keys in conflict, each with the version read and the first one that was written since: `height:index`. */
  readonly keys: readonly ConflictKey[];
  readonly proof: readonly ProofRow[];
  /** Fabric; empty for other families, and where nothing tells of it. */
  readonly chaincode: string;
  readonly function: string;
}

/** A key that a transaction conflicted on. */
interface ConflictKey {
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
  for await (const { failure, chains } of failures(warehouse, viewer, network)) yield explain(failure, chains, options);
}

/** A failure, and the chains of retries about its place in the ledger. */
interface Found {
  readonly failure: Failure;
  readonly chains: readonly RetryChain[];
}

async function* failures(warehouse: Warehouse, viewer: Viewer, network: string): AsyncGenerator<Found> {
  for (let after: readonly [string, number, number] = ["", -1, -1]; ; ) {
    const page = await failedFabricTransactions(warehouse, viewer, { network, after, limit: PAGE });
    // Conflicts are looked for within one channel.
    const channel = page[0]?.channel;
    const same = page.filter((transaction) => transaction.channel === channel);
    const [first, last] = [same[0], same.at(-1)];
    if (!first || !last) break;
    const range = { network, channel: first.channel, from: first.ledger.height, to: last.ledger.height + 1 };
    const chains = await retryChainsIn(warehouse, viewer, range);
    for (const failure of await fabricFailures(warehouse, viewer, same)) yield { failure, chains };
    after = [last.channel, last.ledger.height, last.ledger.txIndex];
  }
  const unordered = await unorderedTransactions(warehouse, viewer, { network });
  for (const [channel, some] of groupBy(unordered, (one) => one.channel)) {
    const txIds = some.map(({ id }) => id);
    yield* (await unorderedFailures(warehouse, viewer, { network, channel, txIds })).map(alone);
  }
  for (let after: readonly [number, number] = [-1, -1]; ; ) {
    const page = await failedEvmTransactions(warehouse, viewer, { network, after, limit: PAGE });
    yield* (await evmFailures(warehouse, viewer, network, page)).map(alone);
    const last = page.at(-1);
    if (!last) break;
    after = [last.ledger.height, last.ledger.txIndex];
  }
  const unincluded = await unincludedIds(warehouse, viewer, network);
  for (let from = 0; from < unincluded.length; from += PAGE) {
    for (const failure of await unincludedFailures(warehouse, viewer, network, unincluded.slice(from, from + PAGE))) {
      // One that waits and that nothing holds up has not failed.
      if (diagnose(failure)) yield alone(failure);
    }
  }
}

const alone = (failure: Failure): Found => ({ failure, chains: [] });

function explain(failure: Failure, chains: readonly RetryChain[], options: DiagnosisOptions): FailedTransaction {
  const diagnosis = diagnose(failure, options);
  const { place } = failure;
  const isThis = ({ height, txIndex }: { readonly height: number; readonly txIndex: number }): boolean =>
    height === place?.height && txIndex === place.txIndex;
  const chain = chains.find(({ attempts }) => attempts.some(isThis));
  const later = chain ? chain.attempts.slice(chain.attempts.findIndex(isThis) + 1) : [];
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
    retried_by: later.map(({ id }) => id),
    retry_outcome: chain && later.length > 0 ? chain.outcome : null,
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
