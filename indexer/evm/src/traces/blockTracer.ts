import { type Check, LedgerscopeError } from "@ledgerscope/core";
import { toHex } from "../hex.ts";
import { readPrestate } from "../stateDiffs/readPrestate.ts";
import { readStateDiff } from "../stateDiffs/readStateDiff.ts";
import type { BlockStateDiffs } from "../stateDiffs/stateChange.ts";
import { atMost } from "./atMost.ts";
import type { BlockTraces } from "./callTrace.ts";
import type { Missing, TracedTransaction } from "./perTransaction.ts";
import { readCallTracer } from "./readCallTracer.ts";
import { readTraceBlock } from "./readTraceBlock.ts";

/**
 * Asks a node, the one named `only` where it is given; the JSON of `result`, or undefined when none offers the method.
 * @throws LedgerscopeError when the node answers an error.
 */
export type Ask = (
  method: string,
  params: readonly unknown[],
  options: { readonly signal: AbortSignal; readonly only?: string },
) => Promise<Uint8Array | undefined>;

export interface TracedBlockRef {
  readonly height: number;
  readonly hash: Uint8Array;
  /** Name of the endpoint that served the block. */
  readonly endpoint: string;
  readonly transactions: readonly TracedTransaction[];
}

/** What was told of a block, with the answer as it came and what may be said about it. */
export interface Told<T> {
  readonly told?: T;
  /** JSON as received; answers per transaction as one list. */
  readonly bytes?: Uint8Array;
  readonly check: Check;
}

/** One way of asking for something of a whole block. */
interface Way<T> {
  readonly ask: (block: TracedBlockRef, signal: AbortSignal) => Promise<Uint8Array | undefined>;
  /** Whether the answer names the block that it is of; otherwise the one who served the block is asked. */
  readonly namesBlock?: boolean;
  readonly read: (answer: unknown, transactions: readonly TracedTransaction[]) => T;
}

const CALL_TRACER = { tracer: "callTracer" };
const PRESTATE_TRACER = { tracer: "prestateTracer", tracerConfig: { diffMode: true } };
const MAX_REASON = 200;
/** Blocks traced at a time: an answer may have a hundred megabytes, and making it costs a node more than anything else. */
const MAX_AT_ONCE = 4;

/**
 * Traces and state diffs of blocks, in the first way that works of those that nodes offer: geth's tracers for the
 * block, parity's `trace_*`, geth's tracers per transaction. What has worked is tried first for the next block.
 * A node on another branch may hold the same transactions with other effects: the block is named by its hash, or its
 * hash is in the answer, or the endpoint that served the block is asked.
 * A node that offers none, or not of this block, is no error: the check says `unchecked`.
 */
export class BlockTracer {
  readonly #ask: Ask;
  readonly #traces: Way<BlockTraces>[];
  readonly #stateDiffs: Way<BlockStateDiffs>[];
  readonly #inTurn = atMost(MAX_AT_ONCE);

  constructor(ask: Ask) {
    this.#ask = ask;
    const byHash =
      (tracer: object): Way<never>["ask"] =>
      ({ hash }, signal) =>
        ask("debug_traceBlockByHash", [toHex(hash), tracer], { signal });
    const ofBlock =
      (method: string, ...options: unknown[]): Way<never>["ask"] =>
      ({ height, endpoint }, signal) =>
        ask(method, [`0x${height.toString(16)}`, ...options], { signal, only: endpoint });
    const traceBlock: Way<never>["ask"] = ({ height }, signal) =>
      ask("trace_block", [`0x${height.toString(16)}`], { signal });
    const each =
      (tracer: object): Way<never>["ask"] =>
      (block, signal) =>
        this.#each(block, tracer, signal);
    this.#traces = [
      { ask: byHash(CALL_TRACER), read: readCallTracer },
      { ask: ofBlock("debug_traceBlockByNumber", CALL_TRACER), read: readCallTracer },
      { ask: traceBlock, namesBlock: true, read: readTraceBlock },
      { ask: each(CALL_TRACER), read: readCallTracer },
    ];
    this.#stateDiffs = [
      { ask: byHash(PRESTATE_TRACER), read: readPrestate },
      { ask: ofBlock("debug_traceBlockByNumber", PRESTATE_TRACER), read: readPrestate },
      { ask: ofBlock("trace_replayBlockTransactions", ["stateDiff"]), read: readStateDiff },
      { ask: each(PRESTATE_TRACER), read: readPrestate },
    ];
  }

  /** @throws what `signal` was aborted with. */
  traces(block: TracedBlockRef, signal: AbortSignal): Promise<Told<BlockTraces>> {
    return this.#first("traces", this.#traces, block, signal);
  }

  /** @throws what `signal` was aborted with. */
  stateDiffs(block: TracedBlockRef, signal: AbortSignal): Promise<Told<BlockStateDiffs>> {
    return this.#first("state_diffs", this.#stateDiffs, block, signal);
  }

  async #first<T extends { readonly missing: readonly Missing[] }>(
    name: string,
    ways: Way<T>[],
    block: TracedBlockRef,
    signal: AbortSignal,
  ): Promise<Told<T>> {
    const outcome = (state: Check["state"], detail: string): Check => ({
      check: name,
      state,
      height: block.height,
      detail: detail.slice(0, MAX_REASON),
    });
    // Nodes refuse to trace the genesis block; without transactions there is nothing to tell.
    if (block.transactions.length === 0) return { check: outcome("unverified", "no transactions") };
    return this.#inTurn(async () => {
      signal.throwIfAborted();
      let best: Told<T> | undefined;
      let refusal = `the node offers no ${name.replace("_", " ")}`;
      for (const way of [...ways]) {
        try {
          const bytes = await way.ask(block, signal);
          if (!bytes) continue;
          const answer = parse(bytes);
          if (answer === undefined || answer === null) {
            refusal = "the node's answer is nothing that can be read";
            continue;
          }
          if (way.namesBlock && !areOf(answer, toHex(block.hash))) {
            refusal = "the node's answer is of another block";
            continue;
          }
          const told = way.read(answer, block.transactions);
          const [first] = told.missing;
          if (!first) {
            prefer(ways, way);
            return { told, bytes, check: outcome("unverified", `no root commits to ${name.replace("_", " ")}`) };
          }
          const some = `${told.missing.length} of ${block.transactions.length} transactions are not traced`;
          const check = outcome("unchecked", `${some}; transaction ${first.txIndex}: ${first.reason}`);
          if (!best?.told || told.missing.length < best.told.missing.length) best = { told, bytes, check };
        } catch (error) {
          signal.throwIfAborted();
          // Nothing on the chain depends on it: indexing goes on without, and says so.
          if (!(error instanceof LedgerscopeError)) throw error;
          refusal = error.message;
        }
      }
      return best ?? { check: outcome("unchecked", refusal) };
    });
  }

  /** The answers per transaction as one list, in the shape of the answer for a block. */
  async #each(
    { transactions, endpoint }: TracedBlockRef,
    tracer: object,
    signal: AbortSignal,
  ): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = [];
    for (const [index, { hash }] of transactions.entries()) {
      let item: Uint8Array;
      try {
        const result = await this.#ask("debug_traceTransaction", [toHex(hash), tracer], { signal, only: endpoint });
        if (!result) return undefined;
        item = Buffer.concat([Buffer.from('{"result":'), result, Buffer.from("}")]);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof LedgerscopeError)) throw error;
        item = Buffer.from(JSON.stringify({ error: error.message }));
      }
      parts.push(Buffer.from(index === 0 ? "[" : ","), item);
    }
    return Buffer.concat([...parts, Buffer.from("]")]);
  }
}

/** Whether each item names that block. */
const areOf = (answer: unknown, hash: string): boolean =>
  Array.isArray(answer) &&
  answer.every((item: { readonly blockHash?: unknown } | null) => String(item?.blockHash).toLowerCase() === hash);

function prefer<T>(ways: T[], way: T): void {
  const at = ways.indexOf(way);
  if (at > 0) ways.unshift(...ways.splice(at, 1));
}

/** Undefined when it is not JSON. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"));
  } catch {
    return undefined;
  }
}
