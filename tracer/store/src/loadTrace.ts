import type { Viewer } from "@ledgerscope/core";
import { assemble, type TxTrace } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { evmEvidence } from "./evm/evmEvidence.ts";
import type { EvmTransaction } from "./evm/evmTransaction.ts";
import { readOrphans } from "./evm/orphans.ts";
import type { FabricTransaction } from "./fabric/fabricTransaction.ts";
import { findTransaction, isFabric, normalizeId, type TransactionRef, wantedOf } from "./findTransaction.ts";
import { gatherFacts } from "./gatherFacts.ts";
import { readBatchSizes } from "./readBatchSizes.ts";
import { findFacts, readObservers } from "./readFacts.ts";

/**
 * What happened to a transaction: from the ledger and from every fact about it and its block. One that
 * no stored block holds is shown from its facts alone.
 * @returns undefined when nothing that the viewer may read tells of it.
 */
export async function trace(warehouse: Warehouse, viewer: Viewer, ref: TransactionRef): Promise<TxTrace | undefined> {
  const txId = normalizeId(ref.id);
  if (txId === undefined) return undefined;
  const of = wantedOf(txId, ref);
  const transaction = await findTransaction(warehouse, viewer, of);
  if (transaction) return traceStored(warehouse, viewer, transaction, txId);
  if (of.place) return undefined;

  const [withFacts, orphans] = await Promise.all([
    findFacts(warehouse, viewer, of),
    readOrphans(warehouse, viewer, { ...(ref.network === undefined ? {} : { network: ref.network }), txIds: [txId] }),
  ]);
  const [orphan] = orphans;
  const found = withFacts ?? (orphan && { network: orphan.network, channel: "", family: "evm" });
  if (!found) return undefined;
  const [gathered, observers] = await Promise.all([
    gatherFacts(warehouse, viewer, { network: found.network, channel: found.channel, txId }),
    readObservers(warehouse, viewer, found),
  ]);
  const facts = gathered.facts(txId, undefined);
  const surroundings = gathered.surroundings(undefined);
  const evm = found.family === "evm" ? { evm: { calls: [], callCount: 0, orphans } } : {};
  return assemble({ ...found, ...evm, id: txId, facts, surroundings, observers });
}

/** The trace of a transaction that was found already. */
export async function traceStored(
  warehouse: Warehouse,
  viewer: Viewer,
  transaction: FabricTransaction | EvmTransaction,
  txId: string,
): Promise<TxTrace> {
  const { network, channel, family, id, ledger } = transaction;
  const blocks = { from: ledger.height, to: ledger.height + 1 };
  const [gathered, observers, withBatch, [evm]] = await Promise.all([
    gatherFacts(warehouse, viewer, { network, channel, txId, blocks }),
    readObservers(warehouse, viewer, { network, channel }),
    readBatchSizes(warehouse, viewer, { network, channel }),
    isFabric(transaction) ? [] : evmEvidence(warehouse, viewer, network, [transaction]),
  ]);
  const facts = gathered.facts(txId, ledger.height);
  const surroundings = gathered.surroundings(ledger.height);
  return assemble({
    ...{ network, channel, family, id, facts, surroundings, observers, ledger: withBatch(ledger) },
    ...(evm ? { evm } : {}),
  });
}
