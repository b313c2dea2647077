import type { StageFact, Viewer } from "@ledgerscope/core";
import type { FabricFailure, PolicyEvaluation } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { readStage } from "../readFacts.ts";
import type { FabricTransaction } from "./fabricTransaction.ts";
import { keyConflicts, type PlacedConflict } from "./keyConflicts.ts";
import { type Covers, type PassRequest, passCovers, storedConflicts, storedPolicies } from "./passRows.ts";

const ENDORSEMENT_POLICY_FAILURE = 10;
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
  const from = [first.ledger.height, first.ledger.txIndex] as const;
  const to = [last.ledger.height, last.ledger.txIndex] as const;
  const request: PassRequest = { network, channel, from, to };
  const of = (code: number): readonly FabricTransaction[] => transactions.filter((one) => one.code === code);
  const txIds = transactions.map(({ id }) => id).filter((id) => id !== "");
  const compared =
    of(MVCC_READ_CONFLICT).length + of(PHANTOM_READ_CONFLICT).length > 0
      ? await passCovers(warehouse, viewer, "conflicts", request)
      : () => false;
  const [readConflicts, rangeConflicts, policiesOf, refusals] = await Promise.all([
    conflictsOf(warehouse, viewer, request, of(MVCC_READ_CONFLICT), compared),
    conflictsOf(warehouse, viewer, request, of(PHANTOM_READ_CONFLICT), compared),
    policies(warehouse, viewer, request, of(ENDORSEMENT_POLICY_FAILURE)),
    readStage(warehouse, viewer, { network, stage: "fabric.invalidated", txIds }),
  ]);
  return transactions.map(({ id, code, codeName, chaincode, function: name, ledger }) => {
    const { height, txIndex, endorsers } = ledger;
    const here = isAt(ledger);
    const evaluated = policiesOf(ledger);
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
      rangesCompared: compared(height),
      ...(evaluated ? { policies: evaluated } : {}),
      refusals: wordsOf(refusals.filter((fact) => fact.id === id)),
      endorseErrors: [],
    };
  });
}

interface At {
  readonly height: number;
  readonly txIndex: number;
}

const isAt =
  ({ height, txIndex }: At) =>
  (other: At): boolean =>
    other.height === height && other.txIndex === txIndex;

/**
 * Conflicts of transactions with one code: as the pass has stored them, and worked out here for the rest (single
 * reads, and the keys that range queries had returned).
 */
async function conflictsOf(
  warehouse: Warehouse,
  viewer: Viewer,
  request: PassRequest,
  refused: readonly FabricTransaction[],
  compared: Covers,
): Promise<readonly PlacedConflict[]> {
  const code = refused[0]?.code;
  if (code === undefined) return [];
  const inRange = code === PHANTOM_READ_CONFLICT;
  const isCovered = refused.some(({ ledger }) => compared(ledger.height));
  const kind = inRange ? ("range" as const) : ("read" as const);
  const stored = isCovered ? await storedConflicts(warehouse, viewer, { ...request, code, kind }) : [];
  const kept = stored.filter(({ height }) => compared(height));
  const found = new Set(kept.map(({ height, txIndex }) => `${height}:${txIndex}`));
  const isFound = ({ height, txIndex }: At): boolean => found.has(`${height}:${txIndex}`);
  if (refused.every(({ ledger }) => isFound(ledger))) return kept;
  const worked = await keyConflicts(warehouse, viewer, { ...request, code, inRange });
  return [...kept, ...worked.filter((conflict) => !isFound(conflict))];
}

/** By place: the policies of a transaction that the pass `signatures` has come to. */
async function policies(
  warehouse: Warehouse,
  viewer: Viewer,
  request: PassRequest,
  refused: readonly FabricTransaction[],
): Promise<(at: At) => readonly PolicyEvaluation[] | undefined> {
  if (refused.length === 0) return () => undefined;
  const [covers, stored] = await Promise.all([
    passCovers(warehouse, viewer, "signatures", request),
    storedPolicies(warehouse, viewer, { ...request, code: ENDORSEMENT_POLICY_FAILURE }),
  ]);
  return (at) =>
    refused.some(({ ledger }) => isAt(at)(ledger)) && covers(at.height) ? stored.filter(isAt(at)) : undefined;
}

/** What peers wrote of a refusal, each text once. */
function wordsOf(facts: readonly StageFact[]): readonly string[] {
  return [...new Set(facts.flatMap(({ attributes }) => attributes["error"] ?? []))].sort();
}
