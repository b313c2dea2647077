import { createPrivateKey } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

const PEM_MARK = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Refuses content that holds a private key. */
export interface KeyGuard {
  /** @throws Error naming the file and what was found in it. */
  check(name: string, content: Uint8Array): void;
}

/**
 * A guard that knows every private key below a folder, and what any private key in PEM looks like. A key is found
 * as PEM, as the bytes of its secret number, in hex, and in base64 wherever it stands in what was encoded.
 */
export async function openKeyGuard(folder: string): Promise<KeyGuard> {
  const needles: { readonly what: string; readonly bytes: Buffer }[] = base64Forms(Buffer.from("PRIVATE KEY-----")).map(
    (bytes) => ({ what: "a private key in PEM, in base64", bytes }),
  );
  for (const file of await filesBelow(folder)) {
    if (!/(_sk|\.key|\.pem)$/.test(file)) continue;
    const text = await readFile(file, "latin1");
    if (PEM_MARK.test(text)) {
      const bytes = secretOf(text);
      for (const form of bytes ? formsOf(bytes) : [])
        needles.push({ what: `the key of ${path.relative(folder, file)}`, bytes: form });
    }
  }
  return {
    check: (name, content) => {
      const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
      const found =
        buffer.includes("PRIVATE KEY-----") && PEM_MARK.test(buffer.toString("latin1"))
          ? "a private key in PEM"
          : needles.find(({ bytes }) => buffer.includes(bytes))?.what;
      if (found) throw new Error(`${name} is not written: it holds ${found}`);
    },
  };
}

/** The secret number of an elliptic-curve key, or the seed of an Edwards one. */
function secretOf(pem: string): Buffer | undefined {
  const { d } = createPrivateKey(pem).export({ format: "jwk" });
  return d === undefined ? undefined : Buffer.from(d, "base64url");
}

const formsOf = (bytes: Buffer): Buffer[] => [bytes, Buffer.from(bytes.toString("hex")), ...base64Forms(bytes)];

/** How base64 spells bytes that stand at any place: the characters that depend on them alone, for three offsets. */
function base64Forms(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const unknown = (bytes.length + offset) % 3 === 0 ? 0 : 1;
    return Buffer.from(text.slice(Math.ceil((offset * 8) / 6), text.length - unknown));
  });
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
