import { type DecodedEnvelope, type EnvelopeHeaders, HeaderType, WireError, WireReader } from "@ledgerscope/proof";
import { NOBODY, pushAction } from "./actionRows.ts";
import { clientTimeNs } from "./blockTime.ts";
import { type ConfigContext, pushConfig } from "./configRows.ts";
import { headerTypeName } from "./headerTypes.ts";
import { identityRef } from "./identities.ts";
import type { IdentityUses } from "./identityUses.ts";
import type { FabricRows } from "./rows.ts";
import { validationName } from "./validationCodes.ts";

export interface TransactionContext extends ConfigContext {
  /** Size of the envelope. */
  readonly bytes: number;
}

const EMPTY: Uint8Array = new Uint8Array(0);
const NO_HEADERS: EnvelopeHeaders = {
  type: -1,
  version: 0,
  timestamp: undefined,
  channelId: "",
  txId: "",
  epoch: 0,
  extension: EMPTY,
  tlsCertHash: EMPTY,
  creator: EMPTY,
  nonce: EMPTY,
  signature: EMPTY,
  channelHeader: EMPTY,
  signatureHeader: EMPTY,
  payload: EMPTY,
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
  uses: IdentityUses,
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
  const { network, channel, height, index, code } = context;
  const { headers = NO_HEADERS, actions } = decoded;
  const creator = attempt("creator", () => identityRef(headers.creator), NOBODY);
  uses.add(creator, "creator", index);
  const timeNs = clientTimeNs(headers.timestamp);
  if (headers.timestamp && timeNs === undefined) problem ||= "timestamp: outside of 1970 to 2262";
  let endorsementCount = 0;
  let readCount = 0;
  let writeCount = 0;
  for (const [actionIndex, action] of actions.entries()) {
    const place = {
      network,
      channel,
      height,
      tx_index: index,
      action_index: actionIndex,
      tx_id: headers.txId,
      validation_code: code,
    };
    pushAction(action, place, rows, uses, attempt);
    endorsementCount += action.endorsements.length;
    for (const { collection, reads, writes } of action.keySets) {
      if (collection !== "") continue;
      readCount += reads.length;
      writeCount += writes.length;
    }
  }
  pushConfig(headers, context, rows, uses);
  const first = actions[0];
  rows.transactions.push({
    network,
    channel,
    height,
    tx_index: index,
    tx_id: headers.txId,
    header_type: headers === NO_HEADERS ? "" : headerTypeName(headers.type),
    validation_code: code,
    validation_name: validationName(code),
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
    action_count: actions.length,
    nonce: headers.nonce,
    signature: headers.signature,
    header_chaincode: attempt("header extension", () => headerChaincode(headers), ""),
    header_version: headers.version,
    epoch: headers.epoch,
    extension: headers.extension,
    tls_cert_hash: headers.tlsCertHash,
    decode_error: problem,
  });
  return timeNs;
}

/** `ChaincodeHeaderExtension.chaincode_id.name` */
function headerChaincode({ type, extension }: EnvelopeHeaders): string {
  if (type !== HeaderType.endorserTransaction) return "";
  let name = "";
  const reader = new WireReader(extension);
  while (reader.next()) {
    if (reader.field !== 2) {
      reader.skip();
      continue;
    }
    const id = reader.message();
    while (id.next()) {
      if (id.field === 2) name = id.text();
      else id.skip();
    }
  }
  return name;
}
