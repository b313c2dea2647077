import { createHash } from "node:crypto";
import { type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import { discovery, gossip, msp } from "@hyperledger/fabric-protos";
import type { ConfigGroup } from "@ledgerscope/proof";
import { type RawService, rawMethod } from "./deliverServices.ts";
import type { Node } from "./node.ts";

type Query = InstanceType<typeof discovery.Query>;
type QueryResult = InstanceType<typeof discovery.QueryResult>;

/** `discovery.Discovery`: peers of the channel, and its MSPs and orderers (fabric discovery/service.go). */
export function discoveryService(node: Node): RawService {
  const handle = async (call: ServerUnaryCall<Buffer, Buffer>, callback: sendUnaryData<Buffer>): Promise<void> => {
    try {
      callback(null, await discover(call, node));
    } catch (error) {
      callback({ code: status.UNKNOWN, details: (error as Error).message });
    }
  };
  return {
    definition: { Discover: rawMethod("/discovery.Discovery/Discover", false) },
    handlers: { Discover: handle },
  };
}

async function discover(call: ServerUnaryCall<Buffer, Buffer>, node: Node): Promise<Buffer> {
  const signed = discovery.SignedRequest.deserializeBinary(Uint8Array.from(call.request));
  const request = discovery.Request.deserializeBinary(signed.getPayload_asU8());
  const creator = request.getAuthentication()?.getClientIdentity_asU8() ?? new Uint8Array();
  if (creator.length === 0) throw new Error("access denied, client identity wasn't supplied");
  // Fabric asks for the binding whenever there is TLS, mutual or not.
  const { certificate } = node.connectionOf(call);
  if (!certificate) throw new Error("client didn't send a TLS certificate");
  const claimed = request.getAuthentication()?.getClientTlsCertHash_asU8() ?? new Uint8Array();
  if (!createHash("sha256").update(certificate).digest().equals(claimed)) {
    throw new Error("client claimed TLS hash doesn't match computed TLS hash from gRPC stream");
  }
  const message = { message: signed.getPayload_asU8(), signature: signed.getSignature_asU8(), creator };
  const { height, ledger } = node.chain;
  const response = new discovery.Response();
  for (const query of request.getQueriesList()) {
    const isLocal = query.getChannel() === "";
    // As a peer whose discovery is open to members of its own organisation (peer.discovery.orgMembersAllowedAccess).
    const problem = isLocal
      ? await node.access.memberProblem(message, height, node.mspId)
      : await node.access.policyProblem(message, "/Channel/Application/Writers", height);
    const isKnown = isLocal || query.getChannel() === ledger.channel;
    response.addResults(isKnown && problem === "" ? dispatch(query, node) : failure("access denied"));
  }
  return Buffer.from(response.serializeBinary());
}

function dispatch(query: Query, node: Node): QueryResult {
  const { QueryCase } = discovery.Query;
  const result = new discovery.QueryResult();
  const kind = query.getQueryCase();
  const isLocal = query.getChannel() === "";
  if (isLocal ? kind === QueryCase.LOCAL_PEERS : kind === QueryCase.PEER_QUERY)
    result.setMembers(members(node, isLocal));
  else if (!isLocal && kind === QueryCase.CONFIG_QUERY) result.setConfigResult(configuration(node));
  else return failure("unknown or missing request type");
  return result;
}

function failure(content: string): QueryResult {
  const error = new discovery.Error();
  error.setContent(content);
  const result = new discovery.QueryResult();
  result.setError(error);
  return result;
}

function members(node: Node, isLocal: boolean): InstanceType<typeof discovery.PeerMembershipResult> {
  const result = new discovery.PeerMembershipResult();
  const byOrganisation = result.getPeersByOrgMap();
  for (const { mspId, address, signer } of node.network.filter(({ kind }) => kind === "peer")) {
    const pkiId = createHash("sha256").update(mspId).update(signer.identity).digest();
    const found = new discovery.Peer();
    found.setIdentity(signer.identity);
    found.setMembershipInfo(gossipEnvelope((message) => message.setAliveMsg(alive(address, pkiId))));
    if (!isLocal)
      found.setStateInfo(gossipEnvelope((message) => message.setStateInfo(state(node.chain.height, pkiId))));
    const peers = byOrganisation.get(mspId) ?? new discovery.Peers();
    peers.addPeers(found);
    byOrganisation.set(mspId, peers);
  }
  return result;
}

function alive(address: string, pkiId: Uint8Array): InstanceType<typeof gossip.AliveMessage> {
  const member = new gossip.Member();
  member.setEndpoint(address);
  member.setPkiId(pkiId);
  const message = new gossip.AliveMessage();
  message.setMembership(member);
  return message;
}

function state(height: number, pkiId: Uint8Array): InstanceType<typeof gossip.StateInfo> {
  const properties = new gossip.Properties();
  properties.setLedgerHeight(height);
  const message = new gossip.StateInfo();
  message.setPkiId(pkiId);
  message.setProperties(properties);
  return message;
}

function gossipEnvelope(fill: (message: InstanceType<typeof gossip.GossipMessage>) => void) {
  const message = new gossip.GossipMessage();
  fill(message);
  const envelope = new gossip.Envelope();
  envelope.setPayload(message.serializeBinary());
  return envelope;
}

/**
 * MSPs as the configuration in force has them, each with the authority of the replaying nodes' TLS certificates
 * added; orderers are those that replay, not those that were recorded.
 */
function configuration(node: Node): InstanceType<typeof discovery.ConfigResult> {
  const result = new discovery.ConfigResult();
  const { root } = node.access.config(node.chain.height);
  for (const group of ["Orderer", "Application"].flatMap((name) => [
    ...(root.groups.get(name)?.groups.values() ?? []),
  ])) {
    const config = mspOf(group);
    if (!config) continue;
    config.addTlsRootCerts(Buffer.from(node.tlsAuthority));
    result.getMspsMap().set(config.getName(), config);
  }
  for (const { mspId, address } of node.network.filter(({ kind }) => kind === "orderer")) {
    const [host = "", port = "0"] = address.split(":");
    const endpoint = new discovery.Endpoint();
    endpoint.setHost(host);
    endpoint.setPort(Number(port));
    const endpoints = result.getOrderersMap().get(mspId) ?? new discovery.Endpoints();
    endpoints.addEndpoint(endpoint);
    result.getOrderersMap().set(mspId, endpoints);
  }
  return result;
}

function mspOf(group: ConfigGroup): InstanceType<typeof msp.FabricMSPConfig> | undefined {
  const value = group.values.get("MSP");
  if (!value) return undefined;
  const config = msp.MSPConfig.deserializeBinary(Uint8Array.from(value));
  return config.getType() === 0 ? msp.FabricMSPConfig.deserializeBinary(config.getConfig_asU8()) : undefined;
}
