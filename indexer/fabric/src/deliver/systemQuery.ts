import { createHash } from "node:crypto";
import { common, peer } from "@hyperledger/fabric-protos";
import { RetryableError } from "@ledgerscope/core";
import type { FabricClient } from "./fabricClient.ts";
import { headerOf } from "./signedEnvelope.ts";

const TIMEOUT_MS = 5_000;

/**
 * Asks a system chaincode of a peer, as `peer channel list` does (fabric internal/peer/channel/list.go): a signed
 * proposal that nobody orders.
 * @param channel empty for what is of the peer, not of a channel.
 * @returns the payload of its answer.
 * @throws RetryableError with what the peer said instead.
 */
export async function systemQuery(
  client: FabricClient,
  channel: string,
  chaincode: string,
  args: readonly string[],
): Promise<Uint8Array> {
  const { identity, node } = client;
  const headers = headerOf(common.HeaderType.ENDORSER_TRANSACTION, channel, identity, client.tlsCertHash);
  const id = new peer.ChaincodeID();
  id.setName(chaincode);
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(id);
  headers.channel.setExtension$(extension.serializeBinary());
  const txId = createHash("sha256").update(headers.signature.getNonce_asU8()).update(identity.creator).digest("hex");
  headers.channel.setTxId(txId);
  const header = new common.Header();
  header.setChannelHeader(headers.channel.serializeBinary());
  header.setSignatureHeader(headers.signature.serializeBinary());

  const input = new peer.ChaincodeInput();
  input.setArgsList(args.map((text) => Buffer.from(text)));
  const spec = new peer.ChaincodeSpec();
  spec.setType(peer.ChaincodeSpec.Type.GOLANG);
  spec.setChaincodeId(id);
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());

  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload.serializeBinary());
  const bytes = proposal.serializeBinary();
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(bytes);
  signed.setSignature(identity.sign(bytes));
  const answer = await client.call("/protos.Endorser/ProcessProposal", signed.serializeBinary(), TIMEOUT_MS);
  const response = peer.ProposalResponse.deserializeBinary(answer).getResponse();
  if (response?.getStatus() !== 200) {
    throw new RetryableError(`${node.name}: ${chaincode} ${args[0]}: ${response?.getMessage() ?? "no answer"}`);
  }
  return response.getPayload_asU8();
}
