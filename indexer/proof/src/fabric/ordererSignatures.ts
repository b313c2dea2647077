import { type FabricBlock, headerBytes } from "./block.ts";
import { decodeMetadata, MetadataIndex, type MetadataSignature } from "./blockMetadata.ts";
import { concatBytes, EMPTY } from "./bytes.ts";
import type { ChannelConfig, Consenter } from "./channelConfig.ts";
import { decodeIdentity, decodeSignatureHeader, type SerializedIdentity } from "./envelope.ts";
import { isSameCertificate } from "./msp.ts";
import { evaluatePolicy } from "./policy.ts";
import type { ProofCrypto } from "./proofCrypto.ts";
import { isLowS, verifySignature } from "./signatureScheme.ts";
import { judgeSigner, type Signer } from "./signer.ts";
import { UnsupportedPolicyError } from "./unsupportedPolicyError.ts";
import { WireReader } from "./wire.ts";

export interface OrdererSignatures {
  readonly state: "verified" | "unchecked" | "failed";
  readonly detail: string;
  /** Signers whose signatures are valid, each once. */
  readonly signers: readonly Signer[];
}

/**
 * Verifies the orderers' signatures over the header against the policy `/Channel/Orderer/BlockValidation`
 * of the configuration in force (for a configuration block: the one before it).
 *
 * Signed bytes are `Metadata.value ‖ signature_header ‖ header DER`; in BFT channels `identifier_header`
 * stands for `signature_header` and names the consenter of the configuration (fabric protoutil,
 * `BlockSignatureVerifier`). s must be low. Stricter than Fabric in one point: a signature of a known
 * signer that does not verify fails the block, even where enough others remain.
 * @throws WireError
 */
export async function verifyOrdererSignatures(
  block: FabricBlock,
  config: ChannelConfig,
  crypto: ProofCrypto,
): Promise<OrdererSignatures> {
  const found = await verifySignaturesOf(MetadataIndex.signatures, block, config, crypto);
  // Orderers before 1.4.1 signed the entry LAST_CONFIG by itself.
  const separate = await verifySignaturesOf(MetadataIndex.lastConfig, block, config, crypto);
  const { signers } = found;
  for (const { problem } of [found, separate]) if (problem) return { ...problem, signers };
  const names = signers.map((signer) => signer.mspId).join(", ") || "nobody";
  try {
    const orderer = config.root.groups.get("Orderer");
    if (!orderer) return { state: "unchecked", detail: "the configuration has no Orderer group", signers };
    const policy = evaluatePolicy(orderer, "BlockValidation", signers);
    const detail = `signed by ${names}; BlockValidation asks for ${policy.text}`;
    return { state: policy.satisfied ? "verified" : "failed", detail, signers };
  } catch (error) {
    if (!(error instanceof UnsupportedPolicyError)) throw error;
    return { state: "unchecked", detail: `BlockValidation is not covered: ${error.message}`, signers };
  }
}

interface FoundSigners {
  readonly signers: readonly Signer[];
  /** The first signature that does not hold, or of which nothing can be said. */
  readonly problem?: Pick<OrdererSignatures, "state" | "detail">;
}

/** The signers of one metadata entry whose signatures are valid, each once. @throws WireError */
async function verifySignaturesOf(
  entry: number,
  block: FabricBlock,
  config: ChannelConfig,
  crypto: ProofCrypto,
): Promise<FoundSigners> {
  const { value, signatures } = decodeMetadata(block.metadata[entry] ?? EMPTY);
  const header = headerBytes(block);
  const signers: Signer[] = [];
  for (const [index, signature] of signatures.entries()) {
    const stop = (state: "failed" | "unchecked", why: string): FoundSigners => ({
      signers,
      problem: { state, detail: `orderer signature ${index}: ${why}` },
    });
    const identity = signerIdentity(signature, config.consenters);
    if (!identity) continue; // not a consenter of this configuration: Fabric passes it over, too
    const signer = await judgeSigner(identity, config, crypto);
    if (!signer) return stop("failed", `the identity of ${identity.mspId || "an unnamed MSP"} is no X.509 certificate`);
    const { keyKind: kind, spki } = signer.certificate;
    if (kind === undefined) {
      return signer.isUnsupported
        ? stop("unchecked", `the key of ${identity.mspId} is of a kind that is not covered`)
        : stop("failed", `the identity of ${identity.mspId}: ${signer.problem}`);
    }
    if (kind !== "Ed25519" && !isLowS(kind, signature.signature))
      return stop("failed", "not a DER signature with low s");
    const signedHeader = signature.signatureHeader.length > 0 ? signature.signatureHeader : signature.identifierHeader;
    const message = concatBytes(value, signedHeader, header);
    const isGood = await verifySignature({ kind, spki }, message, signature.signature, crypto);
    if (isGood === undefined) return stop("unchecked", `${kind} is not covered here`);
    if (!isGood) return stop("failed", `does not verify with the key of ${identity.mspId}`);
    if (!signers.some((other) => isSameCertificate(other.certificate, signer.certificate))) signers.push(signer);
  }
  return { signers };
}

/** @throws WireError */
export function signerIdentity(
  signature: MetadataSignature,
  consenters: readonly Consenter[],
): SerializedIdentity | undefined {
  if (signature.signatureHeader.length > 0) {
    return decodeIdentity(decodeSignatureHeader(signature.signatureHeader).creator);
  }
  let id = 0;
  const reader = new WireReader(signature.identifierHeader); // common.IdentifierHeader{identifier, nonce}
  while (reader.next()) {
    if (reader.field === 1) id = reader.uint();
    else reader.skip();
  }
  const consenter = consenters.find((candidate) => candidate.id === id);
  return consenter && { mspId: consenter.mspId, idBytes: consenter.identity };
}
