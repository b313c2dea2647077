import type { StageFact, Viewer } from "@ledgerscope/core";
import type { FabricFailure } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { readStage } from "../readFacts.ts";
import type { FabricTransaction } from "./fabricTransaction.ts";
import { keyConflicts, type PlacedConflict } from "./keyConflicts.ts";

const MVCC_READ_CONFLICT = 11;
const PHANTOM_READ_CONFLICT = 12;

/**
 * The evidence on failed transactions.
 * @param transactions of one network and channel, in order of the ledger.
 */
export async function fabricFailures(
  warehouse: Warehouse,
  viewer: Viewer,
  transactions: readonly FabricTransaction[],
): Promise<readonly FabricFailure[]> {
  const [first, last] = [transactions[0], transactions.at(-1)];
  if (!first || !last) return [];
  const { network, channel } = first;
  const conflicts = async (code: number, inRange: boolean): Promise<readonly PlacedConflict[]> => {
    if (!transactions.some((transaction) => transaction.code === code)) return [];
    const from = [first.ledger.height, first.ledger.txIndex] as const;
    const to = [last.ledger.height, last.ledger.txIndex] as const;
    return keyConflicts(warehouse, viewer, { network, channel, code, inRange, from, to });
  };
  const txIds = transactions.map(({ id }) => id).filter((id) => id !== "");
  const [readConflicts, rangeConflicts, refusals] = await Promise.all([
    conflicts(MVCC_READ_CONFLICT, false),
    conflicts(PHANTOM_READ_CONFLICT, true),
    readStage(warehouse, viewer, { network, stage: "fabric.invalidated", txIds }),
  ]);
  return transactions.map(({ id, code, codeName, chaincode, function: name, ledger }) => {
    const { height, txIndex, endorsers } = ledger;
    const here = (conflict: PlacedConflict): boolean => conflict.height === height && conflict.txIndex === txIndex;
    return {
      family: "fabric",
      id,
      place: { height, txIndex },
      code,
      codeName,
      chaincode,
      function: name,
      endorsers,
      readConflicts: readConflicts.filter(here),
      rangeConflicts: rangeConflicts.filter(here),
      refusals: wordsOf(refusals.filter((fact) => fact.id === id)),
      endorseErrors: [],
    };
  });
}

/** What peers wrote of a refusal, each text once. */
function wordsOf(facts: readonly StageFact[]): readonly string[] {
  return [...new Set(facts.flatMap(({ attributes }) => attributes["error"] ?? []))].sort();
}
