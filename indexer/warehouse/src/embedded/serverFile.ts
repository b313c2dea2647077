import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the running server of a warehouse folder can be found. */
export interface ServerFile {
  readonly pid: number;
  readonly url: string;
  /** Told by `/lease`: another program may have got the port of a server that was killed. */
  readonly instance: string;
  /** True: it ends with its last user. */
  readonly onDemand: boolean;
}

const pathOf = (folder: string): string => join(folder, "run", "server.json");

export function readServerFile(folder: string): ServerFile | undefined {
  try {
    return JSON.parse(readFileSync(pathOf(folder), "utf8")) as ServerFile;
  } catch {
    return undefined;
  }
}

export function writeServerFile(folder: string, file: ServerFile): void {
  const path = pathOf(folder);
  writeFileSync(`${path}.new`, `${JSON.stringify(file)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Removes it if it is still this server's. */
export function removeServerFile(folder: string, instance: string): void {
  if (readServerFile(folder)?.instance === instance) rmSync(pathOf(folder), { force: true });
}
