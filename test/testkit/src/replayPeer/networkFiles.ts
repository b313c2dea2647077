import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CertificateAuthority } from "./certificateAuthority.ts";
import { connectionProfile } from "./connectionProfile.ts";
import { writeMspFolder } from "./mspFolder.ts";
import type { ReplayNode } from "./replayNode.ts";

/** What a client needs, as absolute paths. */
export interface NetworkFiles {
  /** `devnet.json`: nodes, organisations and users, by the names of a devnet's description; it has more. */
  readonly description: string;
  /** What a client may be: folders of a user, as `cryptogen` lays them out. */
  readonly user: { readonly mspId: string; readonly msp: string; readonly tls: string };
  /** PEM file of the authority of all nodes' TLS certificates. */
  readonly tlsCa: string;
  /** Connection profile in fabric-network's format. */
  readonly profile: string;
}

export interface FilesOptions {
  /** Absolute. */
  readonly folder: string;
  readonly channel: string;
  readonly consensus: string;
  readonly mspId: string;
  readonly authority: CertificateAuthority;
  readonly tlsAuthority: CertificateAuthority;
  readonly nodes: readonly ReplayNode[];
}

export async function writeNetworkFiles(options: FilesOptions): Promise<NetworkFiles> {
  const { folder, channel, mspId, authority, tlsAuthority, nodes } = options;
  const tlsCa = join(folder, "authorities/tlsca.crt");
  const userFolder = join(folder, "user");
  const user = { mspId, msp: join(userFolder, "msp"), tls: join(userFolder, "tls") };
  await writeMspFolder(userFolder, "User1", {
    identity: await authority.issue({ commonName: "User1", organisation: mspId, unit: "client" }),
    tls: await tlsAuthority.issue({ commonName: "User1", organisation: mspId, hosts: [] }),
    authority: authority.certificate,
    tlsAuthority: tlsAuthority.certificate,
  });
  const peers = nodes.filter(({ kind }) => kind === "peer");
  const orderers = nodes.filter(({ kind }) => kind === "orderer");
  const profile = join(folder, "connection-profile.json");
  await write(profile, connectionProfile({ channel, mspId, tlsCa: tlsAuthority.certificate, peers, orderers }));
  const described = ({ name, mspId: own, address }: ReplayNode): object => ({ name, mspId: own, address, tlsCa });
  const description = join(folder, "devnet.json");
  await write(description, {
    ...{ replay: true, consensus: options.consensus, channels: [channel] },
    ...{ orderers: orderers.map(described), peers: peers.map(described) },
    organisations: [{ mspId, users: { User1: user.msp }, profile, caCertificate: join(folder, "authorities/ca.crt") }],
    chaincodes: [],
  });
  return { description, user, tlsCa, profile };
}

async function write(path: string, value: object): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
