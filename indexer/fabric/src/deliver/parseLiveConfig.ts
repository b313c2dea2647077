import { readFileSync } from "node:fs";
import path from "node:path";
import { ConfigError, type NetworkContext } from "@ledgerscope/core";
import { z } from "zod";
import { readConnectionProfile } from "./connectionProfile.ts";
import type { FabricNode, IdentityConfig, LiveConfig } from "./liveConfig.ts";
import { nodeOf } from "./nodeOf.ts";

export const LIVE_EXAMPLE =
  "for example { family: fabric, channel: mychannel, profile: ./connection-org1.json, identity: { msp: ./users/User1@org1.example.com/msp } }";

const text = z.string().min(1);

const node = z.strictObject({ url: text, tlsCa: text.optional(), hostname: text.optional() });

const IDENTITY_FORMS =
  "one of { wallet: ./wallet, label: appUser }, { msp: ./msp, mspId: Org1MSP }, { certificate: ./cert.pem, key: ./key.pem, mspId: Org1MSP }";

const identity = z.union(
  [
    z.strictObject({ wallet: text, label: text }),
    z.strictObject({ msp: text, mspId: text.optional() }),
    z.strictObject({ certificate: text, key: text, mspId: text.optional() }),
  ],
  { error: IDENTITY_FORMS },
);

/** The keys of a running network, beside those that every Fabric network has. */
export const liveKeys = {
  /** fabric-network's connection profile. */
  profile: text.optional(),
  identity: identity.optional(),
  peers: z.record(text, node).optional(),
  orderers: z.record(text, node).optional(),
  tls: z.strictObject({ certificate: text, key: text }).optional(),
  discover: z.union([z.boolean(), z.literal("asLocalhost")], { error: "true, false or asLocalhost" }).optional(),
  privateData: z.boolean({ error: "true or false" }).optional(),
  trust: z.union([text.transform((name) => [name]), z.array(text)]).optional(),
} as const;

type LiveInput = { readonly [Key in keyof typeof liveKeys]?: z.infer<(typeof liveKeys)[Key]> };

/**
 * @returns the nodes of the connection profile and those that are configured beside it (of one name, the latter),
 *   and the channels that the profile names.
 * @throws ConfigError naming the key.
 */
export function parseLiveConfig(
  input: LiveInput,
  { network, baseDir }: NetworkContext,
): { readonly live: LiveConfig; readonly channels: readonly string[] } {
  const key = `networks.${network}`;
  const at = (file: string): string => path.resolve(baseDir, file);
  const profile = input.profile === undefined ? undefined : readConnectionProfile(at(input.profile), `${key}.profile`);
  const given = [...nodesOf("peer", input.peers, key, at), ...nodesOf("orderer", input.orderers, key, at)];
  const isGiven = ({ name, kind }: FabricNode): boolean =>
    given.some((other) => other.name === name && other.kind === kind);
  const nodes = [...given, ...(profile?.nodes.filter((one) => !isGiven(one)) ?? [])];
  if (nodes.length === 0) {
    const where = profile
      ? `${key}.profile: ${at(input.profile as string)} has no peers`
      : `${key}.ledger: say where it is`;
    throw new ConfigError(
      `${where}: a path, or of a running network profile: a connection profile, or ` +
        `peers: { peer0.org1: { url: grpcs://127.0.0.1:7051, tlsCa: ./tlsca.pem } }; ${LIVE_EXAMPLE}`,
    );
  }
  if (!input.identity) throw new ConfigError(`${key}.identity: nodes answer members only: ${IDENTITY_FORMS}`);
  const clientTls = input.tls ? { certificate: at(input.tls.certificate), key: at(input.tls.key) } : profile?.clientTls;
  const discover = input.discover ?? false;
  const mspId = profile?.mspId;
  return {
    channels: profile?.channels ?? [],
    live: {
      nodes,
      identity: absolute(input.identity, at),
      ...(mspId === undefined ? {} : { mspId }),
      ...(clientTls ? { clientTls } : {}),
      discover: discover === "asLocalhost" ? discover : discover ? "yes" : "no",
      trust: input.trust ?? [],
      privateData: input.privateData ?? false,
    },
  };
}

function nodesOf(
  kind: FabricNode["kind"],
  all: Readonly<Record<string, z.infer<typeof node>>> = {},
  key: string,
  at: (file: string) => string,
): FabricNode[] {
  return Object.entries(all).map(([name, { url, tlsCa, hostname }]) => {
    const here = `${key}.${kind}s.${name}`;
    const pem = tlsCa === undefined ? undefined : readPem(at(tlsCa), `${here}.tlsCa`);
    return nodeOf({ name, kind, url, tlsCa: pem, hostname }, here);
  });
}

function readPem(file: string, key: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new ConfigError(`${key}: ${file} cannot be read: give the PEM file of the TLS CA`, { cause });
  }
}

function absolute(identity: IdentityConfig, at: (file: string) => string): IdentityConfig {
  if ("wallet" in identity) return { ...identity, wallet: at(identity.wallet) };
  if ("msp" in identity) return { ...identity, msp: at(identity.msp) };
  return { ...identity, certificate: at(identity.certificate), key: at(identity.key) };
}
