import { createPublicKey, verify } from "node:crypto";
import { canonicalJson } from "../../canonicalJson.ts";
import type { Instruction } from "../records.ts";

/** Says what is signed, so that a signature can never be taken for one over something else. */
const PREFIX = "relief-fund instruction v1\n";

/** The bytes that an issuer signs: the prefix and the instruction (without its signature) as canonical JSON, UTF-8. */
export function instructionBytes(instruction: Instruction): Buffer {
  return Buffer.from(PREFIX + canonicalJson(instruction));
}

/**
 * Ed25519 (RFC 8032).
 *
 * @param publicKey SubjectPublicKeyInfo, DER, base64
 * @param signature 64 bytes, base64
 */
export function verifyInstruction(instruction: Instruction, publicKey: string, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  return verify(null, instructionBytes(instruction), key, Buffer.from(signature, "base64"));
}
