import { EMPTY } from "./bytes.ts";
import { WireReader } from "./wire.ts";

/** `common.HeaderType` values that the proofs tell apart. */
export const HeaderType = { config: 1, endorserTransaction: 3 } as const;

export interface SerializedIdentity {
  readonly mspId: string;
  /** PEM of the certificate, for X.509 MSPs. */
  readonly idBytes: Uint8Array;
}

/** The headers of an envelope. Byte fields are views into it. */
export interface EnvelopeHeaders {
  /** `common.HeaderType` */
  readonly type: number;
  /** Client's claim; undefined where absent. */
  readonly timestamp: { readonly seconds: bigint; readonly nanos: number } | undefined;
  readonly channelId: string;
  readonly txId: string;
  /** `peer.ChaincodeHeaderExtension` for endorser transactions. */
  readonly extension: Uint8Array;
  /** `ChannelHeader.version`, `epoch`, `tls_cert_hash`: carried, hardly used by Fabric. */
  readonly version: number;
  readonly epoch: number;
  readonly tlsCertHash: Uint8Array;
  readonly creator: Uint8Array;
  readonly nonce: Uint8Array;
  /** `common.ChannelHeader` and `common.SignatureHeader` as they stand in the payload: a proposal hash covers both. */
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
  /** `common.Payload` as it stands in the envelope: what the creator signed. */
  readonly payload: Uint8Array;
  /** The creator's, over the payload. */
  readonly signature: Uint8Array;
  /** What the payload carries: `peer.Transaction`, `common.ConfigEnvelope`. */
  readonly data: Uint8Array;
}

/**
 * Reads payload and headers (`common.Envelope` → `Payload` → `ChannelHeader`, `SignatureHeader`).
 * @throws WireError
 */
export function decodeHeaders(envelope: Uint8Array): EnvelopeHeaders {
  let payload = EMPTY;
  let signature = EMPTY;
  const outer = new WireReader(envelope);
  while (outer.next()) {
    if (outer.field === 1) payload = outer.bytes();
    else if (outer.field === 2) signature = outer.bytes();
    else outer.skip();
  }
  let channelHeader = EMPTY;
  let signatureHeader = EMPTY;
  let data = EMPTY;
  const inner = new WireReader(payload);
  while (inner.next()) {
    if (inner.field === 1) {
      const header = inner.message();
      while (header.next()) {
        if (header.field === 1) channelHeader = header.bytes();
        else if (header.field === 2) signatureHeader = header.bytes();
        else header.skip();
      }
    } else if (inner.field === 2) data = inner.bytes();
    else inner.skip();
  }
  let type = 0;
  let version = 0;
  let timestamp: EnvelopeHeaders["timestamp"];
  let channelId = "";
  let txId = "";
  let epoch = 0;
  let extension = EMPTY;
  let tlsCertHash = EMPTY;
  const channel = new WireReader(channelHeader);
  while (channel.next()) {
    if (channel.field === 1) type = channel.int32();
    else if (channel.field === 2) version = channel.int32();
    else if (channel.field === 3) timestamp = decodeTimestamp(channel.message());
    else if (channel.field === 4) channelId = channel.text();
    else if (channel.field === 5) txId = channel.text();
    else if (channel.field === 6) epoch = channel.uint();
    else if (channel.field === 7) extension = channel.bytes();
    else if (channel.field === 8) tlsCertHash = channel.bytes();
    else channel.skip();
  }
  const { creator, nonce } = decodeSignatureHeader(signatureHeader);
  // One literal: an object that is put together from others costs several times as much, for every envelope.
  return {
    type,
    timestamp,
    channelId,
    txId,
    extension,
    version,
    epoch,
    tlsCertHash,
    creator,
    nonce,
    channelHeader,
    signatureHeader,
    payload,
    signature,
    data,
  };
}

function decodeTimestamp(reader: WireReader): { seconds: bigint; nanos: number } {
  let seconds = 0n;
  let nanos = 0;
  while (reader.next()) {
    if (reader.field === 1) seconds = reader.int64();
    else if (reader.field === 2) nanos = reader.int32();
    else reader.skip();
  }
  return { seconds, nanos };
}

/** @throws WireError */
export function decodeSignatureHeader(bytes: Uint8Array): { creator: Uint8Array; nonce: Uint8Array } {
  let creator = EMPTY;
  let nonce = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) creator = reader.bytes();
    else if (reader.field === 2) nonce = reader.bytes();
    else reader.skip();
  }
  return { creator, nonce };
}

/** @throws WireError */
export function decodeIdentity(bytes: Uint8Array): SerializedIdentity {
  let mspId = "";
  let idBytes = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) mspId = reader.text();
    else if (reader.field === 2) idBytes = reader.bytes();
    else reader.skip();
  }
  return { mspId, idBytes };
}

/**
 * Whether the bytes are what Fabric would write for this envelope: payload, then signature, neither
 * empty, shortest varints, nothing behind. Without it the boundaries between envelopes could be moved
 * under the same data hash (fabric protoutil, `VerifyTransactionsAreWellFormed`, since 2.5.5). Stricter
 * than Fabric in one point: an envelope with unknown fields is refused.
 */
export function isCanonicalEnvelope(envelope: Uint8Array): boolean {
  const afterPayload = afterField(envelope, 0, 0x0a);
  const afterSignature = afterPayload === undefined ? undefined : afterField(envelope, afterPayload, 0x12);
  return afterSignature === envelope.length;
}

/** End of the non-empty bytes field with this tag at `at`; undefined when there is none in shortest form. */
function afterField(bytes: Uint8Array, at: number, tag: number): number | undefined {
  if (bytes[at] !== tag) return undefined;
  let length = 0;
  let scale = 1;
  let next = at + 1;
  for (;;) {
    const byte = bytes[next++];
    if (byte === undefined || scale > 2 ** 35) return undefined;
    length += (byte & 0x7f) * scale;
    if (byte < 0x80) {
      if (byte === 0 && scale > 1) return undefined;
      break;
    }
    scale *= 128;
  }
  const end = next + length;
  return length > 0 && end <= bytes.length ? end : undefined;
}
