import { createPrivateKey, type KeyObject, sign, webcrypto } from "node:crypto";
import "reflect-metadata";
import { msp } from "@hyperledger/fabric-protos";
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** Organisational units by which an MSP with NodeOUs tells roles apart. */
type Role = "client" | "peer" | "orderer" | "admin";

/** Somebody who can sign. */
export interface Member {
  /** Bytes of `msp.SerializedIdentity`. */
  readonly identity: Uint8Array;
  /** ECDSA P-256 over SHA-256, DER, with low s as Fabric asks for. */
  sign(message: Uint8Array): Uint8Array;
}

/** An organisation with a certificate authority of its own, made anew each time. */
export interface Organisation {
  readonly mspId: string;
  /** PEM. */
  readonly rootCertificate: string;
  /** @param until when its certificate ends. @default with its authority's */
  issue(name: string, role: Role, until?: Date): Promise<Member>;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const VALID_YEARS = 10;

export async function createOrganisation(mspId: string, notBefore: Date): Promise<Organisation> {
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + VALID_YEARS);
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const common = { notBefore, notAfter, signingAlgorithm: ALGORITHM } as const;
  const root = await X509CertificateGenerator.createSelfSigned({
    ...common,
    name: `O=${mspId}, CN=ca.${mspId}`,
    serialNumber: "01",
    keys,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  let serial = 1;
  return {
    mspId,
    rootCertificate: root.toString("pem"),
    async issue(name, role, until = notAfter) {
      serial++;
      const own = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
      const certificate = await X509CertificateGenerator.create({
        ...common,
        notAfter: until,
        subject: `O=${mspId}, OU=${role}, CN=${name}`,
        issuer: root.subject,
        serialNumber: serial.toString(16).padStart(2, "0"),
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        extensions: [new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)],
      });
      return member(mspId, certificate, own.privateKey);
    },
  };
}

async function member(mspId: string, certificate: X509Certificate, key: webcrypto.CryptoKey): Promise<Member> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key));
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  return memberOf(mspId, `${certificate.toString("pem")}\n`, privateKey);
}

/** @param certificate PEM */
export function memberOf(mspId: string, certificate: string, key: KeyObject): Member {
  const serialized = new msp.SerializedIdentity();
  serialized.setMspid(mspId);
  serialized.setIdBytes(Buffer.from(certificate));
  return { identity: serialized.serializeBinary(), sign: (message) => signLowS(message, key) };
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** ECDSA over SHA-256, DER, with low s as Fabric asks for. */
export function signLowS(message: Uint8Array, key: KeyObject): Uint8Array {
  const plain = sign("sha256", message, { key, dsaEncoding: "ieee-p1363" });
  const r = BigInt(`0x${plain.toString("hex", 0, 32)}`);
  const s = BigInt(`0x${plain.toString("hex", 32)}`);
  const parts = Buffer.concat([derInteger(r), derInteger(s > ORDER / 2n ? ORDER - s : s)]);
  return Buffer.concat([Buffer.from([0x30, parts.length]), parts]);
}

function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, "hex");
  const body = (bytes[0] as number) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([2, body.length]), body]);
}
