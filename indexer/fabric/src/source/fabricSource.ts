import { setTimeout as sleep } from "node:timers/promises";
import {
  type Batch,
  type BlockRef,
  ConfigError,
  CorruptDataError,
  ForkError,
  type Head,
  type Source,
  type StoredReader,
  type StreamRequest,
} from "@ledgerscope/core";
import { fabricHeaderHash, toHex } from "@ledgerscope/proof";
import type { FabricConfig } from "../config.ts";
import { nodeCrypto } from "../nodeCrypto.ts";
import { BatchBuilder } from "./batchBuilder.ts";
import type { Ledger, LedgerBlock } from "./ledger.ts";
import { LedgerWalk } from "./ledgerWalk.ts";
import { openLedger } from "./openLedger.ts";
import { PeerComparison } from "./peerComparison.ts";
import { resumeFrom } from "./resume.ts";

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
  /** The other peers' ledgers, before a height; undefined where one ledger alone is configured. */
  comparison(from: number): Promise<PeerComparison | undefined>;
}

/**
 * @param stored rows of the same network, where there may be any: a ledger is then read on from the newest.
 * @param headReader the ledger, before its first block, if it is open already. The source closes it.
 */
export function fabricSource(
  config: FabricConfig,
  stored?: StoredReader,
  headReader: Ledger = openLedger(config.ledger),
): FabricSource {
  let earliest: number | undefined;
  let latest: BlockRef | undefined;
  /** What stands behind the newest block and is none, when it was last looked at. */
  let damage: string | undefined;
  return {
    async head(): Promise<Head> {
      if (earliest === undefined) {
        earliest = (await headReader.nextHeader())?.height;
        await headReader.seekEnd();
      }
      const readOn = async (): Promise<void> => {
        for (let header = await headReader.nextHeader(); header; header = await headReader.nextHeader()) {
          latest = { number: header.height, hash: toHex(await fabricHeaderHash(header, nodeCrypto)) };
        }
      };
      await readOn();
      if (headReader.tail !== undefined && headReader.tail !== damage) {
        await sleep(POLL_MS); // a peer may be writing the block just now
        await readOn();
      }
      damage = headReader.tail;
      if (!latest && damage) throw new CorruptDataError(damage);
      if (!latest) return {};
      return { ...(earliest ? { earliest } : {}), latest, final: latest, ...(damage ? { damage } : {}) };
    },
    stream: (request, signal) => streamLedger(config, stored, request, signal),
    blocks: (from, to, signal) => readLedger(config, from, to, signal),
    comparison: (from) => compareWithPeers(config, from),
    close: () => headReader.close(),
  };
}

async function* readLedger(
  config: FabricConfig,
  from: number,
  to: number,
  signal: AbortSignal,
): AsyncIterable<LedgerBlock> {
  const ledger = openLedger(config.ledger);
  try {
    await ledger.seek(from);
    for (let found = await ledger.next(); found && found.height < to; found = await ledger.next()) {
      signal.throwIfAborted();
      yield found;
    }
  } finally {
    await ledger.close();
  }
}

async function compareWithPeers({ peers, channel }: FabricConfig, from: number): Promise<PeerComparison | undefined> {
  const [ours, ...others] = peers ?? [];
  if (!ours || others.length === 0) return undefined;
  const comparison = new PeerComparison(ours.name, others, channel);
  await comparison.seek(from);
  return comparison;
}

/**
 * Time, configuration, commit hash and key state of a block follow from all blocks before it: it is read on
 * from the stored block that the request names as its parent, or else from the first block of the ledger.
 */
async function* streamLedger(
  config: FabricConfig,
  stored: StoredReader | undefined,
  request: StreamRequest,
  signal: AbortSignal,
): AsyncIterable<Batch> {
  const { from, to, parent, batchBlocks = BATCH_BLOCKS } = request;
  const ledger = openLedger(config.ledger);
  const peers = await compareWithPeers(config, from);
  const batch = new BatchBuilder();
  const recent: BlockRef[] = [];
  try {
    let walk = stored && parent ? await resumeWalk(config, stored, parent, ledger) : undefined;
    let next = walk ? from : 0;
    while (to === undefined || next < to) {
      if (signal.aborted) return;
      const found = await nextWhole(ledger, batch);
      if (found === "damaged") {
        yield batch.take();
        continue; // meets the damage again, with nothing left to give
      }
      if (!found) {
        if (!batch.isEmpty) {
          yield batch.take();
          walk?.endBatch();
        }
        if (to !== undefined) {
          throw new CorruptDataError(
            ledger.tail ?? `the ledger at ${config.ledger} has blocks up to ${next - 1}, ${from}:${to} were asked for`,
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
      const isWanted = found.height >= from;
      const agreement = isWanted && peers ? [await peers.check(found.height, found.block)] : [];
      const hash = await walk.add(found, isWanted ? batch : new BatchBuilder(), agreement);
      recent.push({ number: found.height, hash });
      if (recent.length > FORK_WINDOW) recent.shift();
      if (next === from && parent && parent.hash !== hash) throw new ForkError(parent, recent);
      if (isWanted && (next % batchBlocks === 0 || batch.bytes >= MAX_BATCH_BYTES)) {
        yield batch.take();
        walk.endBatch();
      }
    }
    if (!batch.isEmpty) yield batch.take();
    await refuseDamagedTail(ledger, signal);
  } finally {
    await ledger.close();
    await peers?.close();
  }
}

/**
 * Moves behind the parent, as far as stored rows say everything about it; else before the first block.
 * @throws ForkError when the ledger has another block there.
 */
async function resumeWalk(
  config: FabricConfig,
  stored: StoredReader,
  parent: BlockRef,
  ledger: Ledger,
): Promise<LedgerWalk | undefined> {
  const start = await resumeFrom(config, stored, parent);
  if (!start) return undefined;
  await ledger.seek(parent.number);
  const theirs = await ledger.nextHeader();
  const isOurs = theirs?.height === parent.number && toHex(await fabricHeaderHash(theirs, nodeCrypto)) === parent.hash;
  if (!isOurs) throw new ForkError(parent, await refsUpTo(ledger, parent.number));
  return new LedgerWalk(config, parent.number + 1, start);
}

/** The ledger's blocks up to a height, as far as a ForkError names them. */
async function refsUpTo(ledger: Ledger, height: number): Promise<BlockRef[]> {
  await ledger.seek(Math.max(0, height - FORK_WINDOW + 1));
  const refs: BlockRef[] = [];
  while ((refs.at(-1)?.number ?? -1) < height) {
    const header = await ledger.nextHeader();
    if (!header) break;
    refs.push({ number: header.height, hash: toHex(await fabricHeaderHash(header, nodeCrypto)) });
  }
  return refs;
}

/** What is whole is given before the error that ends the ledger is thrown. */
async function nextWhole(ledger: Ledger, batch: BatchBuilder): Promise<LedgerBlock | "damaged" | undefined> {
  try {
    return await ledger.next();
  } catch (error) {
    if (error instanceof CorruptDataError && !batch.isEmpty) return "damaged";
    throw error;
  }
}

/** Bytes behind the last whole block are an error, unless a peer is writing them just now. */
async function refuseDamagedTail(ledger: Ledger, signal: AbortSignal): Promise<void> {
  if ((await ledger.next()) || !ledger.tail) return;
  await pause(signal);
  if (!(await ledger.next()) && ledger.tail) throw new CorruptDataError(ledger.tail);
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
}
