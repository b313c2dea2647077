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
  /** Since when it is letting go of the folder, in milliseconds since 1970: it takes no user any more. */
  readonly closingSince?: number;
}

/** A server that has not let go of its folder by then never will, in milliseconds. */
const CLOSING_MS = 35_000;

/** Whether the folder is about to be free: whoever wants it waits, as a second server on it would only fail. */
export function isClosing({ pid, closingSince }: ServerFile): boolean {
  return closingSince !== undefined && Date.now() - closingSince < CLOSING_MS && isRunning(pid);
}

/** Whether it ends by itself once nobody uses it any more. */
export const endsByItself = (server: ServerFile): boolean =>
  isClosing(server) || (server.onDemand && isRunning(server.pid));

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
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
