import { peer } from "@hyperledger/fabric-protos";
import type { FabricClient } from "./fabricClient.ts";
import { systemQuery } from "./systemQuery.ts";

/** The channels that any of these peers has joined, by name; undefined where none answers. */
export async function joinedChannels(clients: readonly FabricClient[]): Promise<readonly string[] | undefined> {
  const peers = clients.filter(({ node }) => node.kind === "peer");
  const answers = await Promise.allSettled(peers.map((client) => systemQuery(client, "", "cscc", ["GetChannels"])));
  const lists = answers.flatMap((answer) =>
    answer.status === "fulfilled" ? [peer.ChannelQueryResponse.deserializeBinary(answer.value).getChannelsList()] : [],
  );
  if (lists.length === 0) return undefined;
  return [...new Set(lists.flat().map((channel) => channel.getChannelId()))].sort();
}
