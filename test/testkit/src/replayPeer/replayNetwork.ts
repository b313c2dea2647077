import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CertificateAuthority } from "./certificateAuthority.ts";
import { ChannelAccess } from "./channelAccess.ts";
import { connectionProfile } from "./connectionProfile.ts";
import type { Fault } from "./fault.ts";
import { writeMspFolder } from "./mspFolder.ts";
import type { Pace } from "./pace.ts";
import { peerOrganisation, readLedger } from "./recordedLedger.ts";
import { ReplayedChain } from "./replayedChain.ts";
import { ReplayNode } from "./replayNode.ts";

export interface ReplayNodeSpec {
  readonly name: string;
  readonly kind: "peer" | "orderer";
  /** @default any that is free */
  readonly port?: number;
  /** @default none */
  readonly faults?: readonly Fault[];
}

export interface ReplayNetworkOptions {
  /** A block file (also `.xz`, `.gz`), a folder of them, or a recording's folder. */
  readonly recording: string;
  /**
   * Folder for what clients need: `devnet.json`, MSP folders, certificates, a connection profile. Authorities that
   * are there already are used on, so that clients survive a restart.
   */
  readonly folder: string;
  /** @default one peer, `peer0` */
  readonly nodes?: readonly ReplayNodeSpec[];
  /** @default "all" */
  readonly pace?: Pace;
  /** Blocks that are there from the start. @default 1 */
  readonly height?: number;
  /** Whether clients have to show a TLS certificate. @default false */
  readonly mutualTls?: boolean;
  log?(message: string): void;
}

/** A network that replays a recording. */
export interface ReplayNetwork {
  readonly channel: string;
  readonly chain: ReplayedChain;
  /** Path of `devnet.json`. */
  readonly description: string;
  /** What a client may be: the folder of a user of the first peer organisation (`msp`, `tls`). */
  readonly user: { readonly mspId: string; readonly msp: string; readonly tls: string };
  /** Path of the PEM file of the authority of all nodes' TLS certificates. */
  readonly tlsCa: string;
  /** Path of the connection profile, in fabric-network's format. */
  readonly profile: string;
  /** @throws Error when there is none of that name. */
  node(name: string): ReplayNode;
  stop(): Promise<void>;
}

/** Starts the nodes of a network that replays a recording; they share one chain, each has its own faults. */
export async function startReplayNetwork(options: ReplayNetworkOptions): Promise<ReplayNetwork> {
  const { folder, nodes: specs = [{ name: "peer0", kind: "peer" }] } = options;
  const ledger = await readLedger(options.recording);
  const mspId = peerOrganisation(ledger.configs[0]);
  const [authority, tlsAuthority] = await Promise.all([
    CertificateAuthority.at(join(folder, "authorities/ca"), `ca.${mspId}`),
    CertificateAuthority.at(join(folder, "authorities/tlsca"), "tlsca"),
  ]);
  const chain = new ReplayedChain(ledger, options.pace ?? "all", options.height);
  const access = new ChannelAccess(ledger, { mspId, authority: authority.certificate });
  const nodes: ReplayNode[] = [];
  const stop = async (): Promise<void> => {
    chain.stop();
    await Promise.all(nodes.map((node) => node.kill()));
  };
  try {
    for (const spec of specs) {
      const tls = await tlsAuthority.issue({
        ...{ commonName: spec.name, organisation: mspId, hosts: ["localhost", "127.0.0.1", spec.name] },
      });
      const node = new ReplayNode({
        ...{ name: spec.name, kind: spec.kind, mspId, port: spec.port ?? 0, faults: spec.faults ?? [] },
        ...{ chain, access, tls, clientAuthority: tlsAuthority.certificate, isMutual: options.mutualTls ?? false },
        log: (message) => options.log?.(`${spec.name}: ${message}`),
      });
      nodes.push(node);
      await node.start();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const tlsCa = join(folder, "tlsca.pem");
  const user = join(folder, `organisations/${mspId}/users/User1`);
  await mkdir(folder, { recursive: true });
  await writeFile(tlsCa, tlsAuthority.certificate);
  await writeMspFolder(user, "User1", {
    identity: await authority.issue({ commonName: "User1", organisation: mspId, unit: "client" }),
    tls: await tlsAuthority.issue({ commonName: "User1", organisation: mspId, hosts: [] }),
    authority: authority.certificate,
    tlsAuthority: tlsAuthority.certificate,
  });
  const of = (kind: ReplayNodeSpec["kind"]): ReplayNode[] => nodes.filter((_, index) => specs[index]?.kind === kind);
  const profile = join(folder, "connection-profile.json");
  const parts = {
    channel: ledger.channel,
    mspId,
    tlsCa: tlsAuthority.certificate,
    peers: of("peer"),
    orderers: of("orderer"),
  };
  await writeFile(profile, `${JSON.stringify(connectionProfile(parts), undefined, 2)}\n`);
  const described = (node: ReplayNode): object => ({
    ...{ name: node.name, mspId, address: node.address, tlsCa, msp: join(user, "msp"), pid: process.pid },
  });
  const description = join(folder, "devnet.json");
  const text = {
    ...{ replay: true, consensus: ledger.configs[0]?.consensusType, channels: [ledger.channel] },
    ...{ orderers: of("orderer").map(described), peers: of("peer").map(described) },
    organisations: [
      { mspId, users: { User1: join(user, "msp") }, profile, caCertificate: join(folder, "authorities/ca.crt") },
    ],
    chaincodes: [],
  };
  await writeFile(description, `${JSON.stringify(text, undefined, 2)}\n`);
  return {
    ...{ channel: ledger.channel, chain, description, tlsCa, profile, stop },
    user: { mspId, msp: join(user, "msp"), tls: join(user, "tls") },
    node: (name) => {
      const found = nodes.find((node) => node.name === name);
      if (!found) throw new Error(`no node ${name}; there are ${nodes.map((node) => node.name).join(", ")}`);
      return found;
    },
  };
}
