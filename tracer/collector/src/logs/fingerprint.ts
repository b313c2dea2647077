import { createHash } from "node:crypto";
import { isPacked, openLog } from "./openLog.ts";
import { splitLines } from "./splitLines.ts";

/**
 * What a log file is known by: SHA-256 of its first line, in hex. Renaming and packing do not change it, and
 * a new file under an old name has another one (log lines carry microseconds).
 * @returns undefined while the file has no complete line.
 */
export async function fingerprintOf(path: string): Promise<string | undefined> {
  for await (const { text } of splitLines(openLog(path, 0), { partial: isPacked(path) })) {
    return createHash("sha256").update(text).digest("hex");
  }
  return undefined;
}
