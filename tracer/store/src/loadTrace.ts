import type { Viewer } from "@ledgerscope/core";
import { assemble, type TxTrace } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { findTransaction, normalizeId, type TransactionRef, wantedOf } from "./findTransaction.ts";
import { gatherFacts } from "./gatherFacts.ts";
import { findFacts, readObservers } from "./readFacts.ts";
import type { StoredTransaction } from "./storedTransaction.ts";

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

  const found = await findFacts(warehouse, viewer, of);
  if (!found) return undefined;
  const [gathered, observers] = await Promise.all([
    gatherFacts(warehouse, viewer, { network: found.network, channel: found.channel, txId }),
    readObservers(warehouse, viewer, found),
  ]);
  const facts = gathered.facts(txId, undefined);
  const surroundings = gathered.surroundings(undefined);
  // Only Fabric's nodes are observed so far.
  return assemble({ ...found, family: "fabric", id: txId, facts, surroundings, observers });
}

/** The trace of a transaction that was found already. */
export async function traceStored(
  warehouse: Warehouse,
  viewer: Viewer,
  transaction: StoredTransaction,
  txId: string,
): Promise<TxTrace> {
  const { network, channel, family, id, ledger } = transaction;
  const blocks = { from: ledger.height, to: ledger.height + 1 };
  const [gathered, observers] = await Promise.all([
    gatherFacts(warehouse, viewer, { network, channel, txId, blocks }),
    readObservers(warehouse, viewer, { network, channel }),
  ]);
  const facts = gathered.facts(txId, ledger.height);
  const surroundings = gathered.surroundings(ledger.height);
  return assemble({ network, channel, family, id, ledger, facts, surroundings, observers });
}
