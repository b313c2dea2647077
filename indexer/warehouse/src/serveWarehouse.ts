import { ConfigError } from "@ledgerscope/core";
import { readServerFile } from "./embedded/serverFile.ts";
import { spawnServer } from "./embedded/spawnServer.ts";

export interface ServeOptions {
  /** Folder of the warehouse, absolute; created when absent. */
  readonly path: string;
  /** @default any free port */
  readonly port?: number;
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
  const served = await spawnServer({ ...options, onDemand: false });
  if (!served) {
    const other = readServerFile(options.path);
    const where = other ? ` at ${other.url} (process ${other.pid})` : "";
    throw new ConfigError(`the warehouse ${options.path} is served already${where}: use that, or end it first`);
  }
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
