import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { CertificateAuthority, type Credential, type Role, TEN_YEARS_MS } from "./certificateAuthority.ts";
import type { PlannedOrganisation } from "./networkPlan.ts";

/** Where an identity lies: `msp` with certificate, key and its organisation's roots; `tls` with the same for TLS. */
export interface IdentityFolder {
  readonly msp: string;
  readonly tls: string;
}

/** How long certificates live, in milliseconds. */
export interface Lifetimes {
  readonly lifetimeMs: number;
  /** @default ten years */
  readonly tlsLifetimeMs?: number;
}

/**
 * An organisation's certificates on disk, laid out as Fabric's samples and cryptogen lay them out, so that every
 * tutorial's paths fit: `peerOrganizations/org1.example.com/{ca,tlsca,msp,peers/…,users/…}`.
 */
export class OrganisationFolder {
  readonly organisation: PlannedOrganisation;
  readonly path: string;

  /** @param crypto folder that holds `peerOrganizations` and `ordererOrganizations` */
  constructor(crypto: string, organisation: PlannedOrganisation) {
    this.organisation = organisation;
    this.path = join(crypto, `${organisation.kind}Organizations`, organisation.domain);
  }

  /** What goes into a channel's configuration: roots and NodeOUs, no keys. */
  get msp(): string {
    return join(this.path, "msp");
  }

  get caCertificate(): string {
    return join(this.path, "ca", `ca.${this.organisation.domain}-cert.pem`);
  }

  get tlsCaCertificate(): string {
    return join(this.path, "tlsca", `tlsca.${this.organisation.domain}-cert.pem`);
  }

  user(name: string): IdentityFolder {
    return identityFolder(join(this.path, "users", `${name}@${this.organisation.domain}`));
  }

  node(hostName: string): IdentityFolder {
    return identityFolder(join(this.path, `${this.organisation.kind}s`, hostName));
  }

  /** Makes both certificate authorities and the folder `msp`. */
  async create(): Promise<void> {
    const { domain } = this.organisation;
    for (const name of ["ca", "tlsca"]) {
      const authority = await CertificateAuthority.create(`${name}.${domain}`, domain);
      const folder = join(this.path, name);
      await writeFiles(folder, { [`${name}.${domain}-cert.pem`]: authority.credential.certificate });
      await writeKey(folder, authority.credential.key);
    }
    await this.#writeRoots(this.msp);
  }

  /** @param commonName of the certificate, by default as cryptogen names users: "User1@org1.example.com" */
  async issueUser(
    name: string,
    role: Role,
    lifetimes: Lifetimes,
    commonName = `${name}@${this.organisation.domain}`,
  ): Promise<IdentityFolder> {
    const folder = this.user(name);
    await this.#issue(folder, commonName, role, lifetimes, "client");
    return folder;
  }

  async issueNode(hostName: string, lifetimes: Lifetimes): Promise<IdentityFolder> {
    const folder = this.node(hostName);
    await this.#issue(folder, hostName, this.organisation.kind, lifetimes, "server");
    return folder;
  }

  async #issue(folder: IdentityFolder, name: string, role: Role, lifetimes: Lifetimes, side: string): Promise<void> {
    const organisation = this.organisation.domain;
    const { lifetimeMs, tlsLifetimeMs = TEN_YEARS_MS } = lifetimes;
    const [authority, tlsAuthority] = await Promise.all([this.#authority("ca"), this.#authority("tlsca")]);
    const identity = await authority.issueIdentity({ name, organisation, role, lifetimeMs });
    const tls = await tlsAuthority.issueTls({ name, organisation, lifetimeMs: tlsLifetimeMs });
    await this.#writeRoots(folder.msp);
    await writeFiles(join(folder.msp, "signcerts"), { [`${name}-cert.pem`]: identity.certificate });
    await writeKey(join(folder.msp, "keystore"), identity.key);
    await writeFiles(folder.tls, {
      "ca.crt": tlsAuthority.credential.certificate,
      [`${side}.crt`]: tls.certificate,
    });
    await writeFile(join(folder.tls, `${side}.key`), tls.key, { mode: 0o600 });
  }

  async #authority(name: "ca" | "tlsca"): Promise<CertificateAuthority> {
    const folder = join(this.path, name);
    const read = (file: string): Promise<string> => readFile(join(folder, file), "utf8");
    const credential: Credential = {
      certificate: await read(`${name}.${this.organisation.domain}-cert.pem`),
      key: await read(KEY_FILE),
    };
    return CertificateAuthority.load(credential);
  }

  async #writeRoots(folder: string): Promise<void> {
    const { domain } = this.organisation;
    const caFile = `ca.${domain}-cert.pem`;
    await writeFiles(join(folder, "cacerts"), { [caFile]: await readFile(this.caCertificate, "utf8") });
    await writeFiles(join(folder, "tlscacerts"), {
      [`tlsca.${domain}-cert.pem`]: await readFile(this.tlsCaCertificate, "utf8"),
    });
    await writeFiles(folder, { "config.yaml": stringify(nodeOus(`cacerts/${caFile}`)) });
  }
}

const KEY_FILE = "priv_sk";

/** Roles are told from the organisational unit of a certificate. */
function nodeOus(certificate: string): object {
  const unit = (role: Role): object => ({ Certificate: certificate, OrganizationalUnitIdentifier: role });
  return {
    NodeOUs: {
      Enable: true,
      ClientOUIdentifier: unit("client"),
      PeerOUIdentifier: unit("peer"),
      AdminOUIdentifier: unit("admin"),
      OrdererOUIdentifier: unit("orderer"),
    },
  };
}

function identityFolder(path: string): IdentityFolder {
  return { msp: join(path, "msp"), tls: join(path, "tls") };
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

async function writeKey(folder: string, key: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, KEY_FILE), key, { mode: 0o600 });
}
