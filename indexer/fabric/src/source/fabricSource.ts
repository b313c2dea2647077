import {
  type Batch,
  type BlockRef,
  type Check,
  ConfigError,
  CorruptDataError,
  ForkError,
  type Source,
  type StoredReader,
  type StreamRequest,
} from "@ledgerscope/core";
import { fabricHeaderHash, toHex } from "@ledgerscope/proof";
import type { FabricConfig } from "../config.ts";
import { droppedRows } from "../decode/rows.ts";
import { nodeCrypto } from "../nodeCrypto.ts";
import { BatchBuilder } from "./batchBuilder.ts";
import type { Ledger, LedgerBlock } from "./ledger.ts";
import type { LedgerAccess } from "./ledgerAccess.ts";
import { LedgerWalk } from "./ledgerWalk.ts";
import type { PeerComparison } from "./peerComparison.ts";
import { resumeFrom } from "./resume.ts";

/** Batches end at multiples of this height, unless `MAX_BATCH_BYTES` come first. */
const BATCH_BLOCKS = 1024;
const MAX_BATCH_BYTES = 64 << 20;
/**
 * How old the first block of a batch may be where blocks arrive one by one, in milliseconds: near the head, and
 * where so many are behind that larger batches pay.
 */
const NEAR_PATIENCE_MS = 150;
const FAR_PATIENCE_MS = 2_000;
/** How many recent blocks a ForkError names. */
const FORK_WINDOW = 256;

/** The ledger of a channel. Everything in it is final. */
export interface FabricSource extends Source {
  /** The blocks in [from, to) as they stand in the ledger, unchecked. */
  blocks(from: number, to: number, signal: AbortSignal): AsyncIterable<LedgerBlock>;
  /** The other peers' ledgers, before a height; undefined where there are none, or where `blocks` compares them. */
  comparison(from: number): Promise<PeerComparison | undefined>;
}

/**
 * @param access is closed with the source.
 * @param stored rows of the same network, where there may be any: a ledger is then read on from the newest.
 */
export function fabricSource(config: FabricConfig, access: LedgerAccess, stored?: StoredReader): FabricSource {
  return {
    head: () => access.head(),
    stream: (request, signal) => streamLedger(config, access, stored, request, signal),
    blocks: (from, to, signal) => readLedger(access, from, to, signal),
    comparison: (from) => access.comparison(from),
    close: () => access.close(),
  };
}

async function* readLedger(
  access: LedgerAccess,
  from: number,
  to: number,
  signal: AbortSignal,
): AsyncIterable<LedgerBlock> {
  const ledger = access.open();
  try {
    await ledger.seek(from);
    for (;;) {
      const found = await ledger.next();
      signal.throwIfAborted();
      if (found && found.height < to) yield found;
      else if (found || ledger.isAtEnd !== false) return;
    }
  } finally {
    await ledger.close();
  }
}

/**
 * Time, configuration, commit hash and key state of a block follow from all blocks before it: it is read on
 * from the stored block that the request names as its parent, or else from the first block of the ledger.
 */
async function* streamLedger(
  config: FabricConfig,
  access: LedgerAccess,
  stored: StoredReader | undefined,
  request: StreamRequest,
  signal: AbortSignal,
): AsyncIterable<Batch> {
  const { from, to, parent, batchBlocks = BATCH_BLOCKS } = request;
  const ledger = access.open();
  const peers = await access.comparison(from);
  const batch = new BatchBuilder();
  /** Of blocks below the range that is wanted. */
  const passed = new BatchBuilder(droppedRows);
  const recent: BlockRef[] = [];
  /** What failed below the range that is wanted: told with its first block. */
  const earlier: Check[] = [];
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
          yield batch.take(true);
          walk?.endBatch();
        }
        if (to !== undefined && ledger.isAtEnd !== false) {
          throw new CorruptDataError(
            ledger.tail ?? `${access.name} has blocks up to ${next - 1}, ${from}:${to} were asked for`,
          );
        }
        await ledger.wait(signal);
        continue;
      }
      if (!walk) {
        if (found.height > from) {
          throw new ConfigError(`${access.name} starts at block ${found.height}: ask for the range ${found.height}:`);
        }
        walk = new LedgerWalk(config, found.height);
      }
      next = found.height + 1;
      const isWanted = found.height >= from;
      const agreement = isWanted && peers ? [await peers.check(found.height, found.block)] : (found.checks ?? []);
      if (!isWanted) earlier.push(...agreement.filter(({ state }) => state === "failed"));
      const another = (reason: string) => ledger.another?.(found.height, reason) ?? Promise.resolve(undefined);
      const hash = await walk.add(
        found,
        isWanted ? batch : passed,
        isWanted ? [...earlier.splice(0), ...agreement] : agreement,
        another,
      );
      if (!isWanted) passed.take();
      recent.push({ number: found.height, hash });
      if (recent.length > FORK_WINDOW) recent.shift();
      if (next === from && parent && parent.hash !== hash) throw new ForkError(parent, recent);
      const isOld = batch.ageMs > patienceMs(ledger);
      if (isWanted && (next % batchBlocks === 0 || batch.bytes >= MAX_BATCH_BYTES || isOld)) {
        yield batch.take(isOld && ledger.isNearHead);
        walk.endBatch();
      }
    }
    if (!batch.isEmpty) yield batch.take();
    if (access.isOnDisk) await refuseDamagedTail(ledger, signal);
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
  await ledger.wait(signal);
  if (!(await ledger.next()) && ledger.tail) throw new CorruptDataError(ledger.tail);
}

/** On disk blocks are there at once: a batch is given when it is full or the ledger ends. */
function patienceMs({ isNearHead }: Ledger): number {
  if (isNearHead === undefined) return Number.POSITIVE_INFINITY;
  return isNearHead ? NEAR_PATIENCE_MS : FAR_PATIENCE_MS;
}
