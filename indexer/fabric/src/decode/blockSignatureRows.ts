import {
  type ChannelConfig,
  type Consenter,
  decodeMetadata,
  decodeSignatureHeader,
  type FabricBlock,
  MetadataIndex,
  type MetadataSignature,
  WireError,
  WireReader,
} from "@ledgerscope/proof";
import { NOBODY } from "./actionRows.ts";
import { certificateHash, type IdentityRef, identityRef } from "./identities.ts";
import type { IdentityUses } from "./identityUses.ts";
import type { FabricRows } from "./rows.ts";

const EMPTY: Uint8Array = new Uint8Array(0);
/** Entries of the metadata that orderers sign; the last two by orderers before 2.0. */
const SIGNED = [MetadataIndex.signatures, MetadataIndex.lastConfig, MetadataIndex.orderer];

/** Appends one row per orderer signature. A signer that cannot be known has no name. */
export function pushBlockSignatures(
  block: FabricBlock,
  { network, channel, config }: { network: string; channel: string; config: ChannelConfig | undefined },
  rows: FabricRows,
  uses: IdentityUses,
): void {
  for (const metadataIndex of SIGNED) {
    for (const [index, signature] of signaturesOf(block.metadata[metadataIndex] ?? EMPTY).entries()) {
      const { signer, consenterId, nonce } = headerOf(signature, config);
      uses.add(signer, "orderer", 0);
      rows.blockSignatures.push({
        network,
        channel,
        height: block.number,
        metadata_index: metadataIndex,
        signature_index: index,
        msp: signer.mspId,
        cert_sha256: signer.certSha256,
        consenter_id: consenterId,
        nonce,
        signature: signature.signature,
        header: signature.signatureHeader.length > 0 ? signature.signatureHeader : signature.identifierHeader,
      });
    }
  }
}

function readOr<Result>(read: () => Result, otherwise: Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof WireError) return otherwise;
    throw error;
  }
}

/** An entry that is no `common.Metadata` carries no signatures: an old Kafka orderer keeps other things there. */
const signaturesOf = (metadata: Uint8Array): readonly MetadataSignature[] =>
  readOr(() => decodeMetadata(metadata).signatures, []);

interface SignerHeader {
  readonly signer: IdentityRef;
  readonly consenterId: number;
  readonly nonce: Uint8Array;
}

/** Fingerprints of BFT consenters: the configuration names them, not the signature. */
const fingerprints = new WeakMap<Consenter, IdentityRef>();

function refOf(consenter: Consenter): IdentityRef {
  const known = fingerprints.get(consenter);
  if (known) return known;
  const ref = { mspId: consenter.mspId, certSha256: certificateHash(consenter.identity) };
  fingerprints.set(consenter, ref);
  return ref;
}

const headerOf = (
  { signatureHeader, identifierHeader }: MetadataSignature,
  config: ChannelConfig | undefined,
): SignerHeader =>
  readOr(
    () => {
      if (signatureHeader.length > 0) {
        const { creator, nonce } = decodeSignatureHeader(signatureHeader);
        return { signer: identityRef(creator), consenterId: 0, nonce };
      }
      const { consenterId, nonce } = decodeIdentifierHeader(identifierHeader);
      const consenter = config?.consenters.find(({ id }) => id === consenterId);
      return { signer: consenter ? refOf(consenter) : NOBODY, consenterId, nonce };
    },
    { signer: NOBODY, consenterId: 0, nonce: EMPTY },
  );

/** `common.IdentifierHeader` */
function decodeIdentifierHeader(bytes: Uint8Array): { consenterId: number; nonce: Uint8Array } {
  let consenterId = 0;
  let nonce = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) consenterId = reader.uint();
    else if (reader.field === 2) nonce = reader.bytes();
    else reader.skip();
  }
  return { consenterId, nonce };
}
