import { createHash } from "node:crypto";
import { common, ledger, peer } from "@hyperledger/fabric-protos";
import timestampProto from "google-protobuf/google/protobuf/timestamp_pb.js";
import type { Member } from "./organisation.ts";

export interface Version {
  readonly height: number;
  readonly txIndex: number;
}

/** What a generated chaincode call read and wrote in one namespace. */
export interface Simulation {
  readonly namespace: string;
  readonly reads: readonly { readonly key: string; readonly version: Version | undefined }[];
  readonly writes: readonly { readonly key: string; readonly value: Uint8Array }[];
}

export interface Call {
  readonly channel: string;
  readonly timeMs: number;
  readonly nonce: Uint8Array;
  readonly creator: Member;
  readonly endorsers: readonly Member[];
  readonly chaincode: string;
  readonly version: string;
  readonly args: readonly Uint8Array[];
  readonly simulations: readonly Simulation[];
  /** @default the hash of nonce and creator, as Fabric demands */
  readonly txId?: string;
}

/** `common.HeaderType` */
const CONFIG = 1;
const ENDORSER_TRANSACTION = 3;

/** An endorsed and signed transaction, as a client hands it to an orderer. @returns bytes of `common.Envelope` */
export function endorsedEnvelope(call: Call): Uint8Array {
  const id = new peer.ChaincodeID();
  id.setName(call.chaincode);
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(id);
  const txId = call.txId ?? createHash("sha256").update(call.nonce).update(call.creator.identity).digest("hex");
  const channelHeader = channelHeaderBytes(ENDORSER_TRANSACTION, call, txId, extension.serializeBinary());
  const signatureHeader = signatureHeaderBytes(call.creator.identity, call.nonce);

  const input = new peer.ChaincodeInput();
  input.setArgsList([...call.args]);
  const spec = new peer.ChaincodeSpec();
  spec.setType(peer.ChaincodeSpec.Type.NODE);
  spec.setChaincodeId(id);
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const proposal = new peer.ChaincodeProposalPayload();
  proposal.setInput(invocation.serializeBinary());
  const proposalPayload = proposal.serializeBinary();

  const response = new peer.ProposalResponsePayload();
  response.setProposalHash(
    createHash("sha256").update(channelHeader).update(signatureHeader).update(proposalPayload).digest(),
  );
  response.setExtension$(chaincodeAction(call));
  const responsePayload = response.serializeBinary();

  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(responsePayload);
  for (const { identity, sign } of call.endorsers) {
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(identity);
    endorsement.setSignature(sign(Buffer.concat([responsePayload, identity])));
    endorsed.addEndorsements(endorsement);
  }
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(proposalPayload);
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setHeader(signatureHeader);
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.addActions(action);
  return envelope(channelHeader, signatureHeader, transaction.serializeBinary(), call.creator);
}

/** The configuration transaction of a configuration block. */
export function configEnvelope(
  config: { serializeBinary(): Uint8Array },
  { channel, timeMs, nonce, creator }: Pick<Call, "channel" | "timeMs" | "nonce" | "creator">,
): Uint8Array {
  const channelHeader = channelHeaderBytes(CONFIG, { channel, timeMs }, "", new Uint8Array(0));
  return envelope(channelHeader, signatureHeaderBytes(creator.identity, nonce), config.serializeBinary(), creator);
}

function envelope(channelHeader: Uint8Array, signatureHeader: Uint8Array, data: Uint8Array, creator: Member) {
  const header = new common.Header();
  header.setChannelHeader(channelHeader);
  header.setSignatureHeader(signatureHeader);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  const payloadBytes = payload.serializeBinary();
  const message = new common.Envelope();
  message.setPayload(payloadBytes);
  message.setSignature(creator.sign(payloadBytes));
  return message.serializeBinary();
}

function channelHeaderBytes(
  type: number,
  { channel, timeMs }: Pick<Call, "channel" | "timeMs">,
  txId: string,
  extension: Uint8Array,
): Uint8Array {
  const timestamp = new timestampProto.Timestamp();
  timestamp.setSeconds(Math.floor(timeMs / 1000));
  timestamp.setNanos((timeMs % 1000) * 1e6);
  const header = new common.ChannelHeader();
  header.setType(type);
  header.setTimestamp(timestamp);
  header.setChannelId(channel);
  header.setTxId(txId);
  header.setExtension$(extension);
  return header.serializeBinary();
}

export function signatureHeaderBytes(creator: Uint8Array, nonce: Uint8Array): Uint8Array {
  const header = new common.SignatureHeader();
  header.setCreator(creator);
  header.setNonce(nonce);
  return header.serializeBinary();
}

function chaincodeAction({ chaincode, version, simulations }: Call): Uint8Array {
  const results = new ledger.rwset.TxReadWriteSet();
  for (const { namespace, reads, writes } of simulations) {
    const set = new ledger.rwset.kvrwset.KVRWSet();
    for (const { key, version: read } of reads) {
      const entry = new ledger.rwset.kvrwset.KVRead();
      entry.setKey(key);
      if (read) entry.setVersion(versionOf(read));
      set.addReads(entry);
    }
    for (const { key, value } of writes) {
      const entry = new ledger.rwset.kvrwset.KVWrite();
      entry.setKey(key);
      entry.setValue(value);
      set.addWrites(entry);
    }
    const ns = new ledger.rwset.NsReadWriteSet();
    ns.setNamespace(namespace);
    ns.setRwset(set.serializeBinary());
    results.addNsRwset(ns);
  }
  const id = new peer.ChaincodeID();
  id.setName(chaincode);
  id.setVersion(version);
  const response = new peer.Response();
  response.setStatus(200);
  const action = new peer.ChaincodeAction();
  action.setResults(results.serializeBinary());
  action.setResponse(response);
  action.setChaincodeId(id);
  return action.serializeBinary();
}

function versionOf({ height, txIndex }: Version) {
  const version = new ledger.rwset.kvrwset.Version();
  version.setBlockNum(height);
  version.setTxNum(txIndex);
  return version;
}
