import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Devnet } from "@ledgerscope/fabric-devnet";
import { type Mix, RELIEF_FUND } from "../plan/mix.ts";

/** Policies of `bench2` before and after the change in flight. */
export function benchPolicies(organisations: readonly string[]): { readonly usual: string; readonly changed: string } {
  const [first, second = first, third = second] = organisations;
  const both = (a: string | undefined, b: string | undefined): string => `AND('${a}.peer','${b}.peer')`;
  return { usual: both(first, second), changed: `OR(${both(first, second)},${both(first, third)})` };
}

/** Organisations whose peers endorse, in the order of the network's folder. */
export function endorsingOrganisations({ description }: Devnet): string[] {
  return [...new Set(description.peers.map(({ mspId }) => mspId))];
}

type Deployment = Omit<Parameters<Devnet["deployChaincode"]>[0], "channel" | "version" | "sequence">;

/** Deploys what the mix needs and the channel does not have yet. */
export async function deployMissing(devnet: Devnet, channel: string, mix: Mix): Promise<void> {
  const organisations = endorsingOrganisations(devnet);
  const bench = Object.keys(mix).some((name) => name !== RELIEF_FUND);
  const wanted = [...(RELIEF_FUND in mix ? [RELIEF_FUND] : []), ...(bench ? ["bench", "bench2"] : [])];
  for (const name of wanted) {
    const there = devnet.description.chaincodes.some((one) => one.name === name && one.channel === channel);
    if (!there)
      await devnet.deployChaincode({ ...deployment(name, organisations), channel, version: "1.0", sequence: 1 });
  }
}

/** Commits the next sequence of a chaincode's definition: a new version of the code, another policy, or both. */
export async function deployAgain(
  devnet: Devnet,
  options: { channel: string; name: string; newVersion?: boolean; policy?: string },
): Promise<void> {
  const { channel, name } = options;
  const now = devnet.description.chaincodes.find((one) => one.name === name && one.channel === channel);
  if (!now) throw new Error(`${channel} has no chaincode ${name}`);
  const organisations = endorsingOrganisations(devnet);
  await devnet.deployChaincode({
    ...deployment(name, organisations),
    ...(options.policy !== undefined && { policy: options.policy }),
    channel,
    version: options.newVersion ? `${Number.parseInt(now.version, 10) + 1}.0` : now.version,
    sequence: now.sequence + 1,
  });
}

function deployment(name: string, organisations: readonly string[]): Deployment {
  const peers = organisations.map((mspId) => `'${mspId}.peer'`);
  switch (name) {
    case RELIEF_FUND:
      return { name, command: server("reliefFund"), policy: `OutOf(${Math.min(2, peers.length)},${peers.join(",")})` };
    case "bench":
      return { name, command: server("bench"), policy: `OR(${peers.join(",")})` };
    case "bench2":
      return {
        name,
        command: server("bench"),
        policy: benchPolicies(organisations).usual,
        collections: [
          {
            name: "secret",
            policy: `OR(${organisations
              .slice(0, 2)
              .map((mspId) => `'${mspId}.member'`)
              .join(",")})`,
            requiredPeerCount: 0,
            maxPeerCount: 2,
            blockToLive: 0,
            memberOnlyRead: true,
            memberOnlyWrite: true,
          },
        ],
      };
    default:
      throw new Error(`"${name}" is none of the chaincodes that traffic is made for: ${RELIEF_FUND}, bench, bench2`);
  }
}

/** The program that serves a chaincode; the network adds address and package id. */
function server(chaincode: "bench" | "reliefFund"): string[] {
  const dist = path.dirname(fileURLToPath(import.meta.resolve("@ledgerscope/fabric-chaincodes")));
  return [process.execPath, path.join(dist, chaincode, "server.js")];
}
