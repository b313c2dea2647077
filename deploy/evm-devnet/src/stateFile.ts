import { mkdir, open, rename } from "node:fs/promises";
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
  const file = await open(`${path}.new`, "w");
  try {
    await file.writeFile(json);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}
