import { ConfigError } from "@ledgerscope/core";
import { loadConfig, serveWarehouse } from "@ledgerscope/warehouse";
import type { Command } from "commander";
import { note, print } from "../output.ts";
import { type ConfigOption, interruptSignal } from "../session.ts";

interface Options extends ConfigOption {
  readonly port?: string;
}

export async function warehouseAction(_options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const { warehouse } = await loadConfig(options.config);
  if (!("path" in warehouse)) {
    throw new ConfigError(`the configuration's warehouse is already served at ${warehouse.url}: use that URL`);
  }
  const port = options.port === undefined ? undefined : parsePort(options.port);
  const signal = interruptSignal();
  const served = await serveWarehouse({
    path: warehouse.path,
    users: warehouse.users,
    ...(port === undefined ? {} : { port }),
  });
  print(served.url);
  const stop = (): void => void served.close();
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  const lastWords = await served.ended;
  if (lastWords === undefined) return;
  process.exitCode = 1;
  note(lastWords);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new ConfigError(`--port ${text}: write a port number`);
  return port;
}
