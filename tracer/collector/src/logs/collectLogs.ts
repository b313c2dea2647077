import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/tracer-store";
import type { LogFormat } from "../logParsers.ts";
import type { ObserveConfig } from "../observeConfig.ts";
import { type LogFiles, readLogFiles } from "./logFiles.ts";
import { type ReadCounts, readLog } from "./logReader.ts";
import { LogStore } from "./logStore.ts";

/** How often growing files are looked at, in milliseconds. */
const POLL_MS = 500;

export interface LogCollecting {
  readonly warehouse: Warehouse;
  readonly network: string;
  readonly channel: string;
  readonly logs: ObserveConfig["logs"];
  readonly format: LogFormat;
  readonly signal: AbortSignal;
  /** False: read what is there and return. True: go on as the files grow, until the signal aborts. */
  readonly follow: boolean;
  /** Told after each file that had something new. */
  readonly onRead: (node: string, path: string, read: ReadCounts) => void;
}

/**
 * Reads log files of nodes: each to its end, or what all have new, again and again.
 * @throws ConfigError when a file is not there (unless following).
 */
export async function collectLogs(collecting: LogCollecting): Promise<void> {
  const { warehouse, network, channel, logs, format, signal, follow, onRead } = collecting;
  if (logs.length === 0) return;
  const filesOf = await readLogFiles(warehouse, { network, channel, nodes: logs.map(({ node }) => node) });
  const store = new LogStore(warehouse, { network, channel });
  const all = logs.flatMap(({ node, paths }) => paths.map((path) => ({ node, path })));
  for (;;) {
    const news: { readonly node: string; readonly path: string; readonly read: ReadCounts }[] = [];
    const tell = async (): Promise<void> => {
      await store.flush();
      for (const { node, path, read } of news.splice(0)) onRead(node, path, read);
    };
    for (const { node, path } of all) {
      if (signal.aborted) break;
      const files = filesOf.get(node) as LogFiles;
      const read = await readLog(path, files, { network, channel, node, format, store, signal }).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== "ENOENT") throw error;
          if (follow) return undefined;
          throw new ConfigError(`networks.${network}.observe.logs.${node}: there is no file ${path}`);
        },
      );
      if (read && read.lines > 0) news.push({ node, path, read });
      // Logs that grow bring little each, and an insert costs as much for little as for much.
      if (!follow) await tell();
    }
    await tell();
    if (!follow || signal.aborted) return;
    await sleep(POLL_MS, undefined, { signal }).catch(() => {});
  }
}
