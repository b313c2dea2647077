import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Devnet } from "@ledgerscope/fabric-devnet";
import type { RecordingWriter } from "./recordingFolder.ts";

/**
 * Writes every log of the network's folder: nodes, and each version of each chaincode that ran. Folders of the
 * machine that recorded are left out: that of the network stands as `/network`, the others as `/…`.
 */
export async function writeLogs(writer: RecordingWriter, devnet: Devnet, hide: readonly string[]): Promise<void> {
  const folders = new Set(
    [...devnet.description.peers, ...devnet.description.orderers, ...devnet.description.chaincodes].map(({ log }) =>
      path.dirname(log),
    ),
  );
  for (const folder of folders) {
    for (const name of (await readdir(folder)).filter((file) => file.endsWith(".log"))) {
      const text = await readFile(path.join(folder, name), "utf8");
      await writer.write(`logs/${name}.xz`, withoutFolders(text, devnet.folder, hide));
    }
  }
}

/** A log with the names of folders replaced. */
export function withoutFolders(text: string, network: string, hide: readonly string[]): string {
  return hide.reduce(
    (left, folder) => left.replaceAll(path.resolve(folder), "/…"),
    text.replaceAll(path.resolve(network), "/network"),
  );
}
