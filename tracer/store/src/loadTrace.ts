import type { Viewer } from "@ledgerscope/core";
import { assemble, type TxTrace } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { evmEvidence } from "./evm/evmEvidence.ts";
import { readOrphans } from "./evm/orphans.ts";
import {
  type Found,
  findTransaction,
  isFabric,
  normalizeId,
  type TransactionRef,
  wantedOf,
} from "./findTransaction.ts";
import { fresh } from "./fresh.ts";
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
  const stored = await findTransaction(warehouse, viewer, of);
  if (stored) return traceStored(warehouse, viewer, stored, txId);
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
  { network, channel, height, siblings, transaction: coming }: Found,
  txId: string,
): Promise<TxTrace> {
  const blocks = { from: height, to: height + 1 };
  // Nothing waits for what it does not need: the first of these takes two queries, one after the other.
  const [gathered, observers, withBatch, transaction, [evm]] = await Promise.all([
    gatherFacts(warehouse, viewer, { network, channel, txId, blocks, siblings }),
    fresh(warehouse, viewer, `observers ${network} ${channel}`, () =>
      readObservers(warehouse, viewer, { network, channel }),
    ),
    fresh(warehouse, viewer, `batches ${network} ${channel}`, () =>
      readBatchSizes(warehouse, viewer, { network, channel }),
    ),
    coming,
    coming.then((one) => (!isFabric(one) ? evmEvidence(warehouse, viewer, network, [one]) : [])),
  ]);
  const { family, id, ledger } = transaction;
  const facts = gathered.facts(txId, height);
  const surroundings = gathered.surroundings(height);
  return assemble({
    ...{ network, channel, family, id, facts, surroundings, observers, ledger: withBatch(ledger) },
    ...(evm ? { evm } : {}),
  });
}
