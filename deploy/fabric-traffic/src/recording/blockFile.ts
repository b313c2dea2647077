import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/**
 * A peer's block file of a channel, whole: what Fabric appended, block after block, each with its length in front
 * as a varint (common/ledger/blkstorage/blockfile_mgr.go).
 * @throws Error when the ledger has more than one file; a recording is a short run.
 */
export async function readBlockFile(ledger: string, channel: string): Promise<Buffer> {
  const folder = path.join(ledger, channel);
  const files = (await readdir(folder)).filter((name) => name.startsWith("blockfile_"));
  if (files.length !== 1 || !files[0])
    throw new Error(`${folder} has ${files.length} block files; a recording has one`);
  const content = await readFile(path.join(folder, files[0]));
  const ends = frameEnds(content);
  return content.subarray(0, ends.at(-1) ?? 0);
}

/** The last blocks of a block file, with their lengths in front. */
export function lastFrames(content: Buffer, count: number): Buffer {
  const ends = frameEnds(content);
  return content.subarray(ends.at(-count - 1) ?? 0, ends.at(-1) ?? 0);
}

/** Where each whole block ends; what stands behind the last one is being written. */
export function frameEnds(content: Uint8Array): number[] {
  const ends: number[] = [];
  for (let at = 0; at < content.length; ) {
    let length = 0;
    let scale = 1;
    let byte: number | undefined;
    do {
      byte = content[at++];
      if (byte === undefined) return ends;
      length += (byte & 0x7f) * scale;
      scale *= 128;
    } while (byte >= 0x80);
    at += length;
    if (at > content.length) return ends;
    ends.push(at);
  }
  return ends;
}
