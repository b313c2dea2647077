import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { writeBuilderScripts } from "./builderScripts.ts";
import { TEN_YEARS_MS } from "./certificateAuthority.ts";
import { channelConfiguration, PROFILE } from "./channelConfiguration.ts";
import { connectionProfile } from "./connectionProfile.ts";
import { cryptoFolder, nodeFolder, profilePath, USERS } from "./describeNetwork.ts";
import { type FabricBinaries, programPath } from "./fabricBinaries.ts";
import type { NetworkPlan } from "./networkPlan.ts";
import type { NetworkSettings } from "./networkSettings.ts";
import { type NodeSettings, ordererConfiguration, peerConfiguration } from "./nodeConfiguration.ts";
import { OrganisationFolder } from "./organisationFolders.ts";
import { runProgram } from "./runProgram.ts";

export function genesisPath(folder: string, channel: string): string {
  return join(folder, "channel", `${channel}.block`);
}

/** Certificate authorities, users and nodes of every organisation. */
export async function createCertificates(
  folder: string,
  plan: NetworkPlan,
  lifetimesMs: NetworkSettings["certificateLifetimesMs"],
): Promise<void> {
  const first = (names: readonly string[]): number =>
    names.map((name) => lifetimesMs[name]).find((lifetime) => lifetime !== undefined) ?? TEN_YEARS_MS;
  const lifetimes = (...names: string[]) => ({
    lifetimeMs: first([...names, "*"]),
    tlsLifetimeMs: first([...names, "*"].map((name) => `tls:${name}`)),
  });
  await Promise.all(
    plan.organisations.map(async (organisation) => {
      const own = new OrganisationFolder(cryptoFolder(folder), organisation);
      await own.create();
      const short = organisation.domain.replace(/\.example\.com$/, "");
      for (const [name, role] of Object.entries(USERS))
        await own.issueUser(name, role, lifetimes(`${name}@${short}`, name));
      for (const node of plan.nodes.filter((candidate) => candidate.organisation === organisation))
        await own.issueNode(node.hostName, lifetimes(node.name));
    }),
  );
}

/** Every file that nodes, tools and clients read. */
export async function writeConfiguration(
  folder: string,
  plan: NetworkPlan,
  binaries: FabricBinaries,
  settings: NetworkSettings,
): Promise<void> {
  const crypto = cryptoFolder(folder);
  const builder = join(folder, "builder");
  const nodeSettings: NodeSettings = {
    fabricVersion: binaries.version,
    builder,
    mutualTls: settings.mutualTls,
    tlsRoots: plan.organisations.map((organisation) => new OrganisationFolder(crypto, organisation).tlsCaCertificate),
    chaincodeTimeoutMs: settings.chaincodeTimeoutMs,
  };
  await Promise.all(["logs", "profiles", "channel"].map((name) => mkdir(join(folder, name), { recursive: true })));
  await writeBuilderScripts(builder);
  for (const node of plan.nodes) {
    const identity = new OrganisationFolder(crypto, node.organisation).node(node.hostName);
    const own = nodeFolder(folder, node);
    const data = join(own, "data");
    await mkdir(data, { recursive: true });
    if (node.kind === "peer")
      await writeYaml(join(own, "core.yaml"), peerConfiguration(node, identity, data, nodeSettings));
    else await writeYaml(join(own, "orderer.yaml"), ordererConfiguration(node, identity, data, nodeSettings));
  }
  for (const organisation of plan.organisations.filter((candidate) => candidate.kind === "peer")) {
    const profile = await connectionProfile(plan, crypto, organisation);
    await writeFile(profilePath(folder, organisation), `${JSON.stringify(profile, undefined, 2)}\n`);
  }
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

async function writeYaml(path: string, content: object): Promise<void> {
  await writeFile(path, stringify(content, { aliasDuplicateObjects: false }));
}
