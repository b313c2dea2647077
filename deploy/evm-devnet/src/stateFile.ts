import { mkdir, open, rename, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { jsonRpc } from "./jsonRpc.ts";

/**
 * Writes the whole chain of a running anvil to a file that `--load-state` reads. Anvil's own `--state`
 * writes in place, so that a kill at the wrong moment leaves half a file; this one is always whole.
 */
export async function saveState(url: string, path: string): Promise<void> {
  const hex = (await jsonRpc(url, "anvil_dumpState")) as string;
  const json = await promisify(gunzip)(Buffer.from(hex.slice(2), "hex"));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, json);
  await rename(`${path}.new`, path);
}

/** Where anvil itself writes its chain when it is asked to end; not written when it is killed. */
export const exitStatePath = (path: string): string => `${path}.exit`;

/** The newest whole state of earlier runs; undefined for a new chain. */
export async function newestState(path: string): Promise<string | undefined> {
  const files = await Promise.all(
    [path, exitStatePath(path)].map(async (file) => ({ file, writtenMs: await writtenWholeMs(file) })),
  );
  const whole = files.filter(({ writtenMs }) => writtenMs > 0).sort((a, b) => b.writtenMs - a.writtenMs);
  return whole[0]?.file;
}

/** When the file was written, in Unix milliseconds; 0 when it is missing or was cut off. */
async function writtenWholeMs(path: string): Promise<number> {
  const info = await stat(path).catch(() => undefined);
  if (!info || info.size < 2) return 0;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, info.size - 1);
    return buffer.toString() === "}" ? info.mtimeMs : 0;
  } finally {
    await file.close();
  }
}
