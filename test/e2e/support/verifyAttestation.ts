import { createHash, verify, X509Certificate } from "node:crypto";
import { common, msp, peer } from "@hyperledger/fabric-protos";
import type { Attestation } from "@ledgerscope/fabric-traffic";

/**
 * Checks a peer's signed answer with nothing but Fabric's message definitions and Node's cryptography: the peer's
 * certificate comes from its organisation's authority, it signed the answer, and it answered this very question.
 * @param trust PEM of the organisation's certificate authority.
 * @returns the answer itself.
 * @throws Error saying what does not hold.
 */
export function verifyAttestation(attestation: Attestation, trust: string, mspId: string): Uint8Array {
  const [proposalBytes, payloadBytes, endorser, signature] = [
    attestation.proposal,
    attestation.payload,
    attestation.endorser,
    attestation.signature,
  ].map((text) => Buffer.from(text, "base64")) as [Buffer, Buffer, Buffer, Buffer];
  const identity = msp.SerializedIdentity.deserializeBinary(endorser);
  const certificate = new X509Certificate(Buffer.from(identity.getIdBytes_asU8()));
  if (identity.getMspid() !== mspId) throw new Error(`signed for ${identity.getMspid()}, not ${mspId}`);
  if (!certificate.verify(new X509Certificate(trust).publicKey)) throw new Error(`not a certificate of ${mspId}`);
  if (!verify("sha256", Buffer.concat([payloadBytes, endorser]), certificate.publicKey, signature))
    throw new Error("the signature does not hold");

  const payload = peer.ProposalResponsePayload.deserializeBinary(payloadBytes);
  const proposal = peer.Proposal.deserializeBinary(proposalBytes);
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  const asked = createHash("sha256")
    .update(header.getChannelHeader_asU8())
    .update(header.getSignatureHeader_asU8())
    .update(proposal.getPayload_asU8())
    .digest();
  if (!asked.equals(payload.getProposalHash_asU8())) throw new Error("an answer to another question");
  const response = peer.ChaincodeAction.deserializeBinary(payload.getExtension_asU8()).getResponse();
  if (response?.getStatus() !== 200) throw new Error(`status ${response?.getStatus()}`);
  return response.getPayload_asU8();
}
