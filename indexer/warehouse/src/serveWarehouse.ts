import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@ledgerscope/core";
import { endsByItself, readServerFile } from "./embedded/serverFile.ts";
import { spawnServer } from "./embedded/spawnServer.ts";
import type { WarehouseUser } from "./target.ts";

/** How long to wait for a server that ends with its last user, in milliseconds. */
const ON_DEMAND_PATIENCE_MS = 10_000;
const RETRY_MS = 50;

export interface ServeOptions {
  /** Folder of the warehouse, absolute; created when absent. */
  readonly path: string;
  /** @default any free port */
  readonly port?: number;
  /** Who may use it besides `default`. */
  readonly users?: Readonly<Record<string, WarehouseUser>> | undefined;
}

export interface ServedWarehouse {
  readonly url: string;
  /** Settles when the server has ended: undefined after `close()`, else what is known of its end, for people. */
  readonly ended: Promise<string | undefined>;
  /** Lets running statements end and writes everything out. */
  close(): Promise<void>;
}

/**
 * Serves a warehouse folder until it is closed or this process ends, on loopback only. The server is a
 * process of its own: its threads must be counted before Node starts, and a busy caller must not delay it.
 * @throws ConfigError when the folder cannot be used, is served already, or the port is taken.
 */
export async function serveWarehouse(options: ServeOptions): Promise<ServedWarehouse> {
  const served = await spawnWhenFree(options);
  const { child, url } = served;
  let closing = false;
  const ended = new Promise<string | undefined>((resolve) =>
    child.once("exit", (code, signal) => resolve(closing ? undefined : lastWords(options.path, code, signal))),
  );
  return {
    url,
    ended,
    async close() {
      closing = true;
      child.kill("SIGTERM");
      await ended;
    },
  };
}

const LOG_LINES = 10;

function lastWords(path: string, code: number | null, signal: NodeJS.Signals | null): string {
  const log = join(path, "run", "server.log");
  const lines = existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n").slice(-LOG_LINES) : [];
  const how = signal ? `signal ${signal}` : `code ${code}`;
  return [`the warehouse server of ${path} ended with ${how}; the end of ${log}:`, ...lines].join("\n");
}

/** A server that was started on demand ends soon after its last user: that is waited for. */
async function spawnWhenFree(options: ServeOptions): Promise<{ child: ChildProcess; url: string }> {
  const deadline = Date.now() + ON_DEMAND_PATIENCE_MS;
  for (;;) {
    const before = readServerFile(options.path);
    const isLast = Date.now() > deadline;
    if (isLast || !before || !endsByItself(before)) {
      const served = await spawnServer({ ...options, onDemand: false });
      if (served) return served;
      const other = readServerFile(options.path);
      if (isLast || (other && !endsByItself(other))) {
        const where = other ? ` at ${other.url} (process ${other.pid})` : "";
        const until = other?.onDemand ? "; it ends with the last command that uses it" : "";
        throw new ConfigError(
          `the warehouse ${options.path} is served already${where}: use that, or end it first${until}`,
        );
      }
    }
    await sleep(RETRY_MS);
  }
}
