import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Issued } from "./certificateAuthority.ts";

export interface MspFolder {
  readonly identity: Issued;
  readonly tls: Issued;
  /** PEM */
  readonly authority: string;
  /** PEM */
  readonly tlsAuthority: string;
}

/**
 * Writes a user as `cryptogen` lays one out: `<folder>/msp` with `signcerts`, `keystore`, `cacerts`, `tlscacerts`
 * and `config.yaml`, `<folder>/tls` with `ca.crt`, `client.crt` and `client.key`.
 */
export async function writeMspFolder(folder: string, name: string, msp: MspFolder): Promise<void> {
  const files = {
    [`msp/signcerts/${name}-cert.pem`]: msp.identity.certificate,
    "msp/keystore/priv_sk": msp.identity.privateKey,
    "msp/cacerts/ca-cert.pem": msp.authority,
    "msp/tlscacerts/tlsca-cert.pem": msp.tlsAuthority,
    "msp/config.yaml": nodeUnits("cacerts/ca-cert.pem"),
    "tls/ca.crt": msp.tlsAuthority,
    "tls/client.crt": msp.tls.certificate,
    "tls/client.key": msp.tls.privateKey,
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), text, { mode: 0o600 });
  }
}

function nodeUnits(certificate: string): string {
  const roles = { Client: "client", Peer: "peer", Admin: "admin", Orderer: "orderer" };
  const units = Object.entries(roles).map(
    ([name, unit]) =>
      `  ${name}OUIdentifier:\n    Certificate: ${certificate}\n    OrganizationalUnitIdentifier: ${unit}\n`,
  );
  return `NodeOUs:\n  Enable: true\n${units.join("")}`;
}
