import { createPrivateKey, createPublicKey, type KeyObject, sign, X509Certificate } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { msp } from "@hyperledger/fabric-protos";
import { ConfigError } from "@ledgerscope/core";
import type { IdentityConfig } from "./liveConfig.ts";
import { lowS } from "./lowS.ts";

/** Who asks: certificate and private key of a member of the channel. */
export interface Identity {
  readonly mspId: string;
  readonly certificate: X509Certificate;
  /** `msp.SerializedIdentity`, as it stands in every signature header. */
  readonly creator: Uint8Array;
  /** Signs as Fabric's clients do: ECDSA over SHA-256 with low s, in DER; Ed25519 over the message. */
  sign(message: Uint8Array): Uint8Array;
}

/**
 * @param key of the configuration, for messages: `networks.relief.identity`.
 * @param mspId where the identity itself does not say which.
 * @throws ConfigError naming the file that is missing or is not what it should be.
 */
export function readIdentity(config: IdentityConfig, key: string, mspId: string | undefined): Identity {
  if ("wallet" in config) return fromWallet(config, key);
  const files =
    "msp" in config
      ? {
          certificate: onlyFile(config.msp, "signcerts", `${key}.msp`),
          key: onlyFile(config.msp, "keystore", `${key}.msp`),
        }
      : { certificate: config.certificate, key: config.key };
  const id = config.mspId ?? mspId;
  if (!id) throw new ConfigError(`${key}.mspId: say of which MSP the identity is, for example mspId: Org1MSP`);
  return identityOf(id, readText(files.certificate, `${key}.certificate`), readText(files.key, `${key}.key`), key);
}

/** A wallet of fabric-network: a folder of `<label>.id`, each JSON. */
function fromWallet({ wallet, label }: { wallet: string; label: string }, key: string): Identity {
  const file = path.join(wallet, `${label}.id`);
  const labels = namesIn(wallet, `${key}.wallet`)
    .filter((name) => name.endsWith(".id"))
    .map((name) => name.slice(0, -3));
  if (!labels.includes(label)) {
    const has = labels.length > 0 ? `it has ${labels.join(", ")}` : "it has none (no *.id file)";
    throw new ConfigError(`${key}.label: the wallet ${wallet} has no identity "${label}": ${has}`);
  }
  let parsed: { type?: unknown; mspId?: unknown; credentials?: { certificate?: unknown; privateKey?: unknown } };
  try {
    parsed = JSON.parse(readText(file, `${key}.wallet`));
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    // The parser's own words may quote the private key.
    throw new ConfigError(`${key}.label: ${file} is not JSON, as fabric-network writes it`);
  }
  const { mspId, credentials, type } = parsed;
  if (typeof credentials?.privateKey !== "string") {
    const why =
      typeof type === "string" && type !== "X.509"
        ? `is of type ${type}, whose key is not in the wallet`
        : "holds no private key";
    throw new ConfigError(`${key}.label: ${file} ${why}: an identity of type X.509 is needed`);
  }
  if (typeof mspId !== "string" || typeof credentials.certificate !== "string") {
    throw new ConfigError(
      `${key}.label: ${file} must hold mspId and credentials.certificate, as fabric-network writes them`,
    );
  }
  return identityOf(mspId, credentials.certificate, credentials.privateKey, key);
}

function identityOf(mspId: string, certificatePem: string, keyPem: string, key: string): Identity {
  const certificate = readPem(() => new X509Certificate(certificatePem), `${key}: the certificate cannot be read`);
  const privateKey = readPem(() => createPrivateKey(keyPem), `${key}: the private key cannot be read`);
  if (!isPair(certificate, privateKey)) {
    throw new ConfigError(
      `${key}: the private key does not belong to the certificate of ${certificate.subject.replaceAll("\n", ", ")}`,
    );
  }
  const serialized = new msp.SerializedIdentity();
  serialized.setMspid(mspId);
  serialized.setIdBytes(Buffer.from(certificatePem));
  return {
    mspId,
    certificate,
    creator: serialized.serializeBinary(),
    sign: (message) => signed(message, privateKey),
  };
}

export function isPair(certificate: X509Certificate, key: KeyObject): boolean {
  const [ours, theirs] = [createPublicKey(key), certificate.publicKey].map((one) =>
    one.export({ type: "spki", format: "der" }),
  );
  return ours !== undefined && theirs !== undefined && ours.equals(theirs);
}

function signed(message: Uint8Array, key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType === "ed25519") return sign(null, message, key);
  const curve = key.asymmetricKeyDetails?.namedCurve ?? "";
  return lowS(sign("sha256", message, { key, dsaEncoding: "ieee-p1363" }), curve);
}

function readPem<T>(read: () => T, what: string): T {
  try {
    return read();
  } catch (cause) {
    throw new ConfigError(`${what}: ${(cause as Error).message}`, { cause });
  }
}

export function readText(file: string, key: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new ConfigError(`${key}: ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function namesIn(folder: string, key: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (cause) {
    throw new ConfigError(`${key}: ${folder} is not a folder that can be read`, { cause });
  }
}

/** The file of an MSP folder's part; where there are several keys or certificates none is guessed. */
function onlyFile(folder: string, part: string, key: string): string {
  const names = namesIn(path.join(folder, part), key).filter((name) => !name.startsWith("."));
  if (names.length !== 1) {
    throw new ConfigError(
      `${key}: ${path.join(folder, part)} must hold one file, it holds ${names.length}: ` +
        "give the msp folder of a user (…/users/User1@org1.example.com/msp), or certificate: and key:",
    );
  }
  return path.join(folder, part, names[0] as string);
}
