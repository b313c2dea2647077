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
import { encodeBlocks } from "./encodeBlocks.ts";
import type { EvmNode } from "./evmNode.ts";
import { inOrder } from "./inOrder.ts";
import { type ReadBlock, readBlock } from "./readBlock.ts";

/** Batches end at multiples of this height, so that a second run cuts the same ranges. */
const GRID_BLOCKS = 50;
const POLL_MS = 250;
/** How long a node may be behind the block that we hold before that counts as a rollback. */
const BEHIND_MS = 3_000;
/** How many of the node's recent blocks a ForkError carries. */
const FORK_REFS = 256;

/** Blocks of one EVM chain, from its nodes over JSON-RPC. */
export class EvmSource implements Source {
  readonly #config: EvmConfig;
  readonly #node: EvmNode;

  constructor(config: EvmConfig, node: EvmNode) {
    this.#config = config;
    this.#node = node;
  }

  head(): Promise<Head> {
    return this.#node.head();
  }

  /** The blocks of [from, to) that the node has, by position alone. */
  refs(from: number, to: number, outer: AbortSignal): Promise<readonly BlockRef[]> {
    return this.#node.refs(from, to, shared(outer));
  }

  async *stream(request: StreamRequest, outer: AbortSignal): AsyncGenerator<Batch, void, void> {
    const grid = request.batchBlocks ?? GRID_BLOCKS;
    let at = request.from;
    let held = request.parent;
    // Reads that run ahead end with the stream, however it ends.
    const reading = new AbortController();
    const signal = shared(outer, reading.signal);
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
        const reads = inOrder({ from: at, to: end }, this.#config.concurrency, (height) =>
          readBlock(this.#node, height, signal),
        );
        const finalEnd = (head.final?.number ?? -1) + 1;
        let from = at;
        let pending: ReadBlock[] = [];
        for await (const read of reads) {
          const linked = await this.#link(read, held, signal);
          held = linked.good?.header;
          pending.push(linked);
          at = read.height + 1;
          if (at % grid === 0 || at === finalEnd || at === end) {
            yield this.#batch(from, pending, at <= finalEnd);
            from = at;
            pending = [];
          }
          if (signal.aborted) return;
        }
      }
    } catch (error) {
      if (outer.aborted) return;
      throw error;
    } finally {
      reading.abort();
    }
  }

  /** The head once there is something at `at`; while following, waits for it and watches the block that we hold. */
  async #headFrom(at: number, held: BlockRef | undefined, waits: boolean, signal: AbortSignal): Promise<Head> {
    let behindSinceMs: number | undefined;
    for (;;) {
      const head = await this.#node.head(signal);
      const latest = head.latest?.number ?? -1;
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
      await sleep(POLL_MS, undefined, { signal });
    }
  }

  /**
   * Checks that the block extends the one before.
   * @throws ForkError when the block before is no longer the node's.
   */
  async #link(read: ReadBlock, held: BlockRef | undefined, signal: AbortSignal): Promise<ReadBlock> {
    if (!read.good || read.height === 0) return read;
    if (!held) return withLink(read, "unchecked", `block ${read.height - 1} is not held`);
    if (read.good.header.parentHash === held.hash) return withLink(read, "verified");
    const canonical = await this.#node.ref(held.number, signal);
    if (canonical?.hash !== held.hash) throw await this.#fork(held, signal);
    // The node still has the block before: its answer was of another branch, perhaps for a moment only.
    const again = await readBlock(this.#node, read.height, signal);
    if (again.good?.header.parentHash === held.hash) return withLink(again, "verified");
    return withLink(again, "failed", `block ${held.number} is ${held.hash}, the block names another parent`);
  }

  async #fork(held: BlockRef, signal: AbortSignal): Promise<ForkError> {
    const refs = await this.#node.refs(Math.max(0, held.number + 1 - FORK_REFS), held.number + 1, signal);
    return new ForkError(held, refs);
  }

  #batch(from: number, reads: readonly ReadBlock[], final: boolean): Batch {
    const good = reads.flatMap((read) => read.good ?? []);
    return {
      from,
      to: from + reads.length,
      headers: good.map(({ header }) => header),
      payloads: encodeBlocks(this.#config.network, good),
      checks: reads.flatMap(({ checks }) => checks),
      quarantined: reads.flatMap(({ bad }) => bad ?? []),
      final,
    };
  }

  close(): Promise<void> {
    return this.#node.close();
  }
}

/** A signal that every request in flight may listen to. */
function shared(...signals: readonly AbortSignal[]): AbortSignal {
  const signal = AbortSignal.any([...signals]);
  setMaxListeners(0, signal);
  return signal;
}

function withLink(read: ReadBlock, state: CheckState, detail?: string): ReadBlock {
  const { height, raw } = read;
  const checks = [...read.checks, { check: "parent_link", state, height, ...(detail ? { detail } : {}) }];
  if (state !== "failed") return { ...read, checks };
  return { height, raw, checks, bad: { height, check: "parent_link", detail: detail ?? "", raw: raw.bytes() } };
}
