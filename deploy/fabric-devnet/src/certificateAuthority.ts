import { createHash, webcrypto } from "node:crypto";
import "reflect-metadata";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** Organisational units by which an MSP with NodeOUs tells roles apart. */
export type Role = "client" | "peer" | "orderer" | "admin";

/** A certificate and the private key that belongs to it, both PEM. */
export interface Credential {
  readonly certificate: string;
  readonly key: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
/** Half the order of P-256: Fabric takes signatures whose s is not above it. */
const HALF_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n / 2n;
/** Clocks of two processes may differ by that. */
const BACKDATED_MS = 5 * 60_000;
export const TEN_YEARS_MS = 3652 * 86_400_000;

/** Issues certificates as Fabric's MSPs ask for them: ECDSA P-256, low s, key identifiers, roles as organisational units. */
export class CertificateAuthority {
  readonly credential: Credential;
  readonly #certificate: X509Certificate;
  readonly #key: webcrypto.CryptoKey;

  private constructor(credential: Credential, certificate: X509Certificate, key: webcrypto.CryptoKey) {
    this.credential = credential;
    this.#certificate = certificate;
    this.#key = key;
  }

  /** A new root that lives for ten years. */
  static async create(commonName: string, organisation: string): Promise<CertificateAuthority> {
    const keys = await generateKeys();
    const certificate = await withLowS(async () =>
      X509CertificateGenerator.createSelfSigned({
        name: `O=${organisation}, CN=${commonName}`,
        serialNumber: serialNumber(),
        ...validity(TEN_YEARS_MS),
        signingAlgorithm: ALGORITHM,
        keys,
        extensions: [
          new BasicConstraintsExtension(true, undefined, true),
          new KeyUsagesExtension(
            KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign | KeyUsageFlags.digitalSignature,
            true,
          ),
          await subjectKeyIdentifier(keys.publicKey),
        ],
      }),
    );
    return new CertificateAuthority(await pem(certificate, keys.privateKey), certificate, keys.privateKey);
  }

  /** The authority of before, from its files. */
  static async load(credential: Credential): Promise<CertificateAuthority> {
    const pkcs8 = Buffer.from(credential.key.replaceAll(/-----[^-]+-----|\s/g, ""), "base64");
    const key = await webcrypto.subtle.importKey("pkcs8", pkcs8, ALGORITHM, true, ["sign"]);
    return new CertificateAuthority(credential, new X509Certificate(credential.certificate), key);
  }

  /** An identity that signs proposals, transactions or blocks. */
  async issueIdentity(options: {
    name: string;
    organisation: string;
    role: Role;
    lifetimeMs: number;
  }): Promise<Credential> {
    const subject = `O=${options.organisation}, OU=${options.role}, CN=${options.name}`;
    return this.#issue(subject, options.lifetimeMs, [new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)]);
  }

  /** A TLS certificate for server and client alike, valid for the name given, localhost and 127.0.0.1. */
  async issueTls(options: { name: string; organisation: string; lifetimeMs: number }): Promise<Credential> {
    return this.#issue(`O=${options.organisation}, CN=${options.name}`, options.lifetimeMs, [
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension([
        { type: "dns", value: options.name },
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
      ]),
    ]);
  }

  async #issue(subject: string, lifetimeMs: number, extensions: Extension[]): Promise<Credential> {
    const keys = await generateKeys();
    const certificate = await withLowS(async () =>
      X509CertificateGenerator.create({
        subject,
        issuer: this.#certificate.subject,
        serialNumber: serialNumber(),
        ...validity(lifetimeMs),
        signingAlgorithm: ALGORITHM,
        publicKey: keys.publicKey,
        signingKey: this.#key,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new AuthorityKeyIdentifierExtension(keyIdOf(this.#certificate)),
          ...extensions,
        ],
      }),
    );
    return pem(certificate, keys.privateKey);
  }
}

/** Fabric rewrites a certificate whose signature has a high s, and then its bytes differ from the file's: ours have none. */
async function withLowS(create: () => Promise<X509Certificate>): Promise<X509Certificate> {
  for (;;) {
    const certificate = await create();
    if (sOf(Buffer.from(certificate.signature)) <= HALF_ORDER) return certificate;
  }
}

/** The second integer of a DER sequence of two. */
function sOf(signature: Buffer): bigint {
  const sLength = 3 + (signature[3] as number) + 2;
  return BigInt(`0x${signature.toString("hex", sLength + 1)}`);
}

async function subjectKeyIdentifier(key: webcrypto.CryptoKey): Promise<SubjectKeyIdentifierExtension> {
  const point = Buffer.from(await webcrypto.subtle.exportKey("raw", key));
  return new SubjectKeyIdentifierExtension(createHash("sha256").update(point).digest("hex"));
}

function keyIdOf(certificate: X509Certificate): string {
  return (certificate.getExtension(SubjectKeyIdentifierExtension) as SubjectKeyIdentifierExtension).keyId;
}

function serialNumber(): string {
  const bytes = Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)));
  // Positive and of full length.
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return bytes.toString("hex");
}

function validity(lifetimeMs: number): { notBefore: Date; notAfter: Date } {
  const nowMs = Date.now();
  return { notBefore: new Date(nowMs - BACKDATED_MS), notAfter: new Date(nowMs + lifetimeMs) };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]) as Promise<webcrypto.CryptoKeyPair>;
}

async function pem(certificate: X509Certificate, key: webcrypto.CryptoKey): Promise<Credential> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key)).toString("base64");
  const lines = pkcs8.match(/.{1,64}/g) as string[];
  return {
    certificate: `${certificate.toString("pem")}\n`,
    key: `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`,
  };
}
