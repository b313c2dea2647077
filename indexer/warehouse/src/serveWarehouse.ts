import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@ledgerscope/core";
import { readServerFile } from "./embedded/serverFile.ts";
import { spawnServer } from "./embedded/spawnServer.ts";
import type { WarehouseUser } from "./target.ts";

/** How long to wait for a server that ends with its last user, in milliseconds. */
const ON_DEMAND_PATIENCE_MS = 10_000;
const RETRY_MS = 200;

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
  /** Settles when the server has ended, by `close()` or by itself. */
  readonly ended: Promise<void>;
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
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    url,
    ended,
    async close() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** A server that was started on demand ends soon after its last user: that is waited for. */
async function spawnWhenFree(options: ServeOptions): Promise<{ child: ChildProcess; url: string }> {
  const deadline = Date.now() + ON_DEMAND_PATIENCE_MS;
  for (;;) {
    const served = await spawnServer({ ...options, onDemand: false });
    if (served) return served;
    const other = readServerFile(options.path);
    if (other?.onDemand === false || Date.now() > deadline) {
      const where = other ? ` at ${other.url} (process ${other.pid})` : "";
      const until = other?.onDemand ? "; it ends with the last command that uses it" : "";
      throw new ConfigError(
        `the warehouse ${options.path} is served already${where}: use that, or end it first${until}`,
      );
    }
    await sleep(RETRY_MS);
  }
}
