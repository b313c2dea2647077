import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

/** Packs or unpacks with the `xz` program. @throws Error saying what is missing when it is not installed. */
async function xz(content: Uint8Array, mode: "-c" | "-dc"): Promise<Buffer> {
  const child = spawn("xz", mode === "-c" ? ["-6", "-c"] : ["-dc"], { stdio: ["pipe", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  let complaint = "";
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on("error", (error) => reject(new Error(`xz does not run: ${error.message}; install xz-utils`)));
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`xz failed: ${complaint.trim()}`))));
  });
  await Promise.all([pipeline(Readable.from([content]), child.stdin), ended]);
  return Buffer.concat(chunks);
}

/** Packs as the name's ending says: `.xz`, `.gz`, anything else as it is. */
export async function pack(name: string, content: Uint8Array): Promise<Uint8Array> {
  if (name.endsWith(".xz")) return await xz(content, "-c");
  if (name.endsWith(".gz")) return await promisify(gzip)(content, { level: 9 });
  return content;
}

/** Unpacks as the name's ending says. */
export async function unpack(name: string, content: Uint8Array): Promise<Uint8Array> {
  if (name.endsWith(".xz")) return await xz(content, "-dc");
  if (name.endsWith(".gz")) return await promisify(gunzip)(content);
  return content;
}
