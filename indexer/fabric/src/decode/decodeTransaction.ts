import {
  type DecodedEnvelope,
  type EnvelopeHeaders,
  isDeletion,
  type KeyRead,
  type KeySet,
  type TransactionAction,
  WireError,
} from "@ledgerscope/proof";
import { clientTimeNs } from "./blockTime.ts";
import { headerTypeName } from "./headerTypes.ts";
import { type IdentityRef, identityRef } from "./identities.ts";
import type { FabricRows } from "./rows.ts";
import { validationName } from "./validationCodes.ts";

export interface TransactionContext {
  readonly network: string;
  readonly channel: string;
  readonly height: number;
  /** Position in the block. */
  readonly index: number;
  /** `peer.TxValidationCode` */
  readonly code: number;
  /** Size of the envelope. */
  readonly bytes: number;
}

const EMPTY = new Uint8Array(0);
const NOBODY: IdentityRef = { mspId: "", certSha256: EMPTY };
const NO_HEADERS: EnvelopeHeaders = {
  type: -1,
  timestamp: undefined,
  channelId: "",
  txId: "",
  extension: EMPTY,
  creator: EMPTY,
  nonce: EMPTY,
  data: EMPTY,
};

/**
 * Appends the rows of one envelope, valid or not. What can be read is kept, and the first thing that
 * cannot is named; the bytes stand in `fabric_envelopes` in any case.
 * @returns the client's time, Unix nanoseconds, if there is one.
 */
export function decodeTransaction(
  decoded: DecodedEnvelope,
  context: TransactionContext,
  rows: FabricRows,
): bigint | undefined {
  let problem = decoded.problem ?? "";
  const attempt = <Result>(what: string, read: () => Result, otherwise: Result): Result => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      problem ||= `${what}: ${error.message}`;
      return otherwise;
    }
  };
  const { headers = NO_HEADERS, actions } = decoded;
  const creator = attempt("creator", () => identityRef(headers.creator), NOBODY);
  const timeNs = clientTimeNs(headers.timestamp);
  if (headers.timestamp && timeNs === undefined) problem ||= "timestamp: outside of 1970 to 2262";
  let endorsementCount = 0;
  let readCount = 0;
  let writeCount = 0;
  for (const [actionIndex, action] of actions.entries()) {
    attempt("endorser", () => pushEndorsements(action, actionIndex, headers.txId, context, rows), undefined);
    endorsementCount += action.endorsements.length;
    for (const set of action.keySets) {
      pushKeys(set, actionIndex, headers.txId, context, rows);
      if (set.collection !== "") continue;
      readCount += set.reads.length;
      writeCount += set.writes.length;
    }
  }
  const first = actions[0];
  rows.transactions.push({
    network: context.network,
    channel: context.channel,
    height: context.height,
    tx_index: context.index,
    tx_id: headers.txId,
    header_type: headers === NO_HEADERS ? "" : headerTypeName(headers.type),
    validation_code: context.code,
    validation_name: validationName(context.code),
    time: timeNs ?? 0n,
    creator_msp: creator.mspId,
    creator_cert_sha256: creator.certSha256,
    chaincode: first?.chaincode ?? "",
    chaincode_version: first?.chaincodeVersion ?? "",
    function: first?.args[0] ?? EMPTY,
    args: first?.args.slice(1) ?? [],
    response_status: first?.response.status ?? 0,
    response_message: first?.response.message ?? EMPTY,
    response_payload: first?.response.payload ?? EMPTY,
    event_name: first?.event?.name ?? EMPTY,
    event_payload: first?.event?.payload ?? EMPTY,
    endorsement_count: endorsementCount,
    read_count: readCount,
    write_count: writeCount,
    bytes: context.bytes,
    decode_error: problem,
  });
  return timeNs;
}

function pushEndorsements(
  action: TransactionAction,
  actionIndex: number,
  txId: string,
  { network, channel, height, index }: TransactionContext,
  rows: FabricRows,
): void {
  let problem: unknown;
  for (const [endorsementIndex, { endorser, signature }] of action.endorsements.entries()) {
    let identity = NOBODY;
    try {
      identity = identityRef(endorser);
    } catch (error) {
      problem = error;
    }
    rows.endorsements.push({
      network,
      channel,
      height,
      tx_index: index,
      action_index: actionIndex,
      endorsement_index: endorsementIndex,
      tx_id: txId,
      msp: identity.mspId,
      cert_sha256: identity.certSha256,
      signature,
    });
  }
  if (problem) throw problem;
}

/**
 * One row per read and per write as it stands in the set: a key that is written twice, or whose value and
 * metadata are both written, has a row for each.
 */
function pushKeys(
  set: KeySet,
  actionIndex: number,
  txId: string,
  { network, channel, height, index, code }: TransactionContext,
  rows: FabricRows,
): void {
  const { namespace, collection } = set;
  const pushRead = ({ key, version }: KeyRead, inRange: boolean): void => {
    rows.reads.push({
      network,
      channel,
      namespace,
      collection,
      key,
      height,
      tx_index: index,
      action_index: actionIndex,
      tx_id: txId,
      validation_code: code,
      read_absent: version === undefined,
      read_height: version?.height ?? 0,
      read_tx_index: version?.txIndex ?? 0,
      in_range: inRange,
    });
  };
  const pushWrite = (key: Uint8Array, isDelete: boolean, isMetadata: boolean, value: Uint8Array): void => {
    rows.writes.push({
      network,
      channel,
      namespace,
      collection,
      key,
      height,
      tx_index: index,
      action_index: actionIndex,
      tx_id: txId,
      validation_code: code,
      is_delete: isDelete,
      is_metadata: isMetadata,
      value,
    });
  };
  for (const read of set.reads) pushRead(read, false);
  for (const range of set.ranges) for (const read of range.reads) pushRead(read, true);
  for (const write of set.writes) pushWrite(write.key, isDeletion(set, write), false, write.value);
  for (const { key, entries } of set.metadataWrites) pushWrite(key, false, true, entries);
}
