import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ConfigError } from "@ledgerscope/core";
import type { WarehouseUser } from "../target.ts";
import { ACCOUNTS_VARIABLE, writeAccounts } from "./accounts.ts";
import { folderError } from "./folderError.ts";
import { MAX_RUNNING, MAX_WITH_DATA } from "./lanes.ts";
import type { ServerMessage } from "./main.ts";

const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));

/** From source (tests, tsx) the server runs from source as well. */
const FROM_SOURCE = import.meta.url.endsWith(".ts") ? ["--conditions=@ledgerscope/source", "--import", "tsx"] : [];

/** The engine computes on libuv's threads: one per running statement, one to feed each insert, some for files. */
const THREADS = MAX_RUNNING + MAX_WITH_DATA.inserts + 4;

export interface SpawnOptions {
  /** Folder of the warehouse, absolute. */
  readonly path: string;
  readonly port?: number;
  readonly users?: Readonly<Record<string, WarehouseUser>> | undefined;
  /** True: a process of its own that ends when nobody uses it. False: it ends with this process. */
  readonly onDemand: boolean;
}

/**
 * Starts the server process and waits until it serves.
 * @returns undefined when another process has the folder.
 * @throws ConfigError when the server says what is wrong.
 */
export async function spawnServer(options: SpawnOptions): Promise<{ child: ChildProcess; url: string } | undefined> {
  const { path, port = 0, users = {}, onDemand } = options;
  const log = openLog(path);
  const logged = fstatSync(log).size;
  const args = ["--path", path, "--port", String(port), ...(onDemand ? ["--on-demand"] : [])];
  const child = spawn(process.execPath, [...FROM_SOURCE, join(PACKAGE, "bin", "warehouse-server.mjs"), ...args], {
    cwd: PACKAGE,
    detached: true,
    env: { ...process.env, UV_THREADPOOL_SIZE: String(THREADS), [ACCOUNTS_VARIABLE]: writeAccounts(users) },
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  const message = await new Promise<ServerMessage>((resolve) => {
    child.once("message", (told) => resolve(told as ServerMessage));
    child.once("error", (error) => resolve({ kind: "error", config: false, message: error.message }));
    child.once("exit", (code, signal) => {
      const how = signal ? `signal ${signal}` : `code ${code}`;
      const message = `the warehouse server ended with ${how}: see ${logOf(path)}`;
      resolve({ kind: "error", config: false, message });
    });
  });
  if (message.kind === "ready") {
    if (onDemand) {
      if (child.connected) child.disconnect();
      child.unref();
    }
    return { child, url: message.url };
  }
  if (message.config) throw new ConfigError(message.message);
  // The engine's own reason is in the log: another process has the folder, no space, data of another version.
  const reason = readFileSync(logOf(path)).subarray(logged).toString().trim() || message.message;
  if (reason.includes("Cannot lock file")) return undefined;
  const code = /No space left/i.test(reason) ? "ENOSPC" : /Permission denied/i.test(reason) ? "EACCES" : undefined;
  if (code) throw folderError(path, Object.assign(new Error(reason), { code }));
  throw openingError(path, reason);
}

/** The engine nests its reasons ("load job failed: Code: …"): the innermost one, to its first full stop, is what it objects to. */
function openingError(path: string, reason: string): Error {
  const innermost = reason.split("DB::Exception: ").at(-1) ?? "";
  if (innermost === reason) return new Error(`the warehouse ${path} cannot be opened: ${reason}`);
  const [what] = innermost.split(/: Cannot attach |: While |\. \(|\n/);
  return new ConfigError(
    `the warehouse ${path} cannot be opened by this version of the engine (${what}): its data was written by another version, or is damaged`,
    { cause: new Error(reason) },
  );
}

const logOf = (path: string): string => join(path, "run", "server.log");

function openLog(path: string): number {
  try {
    mkdirSync(join(path, "run"), { recursive: true, mode: 0o700 });
    return openSync(logOf(path), "a", 0o600);
  } catch (cause) {
    throw folderError(path, cause as NodeJS.ErrnoException);
  }
}
