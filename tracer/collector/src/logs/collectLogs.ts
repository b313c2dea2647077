import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/tracer-store";
import type { LogFormat } from "../logParsers.ts";
import type { ObserveConfig } from "../observeConfig.ts";
import { type LogFiles, readLogFiles } from "./logFiles.ts";
import { type ReadCounts, readLog } from "./logReader.ts";

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

/** Reads log files of nodes. @throws ConfigError when a file is not there (unless following). */
export async function collectLogs(collecting: LogCollecting): Promise<void> {
  const { warehouse, network, channel, logs, format, signal, follow, onRead } = collecting;
  if (logs.length === 0) return;
  const filesOf = await readLogFiles(warehouse, { network, channel, nodes: logs.map(({ node }) => node) });
  for (;;) {
    for (const { node, paths } of logs) {
      const files = filesOf.get(node) as LogFiles;
      for (const path of paths) {
        if (signal.aborted) return;
        const read = await readLog(path, files, { warehouse, network, channel, node, format, signal }).catch(
          (error: NodeJS.ErrnoException) => {
            if (error.code !== "ENOENT") throw error;
            if (follow) return { lines: 0, facts: 0, malformed: 0 };
            throw new ConfigError(`networks.${network}.observe.logs.${node}: there is no file ${path}`);
          },
        );
        if (read.lines > 0) onRead(node, path, read);
      }
    }
    if (!follow || signal.aborted) return;
    await sleep(POLL_MS, undefined, { signal }).catch(() => {});
  }
}
