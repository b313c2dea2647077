import type { Viewer } from "@ledgerscope/core";
import { type Diagnosis, type DiagnosisOptions, diagnose, type Failure, type TxTrace } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { evmFailures } from "./evm/evmFailures.ts";
import type { EvmTransaction } from "./evm/evmTransaction.ts";
import { unincludedFailures } from "./evm/unincluded.ts";
import { fabricFailures } from "./fabric/fabricFailures.ts";
import type { FabricTransaction } from "./fabric/fabricTransaction.ts";
import { unorderedTransactions } from "./fabric/neverOrdered.ts";
import { unorderedFailures } from "./fabric/unorderedFailures.ts";
import {
  type Found,
  findTransaction,
  isFabric,
  normalizeId,
  type TransactionRef,
  wantedOf,
} from "./findTransaction.ts";
import { trace, traceStored } from "./loadTrace.ts";

export interface Explained {
  readonly trace: TxTrace;
  /** Absent for a transaction that did not fail, or of which too little is known. */
  readonly diagnosis: Diagnosis | undefined;
}

/**
 * What happened to a transaction, and why it failed if it did.
 * @returns undefined when nothing that the viewer may read tells of it.
 */
export async function why(
  warehouse: Warehouse,
  viewer: Viewer,
  ref: TransactionRef,
  options: DiagnosisOptions = {},
): Promise<Explained | undefined> {
  const txId = normalizeId(ref.id);
  if (txId === undefined) return undefined;
  const stored = await findTransaction(warehouse, viewer, wantedOf(txId, ref));
  if (!stored) {
    const unstored = await trace(warehouse, viewer, ref);
    return (
      unstored && { trace: unstored, diagnosis: await unstoredDiagnosis(warehouse, viewer, unstored, txId, options) }
    );
  }
  const [found, diagnosis] = await Promise.all([
    traceStored(warehouse, viewer, stored, txId),
    storedDiagnosis(warehouse, viewer, stored, options),
  ]);
  return { trace: found, diagnosis };
}

/**
 * Why a transaction failed, without what happened to it where that is not needed to know: of one that stands in a block.
 * @returns undefined when it did not fail, or nothing that the viewer may read tells of it, or too little.
 */
export async function diagnosisOf(
  warehouse: Warehouse,
  viewer: Viewer,
  ref: TransactionRef,
  options: DiagnosisOptions = {},
): Promise<Diagnosis | undefined> {
  const txId = normalizeId(ref.id);
  if (txId === undefined) return undefined;
  const stored = await findTransaction(warehouse, viewer, wantedOf(txId, ref));
  return stored
    ? storedDiagnosis(warehouse, viewer, stored, options)
    : (await why(warehouse, viewer, ref, options))?.diagnosis;
}

async function storedDiagnosis(
  warehouse: Warehouse,
  viewer: Viewer,
  { transaction }: Found,
  options: DiagnosisOptions,
): Promise<Diagnosis | undefined> {
  const failure = await failureOf(warehouse, viewer, await transaction);
  return failure && diagnose(failure, options);
}

async function unstoredDiagnosis(
  warehouse: Warehouse,
  viewer: Viewer,
  unstored: TxTrace,
  txId: string,
  options: DiagnosisOptions,
): Promise<Diagnosis | undefined> {
  const [failure] =
    unstored.family === "evm"
      ? await unincludedFailures(warehouse, viewer, unstored.network, [txId])
      : await unplacedFailures(warehouse, viewer, unstored, txId);
  return failure && diagnose(failure, options);
}

/** Nothing while it may still be on its way. */
async function unplacedFailures(
  warehouse: Warehouse,
  viewer: Viewer,
  { network, channel }: TxTrace,
  txId: string,
): Promise<readonly Failure[]> {
  const failed = await unorderedTransactions(warehouse, viewer, { network, ids: [txId] });
  const txIds = failed.filter((one) => one.channel === channel).map(({ id }) => id);
  return unorderedFailures(warehouse, viewer, { network, channel, txIds });
}

async function failureOf(
  warehouse: Warehouse,
  viewer: Viewer,
  transaction: FabricTransaction | EvmTransaction,
): Promise<Failure | undefined> {
  if (!isFabric(transaction)) return (await evmFailures(warehouse, viewer, transaction.network, [transaction]))[0];
  if (transaction.code === 0) return undefined;
  return (await fabricFailures(warehouse, viewer, [transaction]))[0];
}
