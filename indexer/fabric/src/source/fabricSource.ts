import { setTimeout as sleep } from "node:timers/promises";
import {
  type Batch,
  type BlockRef,
  ConfigError,
  CorruptDataError,
  ForkError,
  type Head,
  type Source,
  type StreamRequest,
} from "@ledgerscope/core";
import { fabricHeaderHash, toHex } from "@ledgerscope/proof";
import type { FabricConfig } from "../config.ts";
import { nodeCrypto } from "../nodeCrypto.ts";
import { BatchBuilder } from "./batchBuilder.ts";
import { type LedgerBlock, LedgerReader } from "./ledgerReader.ts";
import { LedgerWalk } from "./ledgerWalk.ts";

/** Batches end at multiples of this height, unless `MAX_BATCH_BYTES` come first. */
const BATCH_BLOCKS = 1024;
const MAX_BATCH_BYTES = 64 << 20;
/** How often a growing ledger is looked at, in milliseconds. */
const POLL_MS = 250;
/** How many recent blocks a ForkError names. */
const FORK_WINDOW = 256;

/** A ledger on disk. Everything in it is final. */
export interface FabricSource extends Source {
  /** The blocks in [from, to) as they stand in the ledger, unchecked. */
  blocks(from: number, to: number, signal: AbortSignal): AsyncIterable<LedgerBlock>;
}

export function fabricSource(config: FabricConfig): FabricSource {
  const headReader = new LedgerReader(config.ledger);
  let latest: BlockRef | undefined;
  return {
    async head(): Promise<Head> {
      for (let header = await headReader.nextHeader(); header; header = await headReader.nextHeader()) {
        latest = { number: header.height, hash: toHex(await fabricHeaderHash(header, nodeCrypto)) };
      }
      if (!latest && headReader.tail) throw new CorruptDataError(headReader.tail);
      return latest ? { latest, final: latest } : {};
    },
    stream: (request, signal) => streamLedger(config, request, signal),
    blocks: (from, to, signal) => readLedger(config, from, to, signal),
    close: () => headReader.close(),
  };
}

async function* readLedger(
  config: FabricConfig,
  from: number,
  to: number,
  signal: AbortSignal,
): AsyncIterable<LedgerBlock> {
  const reader = new LedgerReader(config.ledger);
  try {
    for (let found = await reader.next(); found && found.height < to; found = await reader.next()) {
      signal.throwIfAborted();
      if (found.height >= from) yield found;
    }
  } finally {
    await reader.close();
  }
}

/**
 * Reads from the first block on, wherever the wanted range begins: time, configuration, commit hash and
 * key state of a block follow from all blocks before it.
 */
async function* streamLedger(config: FabricConfig, request: StreamRequest, signal: AbortSignal): AsyncIterable<Batch> {
  const { from, to, parent, batchBlocks = BATCH_BLOCKS } = request;
  const reader = new LedgerReader(config.ledger);
  const batch = new BatchBuilder();
  const recent: BlockRef[] = [];
  let walk: LedgerWalk | undefined;
  let next = 0;
  try {
    while (to === undefined || next < to) {
      if (signal.aborted) return;
      const found = await nextWhole(reader, batch);
      if (found === "damaged") {
        yield batch.take();
        continue; // meets the damage again, with nothing left to give
      }
      if (!found) {
        if (!batch.isEmpty) yield batch.take();
        if (to !== undefined) {
          throw new CorruptDataError(
            reader.tail ?? `the ledger at ${config.ledger} has blocks up to ${next - 1}, ${from}:${to} were asked for`,
          );
        }
        await pause(signal);
        continue;
      }
      if (!walk) {
        if (found.height > from) {
          throw new ConfigError(
            `the ledger at ${config.ledger} starts at block ${found.height}: ask for the range ${found.height}:`,
          );
        }
        walk = new LedgerWalk(config, found.height);
      }
      next = found.height + 1;
      const wanted = found.height >= from;
      const hash = await walk.add(found, wanted ? batch : new BatchBuilder());
      recent.push({ number: found.height, hash });
      if (recent.length > FORK_WINDOW) recent.shift();
      if (next === from && parent && parent.hash !== hash) throw new ForkError(parent, recent);
      if (wanted && (next % batchBlocks === 0 || batch.bytes >= MAX_BATCH_BYTES)) yield batch.take();
    }
    if (!batch.isEmpty) yield batch.take();
    await refuseDamagedTail(reader, signal);
  } finally {
    await reader.close();
  }
}

/** What is whole is given before the error that ends the ledger is thrown. */
async function nextWhole(reader: LedgerReader, batch: BatchBuilder): Promise<LedgerBlock | "damaged" | undefined> {
  try {
    return await reader.next();
  } catch (error) {
    if (error instanceof CorruptDataError && !batch.isEmpty) return "damaged";
    throw error;
  }
}

/** Bytes behind the last whole block are an error, unless a peer is writing them just now. */
async function refuseDamagedTail(reader: LedgerReader, signal: AbortSignal): Promise<void> {
  if ((await reader.next()) || !reader.tail) return;
  await pause(signal);
  if (!(await reader.next()) && reader.tail) throw new CorruptDataError(reader.tail);
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
}
