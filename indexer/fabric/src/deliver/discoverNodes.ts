import { isIP } from "node:net";
import { discovery, gossip } from "@hyperledger/fabric-protos";
import { RetryableError } from "@ledgerscope/core";
import type { FabricClient } from "./fabricClient.ts";
import type { FabricNode } from "./liveConfig.ts";

const TIMEOUT_MS = 5_000;
/** A name or an IP address; anything else could mean something to whoever connects. */
const HOST_AND_PORT = /^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\]):(\d{1,5})$/;

/**
 * The peers and orderers of a channel, as the first of these peers that answers knows them (fabric
 * discovery/protocol.proto: `Discovery.Discover` with a query for members and one for the configuration).
 * @param asLocalhost networks in containers name themselves by names that only containers know: ports are then
 *   taken to be those of this machine.
 * @throws RetryableError when none answers, with what each said.
 */
export async function discoverNodes(
  clients: readonly FabricClient[],
  channel: string,
  asLocalhost: boolean,
): Promise<readonly FabricNode[]> {
  const problems: string[] = [];
  for (const client of clients) {
    if (client.node.kind !== "peer") continue;
    try {
      return await ask(client, channel, asLocalhost);
    } catch (error) {
      problems.push(`${client.node.name}: ${(error as Error).message}`);
    }
  }
  throw new RetryableError(`no peer says which other nodes there are: ${problems.join("; ") || "none is configured"}`);
}

async function ask(client: FabricClient, channel: string, asLocalhost: boolean): Promise<readonly FabricNode[]> {
  const [config, members] = [new discovery.Query(), new discovery.Query()];
  config.setChannel(channel);
  config.setConfigQuery(new discovery.ConfigQuery());
  members.setChannel(channel);
  members.setPeerQuery(new discovery.PeerMembershipQuery());
  const who = new discovery.AuthInfo();
  who.setClientIdentity(client.identity.creator);
  if (client.tlsCertHash) who.setClientTlsCertHash(client.tlsCertHash);
  const request = new discovery.Request();
  request.setAuthentication(who);
  request.setQueriesList([config, members]);
  const payload = request.serializeBinary();
  const signed = new discovery.SignedRequest();
  signed.setPayload(payload);
  signed.setSignature(client.identity.sign(payload));
  const answer = await client.call("/discovery.Discovery/Discover", signed.serializeBinary(), TIMEOUT_MS);
  const results = discovery.Response.deserializeBinary(answer).getResultsList();
  const refused = results
    .find((result) => result.hasError())
    ?.getError()
    ?.getContent();
  if (refused !== undefined) throw new RetryableError(refused);
  const isTls = client.node.tlsCa !== undefined;
  const known = results.flatMap((result) => result.getConfigResult() ?? [])[0];
  const peers = results.flatMap((result) => result.getMembers() ?? [])[0];

  const tlsCaOf = (mspId: string): string => {
    const given = known?.getMspsMap().get(mspId);
    const certificates = [
      ...(given?.getTlsRootCertsList_asU8() ?? []),
      ...(given?.getTlsIntermediateCertsList_asU8() ?? []),
    ];
    return certificates.map((pem) => Buffer.from(pem).toString()).join("\n");
  };
  const nodeAt = (kind: FabricNode["kind"], host: string, port: string | number, mspId: string): FabricNode => ({
    name: `${host}:${port}`,
    kind,
    isDiscovered: true,
    address: `${asLocalhost ? "127.0.0.1" : host}:${port}`,
    ...(isTls ? { tlsCa: tlsCaOf(mspId) } : {}),
    ...(asLocalhost && isTls && isIP(host) === 0 ? { hostname: host } : {}),
  });
  const nodes: FabricNode[] = [];
  for (const [mspId, list] of peers?.getPeersByOrgMap().entries() ?? []) {
    for (const found of list.getPeersList()) {
      const endpoint = endpointOf(found);
      const split = HOST_AND_PORT.exec(endpoint);
      if (split) nodes.push(nodeAt("peer", split[1] as string, split[2] as string, mspId));
    }
  }
  for (const [mspId, list] of known?.getOrderersMap().entries() ?? []) {
    for (const endpoint of list.getEndpointList()) {
      const split = HOST_AND_PORT.exec(`${endpoint.getHost()}:${endpoint.getPort()}`);
      if (split) nodes.push(nodeAt("orderer", split[1] as string, split[2] as string, mspId));
    }
  }
  return nodes;
}

/** What a peer says of itself to others: `gossip.Envelope` of `GossipMessage.alive_msg.membership.endpoint`. */
function endpointOf(found: discovery.Peer): string {
  const envelope = found.getMembershipInfo();
  if (!envelope) return "";
  const message = gossip.GossipMessage.deserializeBinary(envelope.getPayload_asU8());
  return message.getAliveMsg()?.getMembership()?.getEndpoint() ?? "";
}
