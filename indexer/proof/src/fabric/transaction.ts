import { EMPTY } from "./bytes.ts";
import { decodeReadWriteSet, type KeySet } from "./readWriteSet.ts";
import { WireReader } from "./wire.ts";

export interface Endorsement {
  /** Serialized identity of the endorser. */
  readonly endorser: Uint8Array;
  /** ECDSA (DER) over proposal response payload ‖ endorser. */
  readonly signature: Uint8Array;
}

/** `peer.ChaincodeEvent` */
export interface ChaincodeEvent {
  readonly chaincode: Uint8Array;
  readonly txId: Uint8Array;
  readonly name: Uint8Array;
  readonly payload: Uint8Array;
}

/** `peer.ChaincodeSpec` of the proposal. */
export interface Invocation {
  readonly chaincode: string;
  readonly chaincodeVersion: string;
  readonly chaincodePath: string;
  /** `ChaincodeSpec.Type`: 1 GOLANG, 2 NODE, 3 CAR, 4 JAVA */
  readonly type: number;
  readonly timeout: number;
  readonly isInit: boolean;
  readonly args: readonly Uint8Array[];
  /** `ChaincodeInput.decorations`: map entries as they stand in the message. */
  readonly decorations: readonly Uint8Array[];
}

/** One action of an endorser transaction: what was proposed, what the endorsers simulated and signed. */
export interface TransactionAction {
  /** `common.SignatureHeader` of the action: who proposed it. */
  readonly header: Uint8Array;
  readonly chaincode: string;
  readonly chaincodeVersion: string;
  /** `ChaincodeID.path` as simulated; empty in 2.x. */
  readonly chaincodePath: string;
  /** What was called, as proposed. */
  readonly invocation: Invocation;
  /** All arguments of the call, the function name by convention first. */
  readonly args: readonly Uint8Array[];
  readonly response: { readonly status: number; readonly message: Uint8Array; readonly payload: Uint8Array };
  readonly event: ChaincodeEvent | undefined;
  /** `rwset.TxReadWriteSet`, which `keySets` are decoded from. */
  readonly results: Uint8Array;
  readonly keySets: readonly KeySet[];
  readonly endorsements: readonly Endorsement[];
  /** `peer.ChaincodeProposalPayload` as it stands in the action, without what the client kept to itself. */
  readonly proposalPayload: Uint8Array;
  /** `peer.ProposalResponsePayload` as it stands in the action: what the endorsers signed. */
  readonly responsePayload: Uint8Array;
  readonly proposalHash: Uint8Array;
}

/**
 * All actions of a `peer.Transaction`.
 * @throws WireError
 */
export function decodeActions(transaction: Uint8Array): TransactionAction[] {
  const actions: TransactionAction[] = [];
  const reader = new WireReader(transaction);
  while (reader.next()) {
    if (reader.field === 1) actions.push(decodeAction(reader.message()));
    else reader.skip();
  }
  return actions;
}

function decodeAction(reader: WireReader): TransactionAction {
  let header = EMPTY;
  let payload = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) header = reader.bytes();
    else if (reader.field === 2) payload = reader.bytes();
    else reader.skip();
  }
  // ChaincodeActionPayload
  let proposalPayload = EMPTY;
  let responsePayload = EMPTY;
  const endorsements: Endorsement[] = [];
  const actionPayload = new WireReader(payload);
  while (actionPayload.next()) {
    if (actionPayload.field === 1) proposalPayload = actionPayload.bytes();
    else if (actionPayload.field === 2) {
      const endorsed = actionPayload.message();
      while (endorsed.next()) {
        if (endorsed.field === 1) responsePayload = endorsed.bytes();
        else if (endorsed.field === 2) endorsements.push(decodeEndorsement(endorsed.message()));
        else endorsed.skip();
      }
    } else actionPayload.skip();
  }
  // ProposalResponsePayload
  let proposalHash = EMPTY;
  let extension = EMPTY;
  const response = new WireReader(responsePayload);
  while (response.next()) {
    if (response.field === 1) proposalHash = response.bytes();
    else if (response.field === 2) extension = response.bytes();
    else response.skip();
  }
  const invocation = decodeInvocation(proposalPayload);
  const simulated = decodeChaincodeAction(new WireReader(extension));
  return {
    header,
    chaincode: simulated.chaincode.name || invocation.chaincode,
    chaincodeVersion: simulated.chaincode.version,
    chaincodePath: simulated.chaincode.path,
    invocation,
    args: invocation.args,
    response: simulated.response,
    event: simulated.event,
    results: simulated.results,
    keySets: decodeReadWriteSet(simulated.results),
    endorsements,
    proposalPayload,
    responsePayload,
    proposalHash,
  };
}

function decodeEndorsement(reader: WireReader): Endorsement {
  let endorser = EMPTY;
  let signature = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) endorser = reader.bytes();
    else if (reader.field === 2) signature = reader.bytes();
    else reader.skip();
  }
  return { endorser, signature };
}

function decodeChaincodeAction(reader: WireReader) {
  let results = EMPTY;
  let event: TransactionAction["event"];
  let response: TransactionAction["response"] = { status: 0, message: EMPTY, payload: EMPTY };
  let chaincode = NO_CHAINCODE;
  while (reader.next()) {
    if (reader.field === 1) results = reader.bytes();
    else if (reader.field === 2) event = decodeEvent(reader.message());
    else if (reader.field === 3) response = decodeResponse(reader.message());
    else if (reader.field === 4) chaincode = decodeChaincodeId(reader.message());
    else reader.skip();
  }
  return { results, event, response, chaincode };
}

function decodeEvent(reader: WireReader): ChaincodeEvent | undefined {
  let chaincode = EMPTY;
  let txId = EMPTY;
  let name = EMPTY;
  let payload = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) chaincode = reader.bytes();
    else if (reader.field === 2) txId = reader.bytes();
    else if (reader.field === 3) name = reader.bytes();
    else if (reader.field === 4) payload = reader.bytes();
    else reader.skip();
  }
  return chaincode.length + txId.length + name.length + payload.length === 0
    ? undefined
    : { chaincode, txId, name, payload };
}

function decodeResponse(reader: WireReader): TransactionAction["response"] {
  let status = 0;
  let message = EMPTY;
  let payload = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) status = reader.int32();
    else if (reader.field === 2) message = reader.bytes();
    else if (reader.field === 3) payload = reader.bytes();
    else reader.skip();
  }
  return { status, message, payload };
}

interface ChaincodeId {
  readonly path: string;
  readonly name: string;
  readonly version: string;
}

const NO_CHAINCODE: ChaincodeId = { path: "", name: "", version: "" };

function decodeChaincodeId(reader: WireReader): ChaincodeId {
  let path = "";
  let name = "";
  let version = "";
  while (reader.next()) {
    if (reader.field === 1) path = reader.text();
    else if (reader.field === 2) name = reader.text();
    else if (reader.field === 3) version = reader.text();
    else reader.skip();
  }
  return { path, name, version };
}

/** `ChaincodeProposalPayload.input` is a `ChaincodeInvocationSpec` with one `ChaincodeSpec`. */
function decodeInvocation(proposalPayload: Uint8Array): Invocation {
  let input = EMPTY;
  const payload = new WireReader(proposalPayload);
  while (payload.next()) {
    if (payload.field === 1) input = payload.bytes();
    else payload.skip();
  }
  let chaincode = NO_CHAINCODE;
  let type = 0;
  let timeout = 0;
  let isInit = false;
  const args: Uint8Array[] = [];
  const decorations: Uint8Array[] = [];
  const invocation = new WireReader(input);
  while (invocation.next()) {
    if (invocation.field !== 1) {
      invocation.skip();
      continue;
    }
    const spec = invocation.message();
    while (spec.next()) {
      if (spec.field === 1) type = spec.int32();
      else if (spec.field === 2) chaincode = decodeChaincodeId(spec.message());
      else if (spec.field === 3) {
        const call = spec.message();
        while (call.next()) {
          if (call.field === 1) args.push(call.bytes());
          else if (call.field === 2) decorations.push(call.bytes());
          else if (call.field === 3) isInit = call.bool();
          else call.skip();
        }
      } else if (spec.field === 4) timeout = spec.int32();
      else spec.skip();
    }
  }
  const { name, version, path } = chaincode;
  return { chaincode: name, chaincodeVersion: version, chaincodePath: path, type, timeout, isInit, args, decorations };
}
