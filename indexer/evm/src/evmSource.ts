import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Batch,
  type BlockRef,
  type CheckState,
  ConfigError,
  ForkError,
  type Head,
  type Source,
  type StreamRequest,
} from "@ledgerscope/core";
import type { EvmConfig } from "./config.ts";
import type { EvmBlock } from "./evmBlock.ts";
import type { EvmNode } from "./evmNode.ts";
import { inOrder } from "./inOrder.ts";
import { makeBatch } from "./makeBatch.ts";
import { type RawBlock, rawBytes } from "./rawBlock.ts";
import { type ReadBlock, readBlock } from "./readBlock.ts";
import { readHeader } from "./readPlain.ts";
import { ByteBudget, type Lease } from "./rpc/byteBudget.ts";
import { NewHeads } from "./rpc/newHeads.ts";
import { haveUnknownHeaders, sampleHeights, UNKNOWN_HEADERS } from "./unknownHeaders.ts";

/**
 * Batches end at multiples of this height, so that a second run cuts the same ranges. Large ones spare the engine
 * merges: a thousand full blocks cost it three times the CPU in batches of 50.
 */
const GRID_BLOCKS = 200;
/** … and earlier when the answers to them are so many bytes: a chain with large blocks must not need large memory. */
const BATCH_BYTES = 160_000_000;
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
  /** Whether the chain's headers follow no rule that is known; asked once a header fails. */
  #unknownHeaders: Promise<boolean> | undefined;

  constructor(config: EvmConfig, node: EvmNode) {
    this.#config = config;
    this.#node = node;
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
        // Reads run ahead over the ends of batches; a batch never mixes final and revertible blocks.
        const reads = inOrder({ from: at, to: end }, this.#config.concurrency, (height) => {
          const lease = this.#budget.open();
          leases.add(lease);
          return this.#read(height, lease, signal);
        });
        const finalEnd = (head.final?.number ?? -1) + 1;
        const grid = request.batchBlocks ?? GRID_BLOCKS;
        let from = at;
        let pending: ReadBlock[] = [];
        let pendingBytes = 0;
        const pendingLeases: Lease[] = [];
        for await (const arrived of reads) {
          const linked = await this.#link(arrived, held, signal);
          held = linked.good?.header;
          pending.push(linked);
          pendingBytes += arrived.raw.block.length + arrived.raw.receipts.length;
          pendingLeases.push(arrived.lease);
          at = arrived.read.height + 1;
          if (at % grid === 0 || at === finalEnd || at === end || pendingBytes >= BATCH_BYTES) {
            yield makeBatch(from, pending, at <= finalEnd);
            from = at;
            pending = [];
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
  async #read(height: number, lease: Lease, signal: AbortSignal): Promise<Arrived> {
    const avoid: string[] = [];
    const tries = Math.max(TRIES, this.#node.endpoints);
    for (;;) {
      const raw = await this.#node.fetch(height, { signal, avoid, lease });
      let read = await readBlock(this.#node, raw, signal, this.#config);
      if (read.bad?.check === "header_hash" && (await this.#haveUnknownHeaders(height, signal))) {
        read = await readBlock(this.#node, raw, signal, this.#config);
      }
      avoid.push(raw.endpoint);
      if (!read.bad || avoid.length >= tries) return { read, raw, lease };
      await sleep(TRY_AGAIN_MS * avoid.length, undefined, { signal });
      lease.restart();
    }
  }

  async #haveUnknownHeaders(failing: number, signal: AbortSignal): Promise<boolean> {
    if (this.#config.headers.length > 0 && !this.#unknownHeaders) return false; // the configuration has the word
    this.#unknownHeaders ??= this.#sampleHeaders(failing, signal);
    try {
      return await this.#unknownHeaders;
    } catch (error) {
      this.#unknownHeaders = undefined;
      throw error;
    }
  }

  async #sampleHeaders(failing: number, signal: AbortSignal): Promise<boolean> {
    const { earliest = 0, latest } = await this.#node.head(signal);
    const samples: EvmBlock[] = [];
    for (const height of sampleHeights({ from: earliest, to: (latest?.number ?? -1) + 1 }, failing)) {
      const answer = await this.#node.ask("eth_getBlockByNumber", [`0x${height.toString(16)}`, true], { signal });
      const block = answer && readHeader(answer);
      if (block) samples.push(block);
    }
    if (!haveUnknownHeaders(samples)) return false;
    this.#config = { ...this.#config, headers: UNKNOWN_HEADERS };
    return true;
  }

  /**
   * Checks that the block extends the one before.
   * @throws ForkError when the block before is no longer the node's.
   */
  async #link(arrived: Arrived, held: BlockRef | undefined, signal: AbortSignal): Promise<ReadBlock> {
    const { read, lease } = arrived;
    if (!read.good || read.height === 0) return read;
    if (!held) return withLink(arrived, "unchecked", `block ${read.height - 1} is not held`);
    if (read.good.header.parentHash === held.hash) return withLink(arrived, "verified");
    const canonical = await this.#node.ref(held.number, signal);
    if (canonical?.hash !== held.hash) throw await this.#fork(held, signal);
    // The node still has the block before: its answer was of another branch, perhaps for a moment only.
    const again = await this.#read(read.height, lease, signal);
    if (!again.read.good) return again.read;
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
    await this.#node.close();
  }
}

/** A signal that every request in flight may listen to. */
function shared(...signals: readonly AbortSignal[]): AbortSignal {
  const signal = AbortSignal.any([...signals]);
  setMaxListeners(0, signal);
  return signal;
}

function withLink({ read, raw }: Arrived, state: CheckState, detail?: string): ReadBlock {
  const { height } = read;
  const checks = [...read.checks, { check: "parent_link", state, height, ...(detail ? { detail } : {}) }];
  if (state !== "failed") return { ...read, checks };
  return { height, checks, bad: { height, check: "parent_link", detail: detail ?? "", raw: rawBytes(raw) } };
}
