import { parseArgs } from "node:util";
import { ConfigError } from "@ledgerscope/core";
import { ACCOUNTS_VARIABLE, readAccounts } from "./accounts.ts";
import { type EmbeddedServer, serveEmbedded } from "./server.ts";
import { removeServerFile, writeServerFile } from "./serverFile.ts";

/** What the server process tells the one that started it. */
export type ServerMessage =
  | { readonly kind: "ready"; readonly url: string }
  | { readonly kind: "error"; readonly config: boolean; readonly message: string };

/** How long running statements may take when the server is to stop. */
const STOP_TIMEOUT_MS = 30_000;

/** The process that owns a warehouse folder: `--path FOLDER [--port N] [--on-demand]`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      path: { type: "string" },
      port: { type: "string", default: "0" },
      "on-demand": { type: "boolean", default: false },
    },
  });
  const path = values.path;
  if (!path) throw new ConfigError("--path FOLDER is missing");
  const onDemand = values["on-demand"];
  let server: EmbeddedServer | undefined;
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // What has not ended by then is cut off: what was acknowledged is on disk.
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    if (server) {
      const { url, instance } = server;
      writeServerFile(path, { pid: process.pid, url, instance, onDemand, closingSince: Date.now() });
      await server.close();
      removeServerFile(path, instance);
    }
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void stop());
  // Served for one process: when that ends, however it does, so does the server.
  if (!onDemand) process.on("disconnect", () => void stop());
  const accounts = readAccounts(process.env[ACCOUNTS_VARIABLE]);
  delete process.env[ACCOUNTS_VARIABLE];
  server = await serveEmbedded({
    path,
    port: Number(values.port),
    accounts,
    ...(onDemand ? { onIdle: () => void stop() } : {}),
  });
  writeServerFile(path, { pid: process.pid, url: server.url, instance: server.instance, onDemand });
  tell({ kind: "ready", url: server.url });
  if (onDemand && process.connected) process.disconnect();
}

function tell(message: ServerMessage): void {
  if (process.connected) process.send?.(message);
}

main().catch((error: Error) => {
  tell({ kind: "error", config: error instanceof ConfigError, message: error.message });
  if (!process.connected) console.error(error.message);
  process.exitCode = 1;
  if (process.connected) process.disconnect();
});
