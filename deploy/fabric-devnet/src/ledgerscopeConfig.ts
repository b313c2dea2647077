import { join } from "node:path";
import { stringify } from "yaml";
import type { DevnetDescription } from "./description.ts";

/** A configuration with which Ledgerscope indexes the network: the peers' ledgers, compared, and every node's log. */
export function ledgerscopeConfig(folder: string, description: DevnetDescription): string {
  const channel = description.channels[0] as string;
  const nodes = [...description.peers, ...description.orderers];
  const config = {
    warehouse: { path: join(folder, "warehouse") },
    networks: {
      [channel]: {
        family: "fabric",
        channel,
        ledger: Object.fromEntries(description.peers.map((peer) => [peer.name, join(peer.ledger, channel)])),
        observe: { logs: Object.fromEntries(nodes.map((node) => [node.name, [node.log]])) },
      },
    },
  };
  return `# Written by fabric-devnet up.\n${stringify(config)}`;
}
