import { join } from "node:path";
import { stringify } from "yaml";
import type { DevnetDescription } from "./description.ts";

/** A configuration with which Ledgerscope follows the network live, as a user of the first organisation, and observes every node: its log, its blocks, its metrics. */
export function ledgerscopeConfig(folder: string, description: DevnetDescription): string {
  const channel = description.channels[0] as string;
  const organisation = description.organisations.find((candidate) => candidate.profile);
  const user = organisation?.users["User1"] as string;
  const nodes = [...description.peers, ...description.orderers];
  const tls = { certificate: join(user, "..", "tls", "client.crt"), key: join(user, "..", "tls", "client.key") };
  const config = {
    warehouse: { path: join(folder, "warehouse") },
    networks: {
      [channel]: {
        family: "fabric",
        channel,
        profile: organisation?.profile,
        identity: { msp: user },
        ...(description.settings.mutualTls ? { tls } : {}),
        discover: true,
        observe: {
          logs: Object.fromEntries(nodes.map((node) => [node.name, [node.log]])),
          blocks: Object.fromEntries(nodes.map((node) => [node.name, node.address])),
          metrics: Object.fromEntries(nodes.map((node) => [node.name, node.operations])),
        },
      },
    },
  };
  return `# Written by fabric-devnet up.\n${stringify(config)}`;
}
