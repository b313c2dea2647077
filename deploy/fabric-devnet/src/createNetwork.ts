import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { writeBuilderScripts } from "./builderScripts.ts";
import { TEN_YEARS_MS } from "./certificateAuthority.ts";
import { type BlockCutting, channelConfiguration, PROFILE } from "./channelConfiguration.ts";
import { connectionProfile } from "./connectionProfile.ts";
import { type DevnetDescription, type NodeDescription, writeDescription } from "./description.ts";
import { type FabricBinaries, programPath } from "./fabricBinaries.ts";
import { HOST, type NetworkPlan, type PlannedNode } from "./networkPlan.ts";
import { type NodeSettings, ordererConfiguration, peerConfiguration } from "./nodeConfiguration.ts";
import { OrganisationFolder } from "./organisationFolders.ts";
import { NO_PROCESS } from "./ownProcess.ts";
import { runProgram } from "./runProgram.ts";

/** What a network is made of, beside its plan. */
export interface NetworkSettings extends BlockCutting {
  readonly channel: string;
  readonly debug: boolean;
  readonly mutualTls: boolean;
  readonly chaincodeTimeoutMs: number;
  /** Lifetime in milliseconds of identities by name: "User1@org1", "peer0.org1", "User1", "*". @default ten years */
  readonly certificateLifetimesMs: Readonly<Record<string, number>>;
}

const USERS = { Admin: "admin", User1: "client" } as const;

export function cryptoFolder(folder: string): string {
  return join(folder, "crypto");
}

export function genesisPath(folder: string, channel: string): string {
  return join(folder, "channel", `${channel}.block`);
}

/** Certificate authorities, users and nodes of every organisation. */
export async function createCertificates(
  folder: string,
  plan: NetworkPlan,
  lifetimesMs: NetworkSettings["certificateLifetimesMs"],
): Promise<void> {
  const lifetime = (...names: string[]): number => {
    const name = [...names, "*"].find((candidate) => lifetimesMs[candidate] !== undefined);
    return name === undefined ? TEN_YEARS_MS : (lifetimesMs[name] as number);
  };
  await Promise.all(
    plan.organisations.map(async (organisation) => {
      const own = new OrganisationFolder(cryptoFolder(folder), organisation);
      await own.create();
      const short = organisation.domain.replace(/\.example\.com$/, "");
      for (const [name, role] of Object.entries(USERS))
        await own.issueUser(name, role, lifetime(`${name}@${short}`, name));
      for (const node of plan.nodes.filter((candidate) => candidate.organisation === organisation))
        await own.issueNode(node.hostName, lifetime(node.name));
    }),
  );
}

/** Every file that nodes and tools read, and `devnet.json`; nothing runs yet. */
export async function writeConfiguration(
  folder: string,
  plan: NetworkPlan,
  binaries: FabricBinaries,
  settings: NetworkSettings,
): Promise<DevnetDescription> {
  const crypto = cryptoFolder(folder);
  const builder = join(folder, "builder");
  const organisationFolders = plan.organisations.map((organisation) => new OrganisationFolder(crypto, organisation));
  const nodeSettings: NodeSettings = {
    fabricVersion: binaries.version,
    builder,
    mutualTls: settings.mutualTls,
    tlsRoots: organisationFolders.map((organisation) => organisation.tlsCaCertificate),
    chaincodeTimeoutMs: settings.chaincodeTimeoutMs,
  };
  await Promise.all(["logs", "profiles", "channel"].map((name) => mkdir(join(folder, name), { recursive: true })));
  await writeBuilderScripts(builder);
  for (const node of plan.nodes) {
    const identity = new OrganisationFolder(crypto, node.organisation).node(node.hostName);
    const data = join(nodeFolder(folder, node), "data");
    await mkdir(data, { recursive: true });
    const [file, content] =
      node.kind === "peer"
        ? ["core.yaml", peerConfiguration(node, identity, data, nodeSettings)]
        : ["orderer.yaml", ordererConfiguration(node, identity, data, nodeSettings)];
    await writeYaml(join(nodeFolder(folder, node), file as string), content as object);
  }
  const profiles: Record<string, string> = {};
  for (const organisation of plan.organisations.filter((candidate) => candidate.kind === "peer")) {
    const path = join(folder, "profiles", `connection-${organisation.name.toLowerCase()}.json`);
    await writeFile(path, `${JSON.stringify(await connectionProfile(plan, crypto, organisation), undefined, 2)}\n`);
    profiles[organisation.mspId] = path;
  }
  const description: DevnetDescription = {
    consensus: plan.consensus,
    fabric: binaries.version,
    bin: binaries.folder,
    ready: false,
    debug: settings.debug,
    mutualTls: settings.mutualTls,
    channels: [settings.channel],
    orderers: plan.nodes
      .filter((node) => node.kind === "orderer")
      .map((node) => ({ ...describeNode(folder, node), admin: `https://${HOST}:${node.sidePort}` })),
    peers: plan.nodes.filter((node) => node.kind === "peer").map((node) => describeNode(folder, node)),
    organisations: organisationFolders.map((own) => {
      const { mspId, domain, kind } = own.organisation;
      const users = Object.fromEntries(Object.keys(USERS).map((name) => [name, own.user(name).msp]));
      const profile = profiles[mspId];
      const common = { mspId, domain, kind, users, caCertificate: own.caCertificate, tlsCa: own.tlsCaCertificate };
      return profile === undefined ? common : { ...common, profile };
    }),
    chaincodes: [],
    starting: [],
    chaincodePort: plan.chaincodePort,
  };
  writeDescription(folder, description);
  return description;
}

/** The channel's first block, by the user's own configtxgen. */
export async function createGenesis(
  folder: string,
  plan: NetworkPlan,
  binaries: FabricBinaries,
  settings: NetworkSettings,
): Promise<void> {
  const fabricVersion = binaries.version;
  await writeYaml(
    join(folder, "configtx.yaml"),
    channelConfiguration(plan, cryptoFolder(folder), { ...settings, fabricVersion }),
  );
  await runProgram(programPath(binaries.folder, "configtxgen"), [
    ...["-configPath", folder, "-profile", PROFILE, "-channelID", settings.channel],
    ...["-outputBlock", genesisPath(folder, settings.channel)],
  ]);
}

function describeNode(folder: string, node: PlannedNode): NodeDescription {
  const own = new OrganisationFolder(cryptoFolder(folder), node.organisation);
  const data = join(nodeFolder(folder, node), "data");
  return {
    name: node.name,
    mspId: node.organisation.mspId,
    address: `${HOST}:${node.port}`,
    operations: `http://${HOST}:${node.operationsPort}`,
    log: join(folder, "logs", `${node.name}.log`),
    ledger: node.kind === "peer" ? join(data, "ledgersData", "chains", "chains") : join(data, "chains"),
    tlsCa: own.tlsCaCertificate,
    msp: own.node(node.hostName).msp,
    configuration: nodeFolder(folder, node),
    ...NO_PROCESS,
  };
}

function nodeFolder(folder: string, node: PlannedNode): string {
  return join(folder, "nodes", node.name);
}

async function writeYaml(path: string, content: object): Promise<void> {
  await writeFile(path, stringify(content, { aliasDuplicateObjects: false }));
}
