import { createHash } from "node:crypto";
import { common, peer } from "@hyperledger/fabric-protos";
import type { SignedRequest } from "./channelAccess.ts";

/** `peer.authentication.timewindow` of Fabric's sample configuration (core/handlers/auth/filter/timewindow.go). */
const TIME_WINDOW_MS = 15 * 60_000;

/** A proposal as an endorser reads it. */
export interface Proposal {
  readonly channel: string;
  readonly chaincode: string;
  readonly args: readonly Uint8Array[];
  readonly request: SignedRequest;
  /** SHA-256 of channel header, signature header and the payload without its transient part. */
  readonly hash: Uint8Array;
}

/** A proposal that an endorser refuses with a gRPC error. */
export class ProposalError extends Error {
  override readonly name = "ProposalError";
}

/**
 * Reads `protos.SignedProposal` and checks its form (fabric core/endorser/msgvalidation.go).
 * @throws ProposalError with Fabric's words.
 */
export function readProposal(bytes: Uint8Array): Proposal {
  const { signed, proposal, header } = unpack(bytes);
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  const extension = peer.ChaincodeHeaderExtension.deserializeBinary(channelHeader.getExtension_asU8());
  const chaincode = extension.getChaincodeId()?.getName() ?? "";
  if (chaincode === "") throw new ProposalError("ChaincodeHeaderExtension.ChaincodeId.Name is empty");
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const invocation = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8());
  const input = invocation.getChaincodeSpec()?.getInput();
  if (!input) throw new ProposalError("chaincode input did not contain any input");
  if (channelHeader.getType() !== common.HeaderType.ENDORSER_TRANSACTION) {
    throw invalid(`invalid header type ${channelHeader.getType()}`);
  }
  const seconds = channelHeader.getTimestamp()?.getSeconds() ?? 0;
  if (Math.abs(seconds * 1000 - Date.now()) > TIME_WINDOW_MS) {
    throw new ProposalError(
      `request unauthorized due to incorrect timestamp ${new Date(seconds * 1000).toISOString()}`,
    );
  }
  const [creator, nonce] = [signatureHeader.getCreator_asU8(), signatureHeader.getNonce_asU8()];
  if (nonce.length === 0) throw invalid("nonce is empty");
  if (creator.length === 0) throw invalid("creator is empty");
  const txId = createHash("sha256").update(nonce).update(creator).digest("hex");
  if (channelHeader.getTxId() !== txId) {
    throw invalid(`incorrectly computed txid '${channelHeader.getTxId()}' -- expected '${txId}'`);
  }
  payload.getTransientmapMap().clear();
  const hash = createHash("sha256")
    .update(header.getChannelHeader_asU8())
    .update(header.getSignatureHeader_asU8())
    .update(payload.serializeBinary())
    .digest();
  const request = { message: signed.getProposalBytes_asU8(), signature: signed.getSignature_asU8(), creator };
  return { channel: channelHeader.getChannelId(), chaincode, args: input.getArgsList_asU8(), request, hash };
}

/** As Fabric words what is wrong with a proposal's parts. */
export const invalid = (reason: string): ProposalError => new ProposalError(`error validating proposal: ${reason}`);

function unpack(bytes: Uint8Array) {
  try {
    const signed = peer.SignedProposal.deserializeBinary(Uint8Array.from(bytes));
    const proposal = peer.Proposal.deserializeBinary(signed.getProposalBytes_asU8());
    return { signed, proposal, header: common.Header.deserializeBinary(proposal.getHeader_asU8()) };
  } catch (error) {
    throw new ProposalError(`error unmarshalling proposal: ${(error as Error).message}`);
  }
}
