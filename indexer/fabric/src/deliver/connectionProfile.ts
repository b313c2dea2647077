import { readFileSync } from "node:fs";
import path from "node:path";
import { ConfigError } from "@ledgerscope/core";
import { parse } from "yaml";
import { z } from "zod";
import type { FabricNode, LiveConfig } from "./liveConfig.ts";
import { nodeOf } from "./nodeOf.ts";

const pem = z.object({
  pem: z.union([z.string(), z.array(z.string())]).optional(),
  path: z.string().optional(),
});

const node = z.object({
  url: z.string(),
  tlsCACerts: pem.optional(),
  grpcOptions: z.record(z.string(), z.unknown()).optional(),
});

/** The parts of fabric-network's connection profile that say where nodes are; everything else is passed over. */
const profile = z.object({
  client: z
    .object({
      organization: z.string().optional(),
      tlsCerts: z.object({ client: z.object({ cert: pem, key: pem }).optional() }).optional(),
    })
    .optional(),
  organizations: z.record(z.string(), z.object({ mspid: z.string().optional() })).optional(),
  peers: z.record(z.string(), node).optional(),
  orderers: z.record(z.string(), node).optional(),
  channels: z.record(z.string(), z.unknown()).optional(),
});

export interface ConnectionProfile extends Pick<LiveConfig, "nodes" | "mspId" | "clientTls"> {
  readonly channels: readonly string[];
}

/**
 * Reads a connection profile as fabric-network takes it, YAML or JSON
 * (https://hyperledger-fabric.readthedocs.io/en/release-2.2/developapps/connectionprofile.html). Paths in it
 * start from its own folder.
 * @param key of the configuration, for messages: `networks.relief.profile`.
 * @throws ConfigError
 */
export function readConnectionProfile(file: string, key: string): ConnectionProfile {
  const parsed = profile.safeParse(readYaml(file, key));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${key}: ${file}: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { client, organizations = {}, peers = {}, orderers = {}, channels = {} } = parsed.data;
  const folder = path.dirname(file);
  const nodesOf = (kind: FabricNode["kind"], all: Readonly<Record<string, z.infer<typeof node>>>): FabricNode[] =>
    Object.entries(all).map(([name, { url, tlsCACerts, grpcOptions = {} }]) =>
      nodeOf(
        {
          name,
          kind,
          url,
          tlsCa: tlsCACerts && readPem(tlsCACerts, folder, `${key}: ${file}: ${kind}s.${name}.tlsCACerts`),
          hostname: hostnameOf(grpcOptions),
        },
        `${key}: ${file}: ${kind}s.${name}`,
      ),
    );
  const named =
    client?.organization === undefined ? Object.values(organizations) : [organizations[client.organization]];
  const mspIds = named.flatMap((organisation) => organisation?.mspid ?? []);
  const tls = client?.tlsCerts?.client;
  if (tls && !(tls.cert.path && tls.key.path)) {
    throw new ConfigError(`${key}: ${file}: client.tlsCerts.client: cert and key must be given by path, not as text`);
  }
  return {
    nodes: [...nodesOf("peer", peers), ...nodesOf("orderer", orderers)],
    channels: Object.keys(channels),
    ...(mspIds.length === 1 ? { mspId: mspIds[0] as string } : {}),
    ...(tls?.cert.path && tls.key.path
      ? { clientTls: { certificate: path.resolve(folder, tls.cert.path), key: path.resolve(folder, tls.key.path) } }
      : {}),
  };
}

function readYaml(file: string, key: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code, message, linePos } = error as NodeJS.ErrnoException & {
      linePos?: readonly { line: number; col: number }[];
    };
    // The parser's own words would quote the text, and with it a private key.
    const [at] = linePos ?? [];
    const why = at ? `line ${at.line}, column ${at.col}` : code ? message : "it is neither";
    throw new ConfigError(`${key}: ${file} cannot be read as a connection profile (YAML or JSON): ${why}`);
  }
}

function readPem(given: z.infer<typeof pem>, folder: string, key: string): string {
  if (given.pem !== undefined) return [given.pem].flat().join("\n");
  if (given.path === undefined) throw new ConfigError(`${key}: pem or path must be there`);
  const file = path.resolve(folder, given.path);
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new ConfigError(`${key}.path: ${file} cannot be read`, { cause });
  }
}

function hostnameOf(options: Readonly<Record<string, unknown>>): string | undefined {
  const name = options["ssl-target-name-override"] ?? options["hostnameOverride"];
  return typeof name === "string" ? name : undefined;
}
