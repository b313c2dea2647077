import type { Stage, StageFact, Viewer } from "@ledgerscope/core";
import type { Contention, FabricFailure, PolicyEvaluation } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { type KeyContention, keyContention } from "./contention.ts";
import type { FabricTransaction } from "./fabricTransaction.ts";
import { groupBy, readTxStages } from "./failureFacts.ts";
import { keyConflicts, type PlacedConflict } from "./keyConflicts.ts";
import { definitionChanges, earlierUses, refusedDetails } from "./ledgerDetails.ts";
import { type Covers, type PassRequest, passCovers, storedConflicts, storedPolicies } from "./passRows.ts";
import { policyHints } from "./policyHints.ts";
import { type At, placeKey } from "./positions.ts";
import { rangeCandidates } from "./rangeConflicts.ts";
import { type EndorserTimes, endorserTimes } from "./staleEndorsers.ts";

const DUPLICATE_TXID = 9;
const ENDORSEMENT_POLICY_FAILURE = 10;
const MVCC_READ_CONFLICT = 11;
const PHANTOM_READ_CONFLICT = 12;

const SIMULATIONS: readonly Stage[] = ["fabric.endorse.peer", "fabric.chaincode.execute"];
const isSimulation = ({ stage }: StageFact): boolean => SIMULATIONS.includes(stage);

/** Codes that certificates and definitions have no part in. */
const PLAIN_CODES: readonly number[] = [DUPLICATE_TXID, MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT];
/** Codes that a chaincode's definition may be behind: policy failures and chaincodes that are not in force. */
const DEFINITION_CODES: readonly number[] = [ENDORSEMENT_POLICY_FAILURE, 17, 18, 25];

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
  const [stale, phantom] = [of(MVCC_READ_CONFLICT), of(PHANTOM_READ_CONFLICT)];
  const refused = [...stale, ...phantom];
  const txIds = transactions.map(({ id }) => id).filter((id) => id !== "");
  const compared = refused.length > 0 ? await passCovers(warehouse, viewer, "conflicts", request) : () => false;
  const [readConflicts, rangeConflicts, policiesOf, facts, contenders, ledger] = await Promise.all([
    conflictsOf(warehouse, viewer, request, stale, compared),
    conflictsOf(warehouse, viewer, request, phantom, compared),
    policies(warehouse, viewer, request, of(ENDORSEMENT_POLICY_FAILURE)),
    readTxStages(warehouse, viewer, {
      ...{ network, channel, txIds },
      stages: ["fabric.invalidated", ...(refused.length > 0 ? SIMULATIONS : [])],
    }),
    Promise.all([
      stale.length > 0 ? keyContention(warehouse, viewer, { ...request, kind: "read" }) : [],
      phantom.length > 0 ? keyContention(warehouse, viewer, { ...request, kind: "range" }) : [],
    ]),
    ledgerEvidence(warehouse, viewer, request, transactions),
  ]);
  const conflicts = [...readConflicts, ...rangeConflicts];
  const times = await endorserTimes(warehouse, viewer, { refused, conflicts, simulations: facts.filter(isSimulation) });
  const contention = contentionOf(refused, conflicts, contenders.flat(), times);
  const refusals = facts.filter(({ stage }) => stage === "fabric.invalidated");
  return transactions.map((transaction) => {
    const { id, code, codeName, chaincode, function: name } = transaction;
    const { height, txIndex, endorsers, timeNs } = transaction.ledger;
    const here = isAt(transaction.ledger);
    const evaluated = policiesOf(transaction.ledger);
    const contended = contention.get(placeKey(transaction.ledger));
    return {
      family: "fabric",
      id,
      place: { height, txIndex },
      code,
      codeName,
      chaincode,
      function: name,
      endorsers,
      timeNs,
      readConflicts: readConflicts.filter(here),
      rangeConflicts: rangeConflicts.filter(here),
      rangesCompared: compared(height),
      ...(evaluated ? { policies: evaluated } : {}),
      ...(contended ? { contention: contended } : {}),
      ...ledger(transaction.ledger),
      refusals: wordsOf(refusals.filter((fact) => fact.id === id)),
      endorseErrors: [],
    };
  });
}

/** What the ledger tells beside conflicts and policies, each only of the codes that it explains. */
async function ledgerEvidence(
  warehouse: Warehouse,
  viewer: Viewer,
  request: PassRequest,
  transactions: readonly FabricTransaction[],
): Promise<(at: At) => Partial<FabricFailure>> {
  const detailed = [...new Set(transactions.map(({ code }) => code))].filter((code) => !PLAIN_CODES.includes(code));
  const defined = detailed.filter((code) => DEFINITION_CODES.includes(code));
  const [details, changes, uses, hints] = await Promise.all([
    detailed.length > 0 ? refusedDetails(warehouse, viewer, request, detailed) : undefined,
    defined.length > 0 ? definitionChanges(warehouse, viewer, request, defined) : undefined,
    transactions.some(({ code }) => code === DUPLICATE_TXID) ? earlierUses(warehouse, viewer, request) : undefined,
    detailed.includes(ENDORSEMENT_POLICY_FAILURE) ? policyHints(warehouse, viewer, request) : undefined,
  ]);
  return (at) => {
    const key = placeKey(at);
    const [changed, use, policies] = [changes?.get(key), uses?.get(key), hints?.get(key)];
    return {
      ...details?.get(key),
      ...(changed ? { definitionChanges: changed } : {}),
      ...(use ? { earlierUse: use } : {}),
      ...(policies ? { policyHints: policies } : {}),
    };
  };
}

/** By place: who else was at the keys that a transaction conflicts on, and whether an endorser lagged. */
function contentionOf(
  refused: readonly FabricTransaction[],
  conflicts: readonly PlacedConflict[],
  contenders: readonly KeyContention[],
  times: ReadonlyMap<string, EndorserTimes>,
): ReadonlyMap<string, Contention> {
  const keyOf = ({
    namespace,
    collection,
    keyHex,
  }: {
    namespace: string;
    collection: string;
    keyHex: string;
  }): string => `${namespace}\n${collection}\n${keyHex}`;
  const conflictKeys = new Map(
    [...groupBy(conflicts, placeKey)].map(([place, own]) => [place, new Set(own.map(keyOf))] as const),
  );
  const contended = groupBy(contenders, placeKey);
  return new Map(
    refused.map(({ ledger }) => {
      const place = placeKey(ledger);
      const own = (contended.get(place) ?? []).filter((one) => conflictKeys.get(place)?.has(keyOf(one)));
      const most = (pick: (one: KeyContention) => number): number => Math.max(1, ...own.map(pick));
      const [first] = own;
      return [
        place,
        {
          attempts: most((one) => one.attempts),
          creators: most((one) => one.creators),
          calls: most((one) => one.calls),
          repeats: most((one) => one.repeats),
          ...(first ? { afterNs: first.afterNs } : {}),
          timesSeen: false,
          ...times.get(place),
        },
      ];
    }),
  );
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
  for (const conflict of worked) if (!isFound(conflict)) kept.push(conflict);
  for (const { height, txIndex } of worked) found.add(placeKey({ height, txIndex }));
  if (!inRange || refused.every(({ ledger }) => isFound(ledger))) return kept;
  const candidates = await rangeCandidates(warehouse, viewer, request);
  return [...kept, ...candidates.filter((conflict) => !isFound(conflict))];
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
