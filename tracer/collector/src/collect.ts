import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@ledgerscope/core";
import { type LogPosition, readLogPositions, type Warehouse } from "@ledgerscope/tracer-store";
import { logParsers } from "./logParsers.ts";
import { readLog } from "./logs/logReader.ts";
import { parseObserve } from "./observeConfig.ts";

/** How often growing files are looked at, in milliseconds. */
const POLL_MS = 500;

export interface CollectOptions {
  readonly warehouse: Warehouse;
  readonly network: string;
  /** Fabric channel; empty for other families. */
  readonly channel: string;
  readonly family: string;
  /** The network's `observe:` as it stands in the configuration. */
  readonly observe: unknown;
  /** Folder that relative paths start from (absolute). */
  readonly baseDir: string;
  readonly signal: AbortSignal;
  /** False: read what is there and return. True: go on as the files grow, until the signal aborts. */
  readonly follow: boolean;
  /** Told after each file that had something new. */
  readonly onProgress?: (progress: CollectProgress) => void;
}

export interface CollectProgress extends CollectSummary {
  readonly node: string;
  readonly path: string;
}

/** What this run read; what was read before is not counted again. */
export interface CollectSummary {
  readonly lines: number;
  readonly facts: number;
  /** Lines that could not be read; they are kept in `malformed_log_lines`. */
  readonly malformed: number;
}

/**
 * Reads the logs of a network's nodes into stage facts.
 * @throws ConfigError when `observe:` is not understood, a file is not there (unless following), or the
 *   family's logs cannot be read.
 */
export async function collect(options: CollectOptions): Promise<CollectSummary> {
  const { warehouse, network, channel, family, observe, baseDir, signal, follow, onProgress } = options;
  const { logs } = parseObserve(observe, { network, baseDir });
  const parse = logParsers[family];
  if (logs.length > 0 && !parse) {
    throw new ConfigError(
      `networks.${network}.observe.logs: logs of ${family} nodes cannot be read; those of ${Object.keys(logParsers).join(", ")} can`,
    );
  }
  const total = { lines: 0, facts: 0, malformed: 0 };
  if (!parse || logs.length === 0) return total;

  const stored = await readLogPositions(warehouse, { network, channel });
  const positionsOf = new Map<string, Map<string, LogPosition>>(
    logs.map(({ node }) => [node, new Map(stored.filter((p) => p.node === node).map((p) => [p.fingerprint, p]))]),
  );
  for (;;) {
    for (const { node, paths } of logs) {
      const positions = positionsOf.get(node) as Map<string, LogPosition>;
      for (const path of paths) {
        if (signal.aborted) return total;
        const read = await readLog(path, positions, { warehouse, network, channel, node, parse, signal }).catch(
          (error: NodeJS.ErrnoException) => {
            if (error.code !== "ENOENT") throw error;
            if (follow) return { lines: 0, facts: 0, malformed: 0 };
            throw new ConfigError(`networks.${network}.observe.logs.${node}: there is no file ${path}`);
          },
        );
        if (read.lines === 0) continue;
        total.lines += read.lines;
        total.facts += read.facts;
        total.malformed += read.malformed;
        onProgress?.({ node, path, ...read });
      }
    }
    if (!follow || signal.aborted) return total;
    await sleep(POLL_MS, undefined, { signal }).catch(() => {});
  }
}
