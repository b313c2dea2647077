import { createHash } from "node:crypto";
import { lineBlocks } from "./lineBlocks.ts";
import { isPacked, openLog } from "./openLog.ts";

/**
 * What a log file is known by: SHA-256 of its first line, in hex. Renaming and packing do not change it, and
 * a new file under an old name has another one (log lines carry microseconds).
 * @returns undefined while the file has no complete line.
 */
export async function fingerprintOf(path: string): Promise<string | undefined> {
  for await (const { lines } of lineBlocks(openLog(path, 0), { partial: isPacked(path) })) {
    return createHash("sha256")
      .update(lines[0] ?? "")
      .digest("hex");
  }
  return undefined;
}
