import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

const LIFETIME_MS = 10 * 365 * 86_400_000;

/**
 * A client certificate for TLS that is made for one process, signed by itself. Fabric's discovery wants one
 * wherever there is TLS, to bind a request to its connection; who issued it matters only where TLS is mutual.
 * fabric-network does the same.
 */
export function ephemeralTls(): { readonly certificate: string; readonly key: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const nowMs = Date.now();
  const algorithm = der(0x30, OID_ECDSA_SHA256);
  const name = der(0x30, der(0x31, der(0x30, OID_COMMON_NAME, der(0x0c, Buffer.from("ledgerscope")))));
  // TBSCertificate of RFC 5280: version 3, serial, signature, issuer, validity, subject, public key.
  const body = der(
    0x30,
    der(0xa0, der(0x02, Uint8Array.of(2))),
    der(0x02, Uint8Array.of(1, ...randomBytes(8))),
    algorithm,
    name,
    der(0x30, time(nowMs - 3_600_000), time(nowMs + LIFETIME_MS)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = der(0x03, Uint8Array.of(0), sign("sha256", body, privateKey));
  const certificate = der(0x30, body, algorithm, signature).toString("base64").replace(/.{64}/g, "$&\n");
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate.trimEnd()}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** ecdsa-with-SHA256 and commonName, as DER. */
const OID_ECDSA_SHA256 = Buffer.from("06082a8648ce3d040302", "hex");
const OID_COMMON_NAME = Buffer.from("0603550403", "hex");

/** GeneralizedTime. */
const time = (ms: number): Buffer =>
  der(0x18, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`));

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const { length: size } = body;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Uint8Array.of(tag, ...length), body]);
}
