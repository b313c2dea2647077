import { createHash, createHmac } from "node:crypto";
import { ReliefError } from "./reliefError.ts";

const ACCOUNT = /^\d{12,24}$/;
const SERIAL = /^[A-Z0-9]{12,32}$/;
const SALT = /^[0-9a-f]{32}$/;

/** What the public may see of an account or serial number: its last four characters. */
function maskTail(secret: string): string {
  return `****${secret.slice(-4)}`;
}

/**
 * HMAC-SHA-256 with the salt as key, as hex. Account numbers have few unknown digits, so a hash without a
 * secret salt could be searched through; with it, only who knows the salt can compare.
 *
 * @param salt 16 bytes as hex
 */
export function saltedDigest(salt: string, secret: string): string {
  return createHmac("sha256", Buffer.from(salt, "hex")).update(secret).digest("hex");
}

/** What of a secret goes onto the ledger. */
export interface Masked {
  readonly masked: string;
  readonly digest: string;
  /** SHA-256 of the salt, hex: who uses the same salt again is known by it. */
  readonly saltDigest: string;
}

/**
 * Takes a secret and its salt out of a transaction's transient map, which never reaches the ledger.
 *
 * @param name field of the map: `<name>` holds the secret, `<name>Salt` the salt
 */
export function maskTransient(transient: Map<string, Uint8Array>, name: string): Masked {
  const secret = Buffer.from(transient.get(name) ?? []).toString();
  const salt = Buffer.from(transient.get(`${name}Salt`) ?? []).toString();
  const form = name === "serialNumber" ? SERIAL : ACCOUNT;
  // The message names the field only: errors are logged.
  if (!form.test(secret)) throw new ReliefError("INPUT_INVALID", `transient field ${name} must match ${form.source}`);
  if (!SALT.test(salt)) throw new ReliefError("INPUT_INVALID", `transient field ${name}Salt must be 32 hex digits`);
  return {
    masked: maskTail(secret),
    digest: saltedDigest(salt, secret),
    saltDigest: createHash("sha256").update(salt).digest("hex"),
  };
}
