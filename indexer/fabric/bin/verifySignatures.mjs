// Worker thread: verifies signatures. Plain JavaScript, so that it runs beside the sources and the built files alike.
import { createPublicKey, verify } from "node:crypto";
import { parentPort } from "node:worker_threads";

/** OpenSSL's names. */
const CURVES = { "P-256": "prime256v1", "P-384": "secp384r1" };

/** Keys already read, by their DER; a channel has few signers. */
const keys = new Map();
const MAX_KEYS = 10_000;

function keyOf({ kind, spki }) {
  const id = `${kind} ${Buffer.from(spki).toString("latin1")}`;
  if (!keys.has(id)) {
    if (keys.size >= MAX_KEYS) keys.clear();
    keys.set(id, readKey(kind, spki));
  }
  return keys.get(id);
}

function readKey(kind, spki) {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
    const isOfKind =
      kind === "Ed25519" ? key.asymmetricKeyType === "ed25519" : key.asymmetricKeyDetails?.namedCurve === CURVES[kind];
    return isOfKind ? { key, digest: kind === "Ed25519" ? null : "sha256" } : undefined;
  } catch {
    return undefined;
  }
}

/** Answers one byte per signature: 1 good, 0 bad. The layout is that of `packTasks`. */
parentPort.on("message", ({ id, signers, packed, count }) => {
  const read = signers.map(keyOf);
  const bytes = Buffer.from(packed);
  const answers = new Uint8Array(count);
  let at = 0;
  for (let index = 0; index < count; index++) {
    const signer = read[bytes.readUInt32LE(at)];
    const messageEnd = at + 12 + bytes.readUInt32LE(at + 4);
    const signatureEnd = messageEnd + bytes.readUInt32LE(at + 8);
    const message = bytes.subarray(at + 12, messageEnd);
    const signature = bytes.subarray(messageEnd, signatureEnd);
    if (signer && verify(signer.digest, message, signer.key, signature)) answers[index] = 1;
    at = signatureEnd;
  }
  parentPort.postMessage({ id, answers }, [answers.buffer]);
});
