import { decodeSignatureHeader, type TransactionAction, WireError } from "@ledgerscope/proof";
import { type IdentityRef, identityRef } from "./identities.ts";
import type { IdentityUses } from "./identityUses.ts";
import { type ActionPlace, pushKeys } from "./keyRows.ts";
import { callsLifecycle, pushLifecycle } from "./lifecycleRows.ts";
import type { FabricRows } from "./rows.ts";

/** `ChaincodeSpec.Type` */
const LANGUAGES: Readonly<Record<number, string>> = { 0: "UNDEFINED", 1: "GOLANG", 2: "NODE", 3: "CAR", 4: "JAVA" };

const EMPTY: Uint8Array = new Uint8Array(0);
export const NOBODY: IdentityRef = { mspId: "", certSha256: EMPTY };

/**
 * Appends the rows of one action: the action itself, its endorsements, event, reads and writes, lifecycle step.
 * @param attempt runs a part; what cannot be read in it is named, and the other parts are read all the same.
 */
export function pushAction(
  action: TransactionAction,
  place: ActionPlace,
  rows: FabricRows,
  uses: IdentityUses,
  attempt: <Result>(what: string, read: () => Result, otherwise: Result) => Result,
): void {
  const header = attempt("action header", () => decodeSignatureHeader(action.header), { creator: EMPTY, nonce: EMPTY });
  const creator = attempt("action creator", () => identityRef(header.creator), NOBODY);
  const { invocation, response, event } = action;
  // Written out, here and below: a spread costs several times as much, for every transaction.
  const { network, channel, height, tx_index, action_index, tx_id, validation_code } = place;
  const endorsers = attempt("endorser", () => pushEndorsements(action, place, rows, uses), []);
  rows.actions.push({
    network,
    channel,
    height,
    tx_index,
    action_index,
    tx_id,
    validation_code,
    creator_msp: creator.mspId,
    creator_cert_sha256: creator.certSha256,
    nonce: header.nonce,
    chaincode: action.chaincode,
    chaincode_version: action.chaincodeVersion,
    chaincode_path: action.chaincodePath,
    called_chaincode: invocation.chaincode,
    called_version: invocation.chaincodeVersion,
    called_path: invocation.chaincodePath,
    called_type: LANGUAGES[invocation.type] ?? `TYPE_${invocation.type}`,
    called_timeout: invocation.timeout,
    is_init: invocation.isInit,
    args: action.args,
    decorations: invocation.decorations,
    proposal_hash: action.proposalHash,
    response_status: response.status,
    response_message: response.message,
    response_payload: response.payload,
    event_name: event?.name ?? EMPTY,
    endorsement_count: action.endorsements.length,
    namespaces: namespacesOf(action),
  });
  if (event) {
    rows.events.push({
      ...place,
      chaincode: event.chaincode,
      event_tx_id: event.txId,
      event_name: event.name,
      payload: event.payload,
    });
  }
  for (const set of action.keySets) attempt("read-write set", () => pushKeys(set, place, rows), undefined);
  if (callsLifecycle(action)) pushLifecycle(action, { ...place, org: creator.mspId, endorsers }, rows);
}

/** Each once, in their order. */
function namespacesOf({ keySets }: TransactionAction): string[] {
  const namespaces: string[] = [];
  for (const { namespace } of keySets) if (!namespaces.includes(namespace)) namespaces.push(namespace);
  return namespaces;
}

/** @returns the endorsers' MSP ids, in order. @throws WireError after all were appended */
function pushEndorsements(
  action: TransactionAction,
  { network, channel, height, tx_index, action_index, tx_id }: ActionPlace,
  rows: FabricRows,
  uses: IdentityUses,
): string[] {
  const endorsers: string[] = [];
  let problem: unknown;
  for (const [endorsementIndex, { endorser, signature }] of action.endorsements.entries()) {
    let identity = NOBODY;
    try {
      identity = identityRef(endorser);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      problem ??= error;
    }
    uses.add(identity, "endorser", tx_index);
    endorsers.push(identity.mspId);
    rows.endorsements.push({
      network,
      channel,
      height,
      tx_index,
      action_index,
      endorsement_index: endorsementIndex,
      tx_id,
      msp: identity.mspId,
      cert_sha256: identity.certSha256,
      signature,
    });
  }
  if (problem) throw problem;
  return endorsers;
}
