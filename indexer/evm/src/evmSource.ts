import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Batch,
  type BlockRef,
  type Check,
  type CheckState,
  ConfigError,
  ForkError,
  type Head,
  LedgerscopeError,
  RetryableError,
  type Source,
  type StoredReader,
  type StreamRequest,
} from "@ledgerscope/core";
import { BatchRows } from "./batchRows.ts";
import type { EvmConfig } from "./config.ts";
import type { EvmBlock } from "./evmBlock.ts";
import type { EvmNode } from "./evmNode.ts";
import { inOrder } from "./inOrder.ts";
import { answerMemory } from "./memoryPool.ts";
import { type RawBlock, rawBytes } from "./rawBlock.ts";
import { type ReadBlock, readBlock } from "./readBlock.ts";
import { readHeader } from "./readPlain.ts";
import { ByteBudget, type Lease } from "./rpc/byteBudget.ts";
import { NewHeads } from "./rpc/newHeads.ts";
import {
  areTooFew,
  failsHeaderHash,
  haveUnknownHeaders,
  sampleHeights,
  storedSamples,
  UNKNOWN_HEADERS,
} from "./unknownHeaders.ts";
import { onUnprovenHeader } from "./unprovenHeader.ts";

/**
 * Batches end at multiples of this height, so that a second run cuts the same ranges. Large ones spare the engine
 * merges: a thousand full blocks cost it three times the CPU in batches of 50.
 */
const GRID_BLOCKS = 200;
/** … and earlier when the answers to them are so many bytes: a chain with large blocks must not need large memory. */
const BATCH_BYTES = 200_000_000;
/** How often the head is asked for, and how often when the node tells of new heads by itself. */
const POLL_MS = 200;
const LIVE_POLL_MS = 2_000;
/** How long a node may be behind the block that we hold before that counts as a rollback. */
const BEHIND_MS = 3_000;
/** How many of the node's recent blocks a ForkError carries. */
const FORK_REFS = 256;
/** How often a block that fails a check is asked for in all, of each endpoint once at least, before it is held back. */
const TRIES = 3;
const TRY_AGAIN_MS = 100;

/** A block as it was read, with the answers until its place in the chain is known. */
interface Arrived {
  readonly read: ReadBlock;
  readonly raw: RawBlock;
  readonly lease: Lease;
}

/** Blocks of one EVM chain, from its nodes over JSON-RPC. */
export class EvmSource implements Source {
  readonly parallel = true;
  #config: EvmConfig;
  readonly #node: EvmNode;
  readonly #heads: NewHeads;
  readonly #budget: ByteBudget;
  readonly #stored: StoredReader | undefined;
  /** Whether the chain's headers follow no rule that is known; asked once a header fails everywhere. */
  #unknownHeaders: Promise<boolean | undefined> | undefined;

  /** @param stored Rows of the network: where a header among them is proven, the rule is known. */
  constructor(config: EvmConfig, node: EvmNode, stored?: StoredReader) {
    this.#config = config;
    this.#node = node;
    this.#stored = stored;
    this.#heads = new NewHeads(config.ws);
    this.#budget = new ByteBudget(config.memoryBytes);
  }

  head(): Promise<Head> {
    return this.#node.head();
  }

  heightAt(timeMs: number, outer?: AbortSignal): Promise<number | undefined> {
    return this.#node.heightAt(timeMs, outer && shared(outer));
  }

  refs(from: number, to: number, outer?: AbortSignal): Promise<readonly BlockRef[]> {
    return this.#node.refs(from, to, outer && shared(outer));
  }

  async *stream(request: StreamRequest, outer: AbortSignal): AsyncGenerator<Batch, void, void> {
    let at = request.from;
    let held = request.parent;
    // Reads that run ahead end with the stream, however it ends.
    const reading = new AbortController();
    const signal = shared(outer, reading.signal);
    const leases = new Set<Lease>();
    const pending = new BatchRows();
    /** Endpoints whose block at the final height was not the final one. */
    let otherBranch: string[] = [];
    try {
      while (request.to === undefined || at < request.to) {
        const head = await this.#headFrom(at, held, request.to === undefined, signal);
        if (signal.aborted) return;
        const end = Math.min(request.to ?? Number.POSITIVE_INFINITY, (head.latest?.number ?? -1) + 1);
        if (end <= at) {
          throw new ConfigError(
            `${this.#config.network}: blocks ${at}:${request.to} are wanted, the chain ends at block ${head.latest?.number ?? "none"}`,
          );
        }
        const round = new AbortController();
        const ofRound = shared(signal, round.signal);
        const avoided = otherBranch;
        // Reads run ahead over the ends of batches; a batch never mixes final and revertible blocks.
        const reads = inOrder({ from: at, to: end }, this.#config.concurrency, (height) => {
          const lease = this.#budget.open();
          leases.add(lease);
          return this.#read(height, lease, ofRound, avoided);
        });
        const finalEnd = (head.final?.number ?? -1) + 1;
        const grid = request.batchBlocks ?? GRID_BLOCKS;
        let from = at;
        let before = held;
        let pendingBytes = 0;
        const pendingLeases: Lease[] = [];
        for await (const arrived of reads) {
          const { read, raw, lease } = await this.#link(arrived, held, ofRound);
          held = read.good?.header;
          pending.add(read);
          pendingBytes += raw.block.length + raw.receipts.length;
          for (const answer of [raw.block, raw.receipts]) answerMemory.give(answer);
          pendingLeases.push(lease);
          at = read.height + 1;
          if (at === finalEnd && held && held.hash !== head.final?.hash) {
            // Of another branch than the endpoint that told the final block: read again, from others.
            otherBranch = [...otherBranch, raw.endpoint];
            if (otherBranch.length >= Math.max(TRIES, this.#node.endpoints.length)) {
              throw new RetryableError(
                `${this.#config.network}: block ${held.number} is final as ${head.final?.hash}, ` +
                  `${raw.endpoint} serves ${held.hash}: the endpoints are on different branches`,
              );
            }
            [at, held] = [from, before];
            pending.clear();
            round.abort();
            for (const lease of leases) lease.release();
            leases.clear();
            await sleep(TRY_AGAIN_MS * otherBranch.length, undefined, { signal });
            break;
          }
          if (at % grid === 0 || at === finalEnd || at === end || pendingBytes >= BATCH_BYTES) {
            // What a hole parts from the final block is compared by itself, once it is stored (`Settlement`).
            const isFinal = at < finalEnd || (at === finalEnd && pending.isComplete);
            yield pending.make(from, isFinal);
            if (at === finalEnd) otherBranch = [];
            from = at;
            before = held;
            pendingBytes = 0;
            for (const lease of pendingLeases.splice(0)) {
              lease.release();
              leases.delete(lease);
            }
          }
          if (signal.aborted) return;
        }
      }
    } catch (error) {
      if (outer.aborted) return;
      throw error;
    } finally {
      reading.abort();
      for (const lease of leases) lease.release();
    }
  }

  /** The head once there is something at `at`; while following, waits for it and watches the block that we hold. */
  async #headFrom(at: number, held: BlockRef | undefined, waits: boolean, signal: AbortSignal): Promise<Head> {
    let behindSinceMs: number | undefined;
    let polled = false;
    for (;;) {
      const head = await this.#node.head(signal);
      const latest = head.latest?.number ?? -1;
      if (latest >= at && polled) this.#heads.missed();
      if (latest >= at || (!waits && !held)) return head;
      if (held && latest === held.number && head.latest?.hash !== held.hash) throw await this.#fork(held, signal);
      if (held && latest < held.number) {
        // An endpoint that lags behind another looks the same as a rollback, for a moment.
        behindSinceMs ??= Date.now();
        if (Date.now() - behindSinceMs > BEHIND_MS) throw await this.#fork(held, signal);
      } else {
        behindSinceMs = undefined;
        if (!waits) return head;
      }
      const told = await this.#heads.next(this.#heads.live ? LIVE_POLL_MS : POLL_MS, signal);
      signal.throwIfAborted();
      polled = !told;
    }
  }

  /** Asks for a block until it passes its checks, another endpoint each time; what failed everywhere is held back. */
  async #read(height: number, lease: Lease, signal: AbortSignal, avoided: readonly string[] = []): Promise<Arrived> {
    const avoid = [...avoided];
    const failed = new Map<string, string>();
    const { endpoints } = this.#node;
    for (let left = Math.max(TRIES, endpoints.length); ; left--) {
      const raw = await this.#node.fetch(height, { signal, avoid, lease });
      const read = await readBlock(this.#node, raw, signal, this.#config);
      if (!read.bad) return { read, raw, lease };
      avoid.push(raw.endpoint);
      failed.set(raw.endpoint, read.bad.check);
      if (left <= 1) {
        // A header that a single endpoint serves otherwise was changed there.
        const isEverywhere = endpoints.every((name) => failed.get(name) === "header_hash");
        if (!isEverywhere || !(await this.#haveUnknownHeaders(height, signal))) return { read, raw, lease };
        return { read: await readBlock(this.#node, raw, signal, this.#config), raw, lease };
      }
      await sleep(TRY_AGAIN_MS * failed.size, undefined, { signal });
      lease.restart();
    }
  }

  async #haveUnknownHeaders(failing: number, signal: AbortSignal): Promise<boolean> {
    // The configuration has the word.
    if (this.#config.headers.length > 0) return this.#config.headers === UNKNOWN_HEADERS;
    this.#unknownHeaders ??= this.#judgeHeaders(failing, signal);
    const judging = this.#unknownHeaders;
    let judged: boolean | undefined;
    try {
      judged = await judging;
    } finally {
      // Not known yet: asked again when the next header fails.
      if (judged === undefined && this.#unknownHeaders === judging) this.#unknownHeaders = undefined;
    }
    return judged ?? false;
  }

  /** Only when each endpoint says so, and nothing that is stored says otherwise; undefined when one does not say enough. */
  async #judgeHeaders(failing: number, signal: AbortSignal): Promise<boolean | undefined> {
    const { network } = this.#config;
    const stored = this.#stored ? await storedSamples(this.#stored, network) : [];
    if (stored.some((block) => !failsHeaderHash(block))) return false;
    const { earliest = 0, latest } = await this.#node.head(signal);
    const heights = sampleHeights({ from: earliest, to: (latest?.number ?? -1) + 1 }, failing);
    let isEnough = true;
    for (const endpoint of this.#node.endpoints) {
      const samples = await this.#sampleHeaders(endpoint, heights, signal);
      if (areTooFew(samples)) isEnough = false;
      else if (!haveUnknownHeaders(samples)) return false;
    }
    if (!isEnough) return undefined;
    this.#config = { ...this.#config, headers: UNKNOWN_HEADERS };
    return true;
  }

  /** Those blocks that the endpoint gives. */
  async #sampleHeaders(only: string, heights: readonly number[], signal: AbortSignal): Promise<EvmBlock[]> {
    const samples: EvmBlock[] = [];
    for (const height of heights) {
      try {
        const params = [`0x${height.toString(16)}`, true];
        const answer = await this.#node.ask("eth_getBlockByNumber", params, { signal, only });
        const block = answer && readHeader(answer);
        if (block) samples.push(block);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof LedgerscopeError)) throw error;
        return samples;
      }
    }
    return samples;
  }

  /**
   * Checks that the block extends the one before.
   * @throws ForkError when the block before is no longer the node's.
   */
  async #link(arrived: Arrived, held: BlockRef | undefined, signal: AbortSignal): Promise<Arrived> {
    const { read, lease } = arrived;
    if (!read.good || read.height === 0) return arrived;
    if (!held) return withLink(arrived, "unchecked", `block ${read.height - 1} is not held`);
    if (read.good.header.parentHash === held.hash) return withLink(arrived, "verified");
    const canonical = await this.#node.ref(held.number, signal);
    if (canonical?.hash !== held.hash) throw await this.#fork(held, signal);
    // The node still has the block before: its answer was of another branch, perhaps for a moment only.
    const again = await this.#read(read.height, lease, signal);
    if (!again.read.good) return again;
    if (again.read.good.header.parentHash === held.hash) return withLink(again, "verified");
    return withLink(again, "failed", `block ${held.number} is ${held.hash}, the block names another parent`);
  }

  async #fork(held: BlockRef, signal: AbortSignal): Promise<ForkError> {
    // Another chain behind the same URL would look like a very deep fork.
    this.#node.doubt();
    const refs = await this.#node.refs(Math.max(0, held.number + 1 - FORK_REFS), held.number + 1, signal);
    return new ForkError(held, refs);
  }

  async close(): Promise<void> {
    this.#heads.close();
    this.#node.close();
  }
}

/** A signal that every request in flight may listen to. */
function shared(...signals: readonly AbortSignal[]): AbortSignal {
  const signal = AbortSignal.any([...signals]);
  setMaxListeners(0, signal);
  return signal;
}

function withLink({ read, raw, lease }: Arrived, state: CheckState, detail?: string): Arrived {
  const { height } = read;
  const isProven = !read.checks.some((check) => check.check === "header_hash" && check.state === "unverified");
  const link: Check = { check: "parent_link", state, height, ...(detail ? { detail } : {}) };
  const checks = [...read.checks, isProven ? link : onUnprovenHeader(link)];
  if (state !== "failed") return { read: { ...read, checks }, raw, lease };
  const bad = { height, check: "parent_link", detail: detail ?? "", raw: rawBytes(raw) };
  return { read: { height, checks, bad }, raw, lease };
}
