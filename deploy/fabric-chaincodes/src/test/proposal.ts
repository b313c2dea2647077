import { createHash, randomBytes } from "node:crypto";
import { common, peer } from "@hyperledger/fabric-protos";
import { Timestamp } from "google-protobuf/google/protobuf/timestamp_pb.js";

export interface Call {
  readonly function: string;
  readonly args: readonly string[];
  readonly transient?: Readonly<Record<string, string>>;
  /** Bytes of `msp.SerializedIdentity`. */
  readonly creator: Uint8Array;
  readonly timeMs: number;
}

export interface Proposal {
  readonly txId: string;
  readonly input: Uint8Array;
  readonly signed: peer.SignedProposal;
}

/** A proposal as a client makes it, without its signature: a peer checks that one and the chaincode never does. */
export function makeProposal(channel: string, call: Call): Proposal {
  const nonce = randomBytes(24);
  const txId = createHash("sha256").update(nonce).update(call.creator).digest("hex");

  const input = new peer.ChaincodeInput();
  input.setArgsList([call.function, ...call.args].map((arg) => Buffer.from(arg)));
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(input.serializeBinary());
  for (const [name, value] of Object.entries(call.transient ?? {})) {
    payload.getTransientmapMap().set(name, Buffer.from(value));
  }

  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setChannelId(channel);
  channelHeader.setTxId(txId);
  channelHeader.setTimestamp(timestamp(call.timeMs));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setNonce(nonce);
  signatureHeader.setCreator(call.creator);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());

  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload.serializeBinary());
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  return { txId, input: input.serializeBinary(), signed };
}

export function timestamp(ms: number): Timestamp {
  return Timestamp.fromDate(new Date(ms));
}
