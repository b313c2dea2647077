import { X509Certificate } from "node:crypto";
import { DerError, parseCertificate, pemToDer, readDer, readDerAll } from "@ledgerscope/proof";
import { nodeCrypto } from "../nodeCrypto.ts";

/** A certificate in words. */
export interface CertificateText {
  /** Of the DER. */
  readonly sha256: Buffer;
  /** As `CN=User1@org1.example.com, OU=client, …`, the most specific part first (RFC 2253's order). */
  readonly subject: string;
  readonly issuer: string;
  readonly commonName: string;
  readonly organizationalUnits: readonly string[];
  /** Upper-case hex, as OpenSSL prints it. */
  readonly serial: string;
  /** Unix milliseconds. */
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly isAuthority: boolean;
  readonly keyType: string;
  readonly alternativeNames: readonly string[];
  /** Attributes that Fabric CA put into it (OID 1.2.3.4.5.6.7.8.1), as JSON; empty when none. */
  readonly attributes: string;
}

const OID_FABRIC_ATTRIBUTES = Buffer.from("2a03040506070801", "hex");
const EXTENSIONS_TAG = 0xa3;
const MAX_CACHED = 1_000;
const cache = new Map<string, CertificateText | undefined>();

/** The first certificate of a PEM text; undefined where there is none that can be read. */
export function certificateOf(pem: Uint8Array): CertificateText | undefined {
  let der: Uint8Array;
  try {
    der = pemToDer(pem);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
  const sha256 = Buffer.from(nodeCrypto.sha256(der));
  const id = sha256.toString("hex");
  if (!cache.has(id)) {
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(id, read(der, sha256));
  }
  return cache.get(id);
}

function read(der: Uint8Array, sha256: Buffer): CertificateText | undefined {
  try {
    const { notBeforeMs, notAfterMs, isAuthority, organizationalUnits, tbs } = parseCertificate(der);
    const certificate = new X509Certificate(der);
    const subject = nameText(certificate.subject);
    return {
      sha256,
      subject,
      issuer: nameText(certificate.issuer),
      commonName: /(?:^|\n)CN=(.*)/.exec(certificate.subject ?? "")?.[1] ?? "",
      organizationalUnits,
      serial: certificate.serialNumber,
      notBeforeMs,
      notAfterMs,
      isAuthority,
      keyType: keyType(certificate),
      alternativeNames: certificate.subjectAltName?.split(", ") ?? [],
      attributes: fabricAttributes(tbs),
    };
  } catch {
    return undefined; // not a certificate that OpenSSL or we can read: its bytes are kept where it stands
  }
}

/** OpenSSL gives one part per line, the least specific first. */
const nameText = (name: string | undefined): string => (name ?? "").split("\n").reverse().join(", ");

function keyType({ publicKey }: X509Certificate): string {
  const { namedCurve, modulusLength } = publicKey.asymmetricKeyDetails ?? {};
  return [publicKey.asymmetricKeyType, namedCurve ?? modulusLength].filter((part) => part !== undefined).join(" ");
}

function fabricAttributes(tbs: Uint8Array): string {
  const extensions = readDerAll(readDer(tbs).contents).find(({ tag }) => tag === EXTENSIONS_TAG);
  if (!extensions) return "";
  for (const extension of readDerAll(readDer(extensions.contents).contents)) {
    const [oid, ...rest] = readDerAll(extension.contents);
    const value = rest.at(-1);
    if (oid && value && OID_FABRIC_ATTRIBUTES.equals(oid.contents)) return Buffer.from(value.contents).toString("utf8");
  }
  return "";
}
