import { webcrypto } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import "reflect-metadata";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A certificate and its private key, both as PEM; the key in PKCS#8 as Fabric's `keystore` has it. */
export interface Issued {
  readonly certificate: string;
  readonly privateKey: string;
}

export interface IssueOptions {
  readonly commonName: string;
  readonly organisation: string;
  /** Organisational unit, by which an MSP with node OUs tells roles apart. */
  readonly unit?: string;
  /** For TLS: names and addresses that the certificate is for; `[]` for a client's. */
  readonly hosts?: readonly string[];
  /** @default ten years from now */
  readonly notAfter?: Date;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 86_400_000;

/** An authority that the replayed network trusts besides those of the recording, whose keys nobody has. */
export class CertificateAuthority {
  /** PEM. */
  readonly certificate: string;
  readonly #root: X509Certificate;
  readonly #key: webcrypto.CryptoKey;

  private constructor(certificate: string, key: webcrypto.CryptoKey) {
    this.certificate = certificate;
    this.#root = new X509Certificate(certificate);
    this.#key = key;
  }

  /**
   * The authority kept in two files (`<path>.crt`, `<path>.key`); made and written there where they are not, so
   * that what trusted it before a restart does so after it.
   */
  static async at(path: string, commonName: string): Promise<CertificateAuthority> {
    const files = [`${path}.crt`, `${path}.key`] as const;
    if (!files.every((file) => existsSync(file))) {
      const made = await selfSigned(commonName);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(files[0], made.certificate);
      await writeFile(files[1], made.privateKey, { mode: 0o600 });
    }
    const [certificate, key] = await Promise.all(files.map((file) => readFile(file, "utf8")));
    return new CertificateAuthority(certificate as string, await importKey(key as string));
  }

  async issue({ commonName, organisation, unit, hosts, notAfter }: IssueOptions): Promise<Issued> {
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
    const units = unit === undefined ? "" : `OU=${unit}, `;
    const certificate = await X509CertificateGenerator.create({
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: notAfter ?? new Date(Date.now() + 3650 * DAY_MS),
      signingAlgorithm: ALGORITHM,
      subject: `O=${organisation}, ${units}CN=${commonName}`,
      issuer: this.#root.subject,
      serialNumber: serialNumber(),
      publicKey: keys.publicKey,
      signingKey: this.#key,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        await AuthorityKeyIdentifierExtension.create(this.#root.publicKey),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
        ...tlsExtensions(hosts),
      ],
    });
    return { certificate: pem(certificate), privateKey: await exportKey(keys.privateKey) };
  }
}

/** Positive, as Go's X.509 asks for, and of full length. */
function serialNumber(): string {
  const bytes = Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)));
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return bytes.toString("hex");
}

function tlsExtensions(hosts: readonly string[] | undefined): Extension[] {
  if (!hosts) return [];
  const usage = new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]);
  if (hosts.length === 0) return [usage];
  const names = hosts.map((value) => ({ type: /^[\d.]+$/.test(value) ? ("ip" as const) : ("dns" as const), value }));
  return [usage, new SubjectAlternativeNameExtension(names)];
}

async function selfSigned(commonName: string): Promise<Issued> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    notBefore: new Date(Date.now() - 2 * DAY_MS),
    notAfter: new Date(Date.now() + 7300 * DAY_MS),
    signingAlgorithm: ALGORITHM,
    name: `O=Replay, CN=${commonName}`,
    serialNumber: "01",
    keys,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign | KeyUsageFlags.digitalSignature, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: pem(certificate), privateKey: await exportKey(keys.privateKey) };
}

const pem = (certificate: X509Certificate): string => `${certificate.toString("pem")}\n`;

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY")}\n`;
}

async function importKey(text: string): Promise<webcrypto.CryptoKey> {
  const [bytes] = PemConverter.decode(text);
  return webcrypto.subtle.importKey("pkcs8", bytes as ArrayBuffer, ALGORITHM, false, ["sign"]);
}
