import { randomBytes } from "node:crypto";
import { common, orderer } from "@hyperledger/fabric-protos";
import timestampProto from "google-protobuf/google/protobuf/timestamp_pb.js";
import type { Identity } from "./identity.ts";

/** Which blocks of a channel a node is asked for. */
export interface Seek {
  /** First height; "newest": the newest block alone. */
  readonly from: number | "newest";
  /** Last height. @default none: on and on as blocks come */
  readonly to?: number;
  /** "headers": header and metadata without envelopes (Fabric 2.3 and later; older nodes send whole blocks). */
  readonly content: "blocks" | "headers";
}

/** Header of a message to a channel. */
export function headerOf(
  type: common.HeaderTypeMap[keyof common.HeaderTypeMap],
  channel: string,
  identity: Identity,
  tlsCertHash: Uint8Array | undefined,
): { readonly channel: common.ChannelHeader; readonly signature: common.SignatureHeader } {
  const header = new common.ChannelHeader();
  header.setType(type);
  header.setChannelId(channel);
  const timestamp = new timestampProto.Timestamp();
  timestamp.fromDate(new Date());
  header.setTimestamp(timestamp);
  if (tlsCertHash) header.setTlsCertHash(tlsCertHash);
  const signature = new common.SignatureHeader();
  signature.setCreator(identity.creator);
  signature.setNonce(randomBytes(24));
  return { channel: header, signature };
}

/**
 * The signed `common.Envelope` that opens a Deliver stream (fabric common/deliver/deliver.go). It must be sent
 * within 15 minutes of its making.
 * @param tlsCertHash SHA-256 of the own TLS certificate, where TLS is mutual.
 */
export function seekEnvelope(
  channel: string,
  seek: Seek,
  identity: Identity,
  tlsCertHash: Uint8Array | undefined,
): Uint8Array {
  const { SeekInfo } = orderer;
  const info = new SeekInfo();
  info.setStart(seek.from === "newest" ? newest() : specified(seek.from));
  info.setStop(seek.from === "newest" ? newest() : specified(seek.to ?? Number.MAX_SAFE_INTEGER));
  info.setBehavior(SeekInfo.SeekBehavior.BLOCK_UNTIL_READY);
  // An orderer without a leader still serves what it has.
  info.setErrorResponse(SeekInfo.SeekErrorResponse.BEST_EFFORT);
  info.setContentType(
    seek.content === "headers" ? SeekInfo.SeekContentType.HEADER_WITH_SIG : SeekInfo.SeekContentType.BLOCK,
  );
  const headers = headerOf(common.HeaderType.DELIVER_SEEK_INFO, channel, identity, tlsCertHash);
  const header = new common.Header();
  header.setChannelHeader(headers.channel.serializeBinary());
  header.setSignatureHeader(headers.signature.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(info.serializeBinary());
  const bytes = payload.serializeBinary();
  const envelope = new common.Envelope();
  envelope.setPayload(bytes);
  envelope.setSignature(identity.sign(bytes));
  return envelope.serializeBinary();
}

function newest(): orderer.SeekPosition {
  const position = new orderer.SeekPosition();
  position.setNewest(new orderer.SeekNewest());
  return position;
}

function specified(number: number): orderer.SeekPosition {
  const position = new orderer.SeekPosition();
  const at = new orderer.SeekSpecified();
  at.setNumber(number);
  position.setSpecified(at);
  return position;
}
