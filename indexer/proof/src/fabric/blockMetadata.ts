import { EMPTY } from "./bytes.ts";
import { WireReader } from "./wire.ts";

/** `common.BlockMetadataIndex` */
export const MetadataIndex = {
  signatures: 0,
  lastConfig: 1,
  transactionsFilter: 2,
  orderer: 3,
  commitHash: 4,
} as const;

export interface MetadataSignature {
  /** Raft, Kafka, solo: `common.SignatureHeader` with the signer's identity. */
  readonly signatureHeader: Uint8Array;
  readonly signature: Uint8Array;
  /** BFT: `common.IdentifierHeader` with the consenter's id in the channel configuration. */
  readonly identifierHeader: Uint8Array;
}

/** `common.Metadata` */
export interface Metadata {
  readonly value: Uint8Array;
  readonly signatures: readonly MetadataSignature[];
}

/** @throws WireError */
export function decodeMetadata(bytes: Uint8Array): Metadata {
  let value = EMPTY;
  const signatures: MetadataSignature[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) value = reader.bytes();
    else if (reader.field === 2) signatures.push(decodeMetadataSignature(reader.message()));
    else reader.skip();
  }
  return { value, signatures };
}

function decodeMetadataSignature(reader: WireReader): MetadataSignature {
  let signatureHeader = EMPTY;
  let signature = EMPTY;
  let identifierHeader = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) signatureHeader = reader.bytes();
    else if (reader.field === 2) signature = reader.bytes();
    else if (reader.field === 3) identifierHeader = reader.bytes();
    else reader.skip();
  }
  return { signatureHeader, signature, identifierHeader };
}

/**
 * Height of the configuration in force, from the signed `OrdererBlockMetadata`, or from the LAST_CONFIG
 * entry that orderers before 1.4.1 wrote. Undefined where neither is there (block 0).
 * @throws WireError
 */
export function lastConfigHeight(metadata: readonly Uint8Array[]): number | undefined {
  const signed = decodeMetadata(metadata[MetadataIndex.signatures] ?? EMPTY).value;
  if (signed.length === 0) return separateLastConfigHeight(metadata);
  let height: number | undefined;
  const reader = new WireReader(signed);
  while (reader.next()) {
    if (reader.field === 1) height = decodeLastConfig(reader.message());
    else reader.skip();
  }
  return height;
}

/** What the LAST_CONFIG entry says by itself; newer orderers write it beside the signed one. @throws WireError */
export function separateLastConfigHeight(metadata: readonly Uint8Array[]): number | undefined {
  const separate = metadata[MetadataIndex.lastConfig] ?? EMPTY;
  return separate.length === 0 ? undefined : decodeLastConfig(new WireReader(decodeMetadata(separate).value));
}

function decodeLastConfig(reader: WireReader): number {
  let height = 0;
  while (reader.next()) {
    if (reader.field === 1) height = reader.uint();
    else reader.skip();
  }
  return height;
}

/** The commit hash that the peer wrote; empty where it wrote none. @throws WireError */
export function storedCommitHash(metadata: readonly Uint8Array[]): Uint8Array {
  return decodeMetadata(metadata[MetadataIndex.commitHash] ?? EMPTY).value;
}
