import { join } from "node:path";
import type { DevnetDescription, NodeDescription } from "./description.ts";
import type { FabricBinaries } from "./fabricBinaries.ts";
import { HOST, type NetworkPlan, type PlannedNode } from "./networkPlan.ts";
import type { NetworkSettings } from "./networkSettings.ts";
import { OrganisationFolder } from "./organisationFolders.ts";
import { NO_PROCESS } from "./ownProcess.ts";

/** Who every organisation has from the start, and as what. */
export const USERS = { Admin: "admin", User1: "client" } as const;

export function cryptoFolder(folder: string): string {
  return join(folder, "crypto");
}

export function nodeFolder(folder: string, node: PlannedNode): string {
  return join(folder, "nodes", node.name);
}

export function profilePath(folder: string, organisation: { readonly name: string }): string {
  return join(folder, "profiles", `connection-${organisation.name.toLowerCase()}.json`);
}

/** What `devnet.json` says of a network that is about to be made. */
export function describeNetwork(
  folder: string,
  plan: NetworkPlan,
  binaries: FabricBinaries,
  settings: NetworkSettings,
): DevnetDescription {
  return {
    consensus: plan.consensus,
    fabric: binaries.version,
    bin: binaries.folder,
    ready: false,
    settings,
    channels: [settings.channel],
    orderers: plan.nodes
      .filter((node) => node.kind === "orderer")
      .map((node) => ({ ...describeNode(folder, node), admin: `https://${HOST}:${node.sidePort}` })),
    peers: plan.nodes.filter((node) => node.kind === "peer").map((node) => describeNode(folder, node)),
    organisations: plan.organisations.map((organisation) => {
      const { mspId, domain, kind } = organisation;
      const own = new OrganisationFolder(cryptoFolder(folder), organisation);
      const users = Object.fromEntries(Object.keys(USERS).map((name) => [name, own.user(name).msp]));
      const common = { mspId, domain, kind, users, caCertificate: own.caCertificate, tlsCa: own.tlsCaCertificate };
      return kind === "peer" ? { ...common, profile: profilePath(folder, organisation) } : common;
    }),
    chaincodes: [],
    starting: [],
    chaincodePort: plan.chaincodePort,
  };
}

function describeNode(folder: string, node: PlannedNode): NodeDescription {
  const own = new OrganisationFolder(cryptoFolder(folder), node.organisation);
  const data = join(nodeFolder(folder, node), "data");
  return {
    name: node.name,
    mspId: node.organisation.mspId,
    address: `${HOST}:${node.port}`,
    operations: `http://${HOST}:${node.operationsPort}`,
    ports: [node.port, node.operationsPort, node.sidePort],
    log: join(folder, "logs", `${node.name}.log`),
    ledger: node.kind === "peer" ? join(data, "ledgersData", "chains", "chains") : join(data, "chains"),
    tlsCa: own.tlsCaCertificate,
    msp: own.node(node.hostName).msp,
    configuration: nodeFolder(folder, node),
    ...NO_PROCESS,
  };
}
