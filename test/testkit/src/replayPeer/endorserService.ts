import { Metadata, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import { peer } from "@hyperledger/fabric-protos";
import { decodeIdentity } from "@ledgerscope/proof";
import { type RawService, rawMethod } from "./deliverServices.ts";
import type { Node } from "./node.ts";
import { invalid, type Proposal, ProposalError, readProposal } from "./proposal.ts";
import { ChaincodeError, systemChaincodes } from "./systemChaincodes.ts";

/** Trailing metadata that says whose signature an answer bears. */
const ATTESTATION = "ledgerscope-attestation";
/** What an answer that the replaying peer signed itself says in its message: the recorded peer never said it. */
export const REPLAYED = "replayed: signed by the peer that replays, not by the one that was recorded";

/** `protos.Endorser` with the system chaincodes that read; no other chaincode runs here. */
export function endorser(node: Node): RawService {
  const path = "/protos.Endorser/ProcessProposal";
  const handle = async (call: ServerUnaryCall<Buffer, Buffer>, callback: sendUnaryData<Buffer>): Promise<void> => {
    const trailer = new Metadata();
    try {
      const { response, isRecorded } = await process(call.request, node);
      trailer.set(ATTESTATION, isRecorded ? "recorded" : "replayed");
      callback(null, response, trailer);
    } catch (error) {
      if (!(error instanceof ProposalError)) node.log(`endorser: ${(error as Error).message}`);
      callback({ code: status.UNKNOWN, details: (error as Error).message });
    }
  };
  return { definition: { ProcessProposal: rawMethod(path, false) }, handlers: { ProcessProposal: handle } };
}

async function process(bytes: Buffer, node: Node): Promise<{ response: Buffer; isRecorded: boolean }> {
  const proposal = readProposal(bytes);
  const { channel, request } = proposal;
  if (channel !== "" && channel !== node.chain.ledger.channel) {
    return { response: refusal(`channel '${channel}' not found`), isRecorded: false };
  }
  const expired = await node.access.expiryProblem(request, node.chain.height);
  if (expired !== "") throw new ProposalError("proposal client identity expired");
  const problem = await node.access.memberProblem(request, node.chain.height);
  if (problem !== "") {
    node.log(`endorser: ${problem}`);
    throw invalid(`access denied: channel [${channel}] creator org [${decodeIdentity(request.creator).mspId}]`);
  }
  try {
    const payload = await run(proposal, node);
    const recorded = node.attestations?.find(proposal.chaincode, nameOf(proposal), payload);
    if (recorded) return { response: Buffer.from(recorded), isRecorded: true };
    return { response: endorsed(proposal, payload, node), isRecorded: false };
  } catch (error) {
    if (!(error instanceof ChaincodeError)) throw error;
    return { response: refusal(error.message), isRecorded: false };
  }
}

const nameOf = ({ args }: Proposal): string => Buffer.from(args[0] ?? []).toString("utf8");

/** @throws ChaincodeError */
async function run({ chaincode, args, request }: Proposal, node: Node): Promise<Uint8Array> {
  const functions = systemChaincodes[chaincode];
  if (!functions) {
    const missing = `make sure the chaincode ${chaincode} has been successfully defined on channel`;
    throw new ChaincodeError(`${missing} ${node.chain.ledger.channel} and try again: chaincode ${chaincode} not found`);
  }
  const [name, channel] = args.map((argument) => Buffer.from(argument).toString("utf8"));
  const found = Object.hasOwn(functions, name ?? "") ? functions[name as string] : undefined;
  if (!found) throw new ChaincodeError(`Requested function ${name} not found.`);
  if (found.isOfChannel) {
    if (channel !== node.chain.ledger.channel) {
      throw new ChaincodeError(
        chaincode === "qscc" ? `Invalid chain ID, ${channel}` : `Unknown channel ID, ${channel}`,
      );
    }
    const problem = await node.access.policyProblem(request, "/Channel/Application/Readers", node.chain.height);
    if (problem !== "") throw new ChaincodeError(`access denied for [${name}][${channel}]: [${problem}]`);
  }
  return found.answer(args.slice(1), node);
}

function refusal(message: string): Buffer {
  const response = new peer.Response();
  response.setStatus(500);
  response.setMessage(message);
  const answer = new peer.ProposalResponse();
  answer.setResponse(response);
  return Buffer.from(answer.serializeBinary());
}

/** Without a channel there is no endorsement, as with a real peer. */
function endorsed({ channel, chaincode, hash }: Proposal, payload: Uint8Array, { signer }: Node): Buffer {
  const response = new peer.Response();
  response.setStatus(200);
  response.setMessage(REPLAYED);
  response.setPayload(payload);
  const answer = new peer.ProposalResponse();
  answer.setResponse(response);
  if (channel === "") return Buffer.from(answer.serializeBinary());
  const id = new peer.ChaincodeID();
  id.setName(chaincode);
  id.setVersion("syscc");
  const action = new peer.ChaincodeAction();
  action.setResponse(response);
  action.setChaincodeId(id);
  const responsePayload = new peer.ProposalResponsePayload();
  responsePayload.setProposalHash(hash);
  responsePayload.setExtension$(action.serializeBinary());
  const bytes = responsePayload.serializeBinary();
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(signer.identity);
  endorsement.setSignature(signer.sign(Buffer.concat([bytes, signer.identity])));
  answer.setVersion(1);
  answer.setPayload(bytes);
  answer.setEndorsement(endorsement);
  return Buffer.from(answer.serializeBinary());
}
