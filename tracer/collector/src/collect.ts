import { ConfigError } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/tracer-store";
import { FactBuffer } from "./factBuffer.ts";
import { logParsers } from "./logParsers.ts";
import { collectLogs } from "./logs/collectLogs.ts";
import { parseObserve } from "./observeConfig.ts";
import { observers } from "./observers.ts";

export interface CollectOptions {
  readonly warehouse: Warehouse;
  readonly network: string;
  /** Fabric channel; empty for other families. */
  readonly channel: string;
  readonly family: string;
  /** What the family's adapter made of the network's configuration; needed to observe running nodes. */
  readonly config?: unknown;
  /** The network's `observe:` as it stands in the configuration. */
  readonly observe: unknown;
  /** Folder that relative paths start from (absolute). */
  readonly baseDir: string;
  readonly signal: AbortSignal;
  /**
   * False: read the logs that are there and return. True: go on as they grow, and observe running nodes, until the
   * signal aborts.
   */
  readonly follow: boolean;
  /** Told after each log file that had something new. */
  readonly onProgress?: (progress: CollectProgress) => void;
}

export interface CollectProgress extends CollectSummary {
  readonly node: string;
  readonly path: string;
}

/** What this run read from logs; what was read before is not counted again. */
export interface CollectSummary {
  readonly lines: number;
  readonly facts: number;
  /** Lines that could not be read; they are kept in `malformed_log_lines`. */
  readonly malformed: number;
}

/**
 * Turns what can be seen of a network's nodes into stage facts: their logs and, where they run, the arrival of
 * their blocks and their metrics.
 * @throws ConfigError when `observe:` is not understood, a file is not there (unless following), or the
 *   family's logs cannot be read.
 */
export async function collect(options: CollectOptions): Promise<CollectSummary> {
  const { warehouse, network, channel, family, baseDir, follow, onProgress } = options;
  const observe = parseObserve(options.observe, { network, baseDir });
  const { logs } = observe;
  const format = logParsers[family];
  if (logs.length > 0 && !format) {
    throw new ConfigError(
      `networks.${network}.observe.logs: logs of ${family} nodes cannot be read; those of ${Object.keys(logParsers).join(", ")} can`,
    );
  }
  const total = { lines: 0, facts: 0, malformed: 0 };
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const buffer = new FactBuffer(warehouse, { network, channel });
  const observing = { warehouse, network, channel, family, config: options.config, observe, buffer, signal };
  const tasks: Promise<void>[] = [];
  if (format) {
    const onRead = (node: string, path: string, read: CollectSummary): void => {
      total.lines += read.lines;
      total.facts += read.facts;
      total.malformed += read.malformed;
      onProgress?.({ node, path, ...read });
    };
    tasks.push(collectLogs({ warehouse, network, channel, logs, format, signal, follow, onRead }));
  }
  if (follow) tasks.push(...(observers[family] ?? []).map((observer) => observer(observing)));
  try {
    await Promise.all(tasks);
  } finally {
    // Of several, one that fails ends the others: they are started together again.
    failed.abort();
    await Promise.allSettled(tasks);
    await buffer.flush();
  }
  return total;
}
