import { type FabricBlock, headerBytes } from "./block.ts";
import { decodeMetadata, MetadataIndex, type MetadataSignature } from "./blockMetadata.ts";
import { concatBytes, EMPTY, equalBytes } from "./bytes.ts";
import type { ChannelConfig, Consenter } from "./channelConfig.ts";
import { DerError, DerTag, readDer, readDerAll } from "./der.ts";
import { decodeIdentity, decodeSignatureHeader, type SerializedIdentity } from "./envelope.ts";
import { evaluatePolicy } from "./policy.ts";
import type { ProofCrypto } from "./proofCrypto.ts";
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
  const { value, signatures } = decodeMetadata(block.metadata[MetadataIndex.signatures] ?? EMPTY);
  const header = headerBytes(block);
  const signers: Signer[] = [];
  for (const [index, signature] of signatures.entries()) {
    const fail = (why: string): OrdererSignatures => ({
      state: "failed",
      detail: `orderer signature ${index}: ${why}`,
      signers,
    });
    const identity = signerIdentity(signature, config.consenters);
    if (!identity) continue; // not a consenter of this configuration: Fabric passes it over, too
    const signer = await judgeSigner(identity, config, crypto);
    if (!signer) return fail(`the identity of ${identity.mspId || "an unnamed MSP"} is no X.509 certificate`);
    const signedHeader = signature.signatureHeader.length > 0 ? signature.signatureHeader : signature.identifierHeader;
    if (!isLowS(signature.signature)) return fail("not a DER signature with low s");
    if (
      !(await crypto.verifyP256(signer.certificate.spki, concatBytes(value, signedHeader, header), signature.signature))
    ) {
      return fail(`does not verify with the key of ${identity.mspId}`);
    }
    if (!signers.some((other) => equalBytes(other.certificate.der, signer.certificate.der))) signers.push(signer);
  }
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

/** n / 2 of P-256, 32 bytes: Fabric refuses the other form of a signature, which anybody could make of it. */
const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;

function isLowS(signature: Uint8Array): boolean {
  try {
    const sequence = readDer(signature);
    const [r, s, ...rest] = readDerAll(sequence.contents);
    if (sequence.raw.length !== signature.length || rest.length > 0) return false;
    if (r?.tag !== DerTag.integer || s?.tag !== DerTag.integer) return false;
    let value = 0n;
    for (const byte of s.contents) value = (value << 8n) | BigInt(byte);
    return s.contents.length <= 33 && value > 0n && value <= HALF_ORDER;
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}
