import { type BlockRef, ConfigError, type Head, LedgerscopeError, RetryableError } from "@ledgerscope/core";
import { z } from "zod";
import type { Failed } from "./askReverts.ts";
import type { EvmConfig } from "./config.ts";
import { type Enriched, enrich } from "./enrich.ts";
import type { EvmBlock } from "./evmBlock.ts";
import { headerTimeMs } from "./headerTime.ts";
import { toHex } from "./hex.ts";
import { type RawBlock, rawPart } from "./rawBlock.ts";
import { type Revert, revertOf } from "./revert.ts";
import type { Lease } from "./rpc/byteBudget.ts";
import { MissingError, RpcClient } from "./rpc/rpcClient.ts";
import type { CallOptions, RpcEndpoint } from "./rpc/rpcEndpoint.ts";
import { RpcError } from "./rpc/rpcError.ts";
import { BlockTracer } from "./traces/blockTracer.ts";
import { readCallTree } from "./traces/readCallTracer.ts";
import { wireBlockRef, wireCallFrame } from "./wire.ts";

/** A trace that a node cannot make is not asked for again and again. */
const TRACE_ROUNDS = 2;
/** What nodes say of a block that they do not have yet, or no longer. */
const NOT_FOUND = /not found|unknown block|could not find|not available/i;

const quantity = (value: number): string => `0x${value.toString(16)}`;

export interface FetchOptions {
  readonly signal: AbortSignal;
  /** Names of endpoints to be asked last: what they answered failed a check. */
  readonly avoid?: readonly string[];
  /** Where the bytes of the answers are counted. */
  readonly lease?: Lease;
}

/** A position with the time of its header. */
interface TimedRef extends BlockRef {
  readonly timestamp: bigint;
}

/** Questions about blocks to the nodes of one chain, in two calls per block where the node offers it. */
export class EvmNode {
  readonly #config: EvmConfig;
  readonly #rpc: RpcClient;
  readonly #tracer = new BlockTracer((method, params, options) => this.ask(method, params, options));
  #earliest: number | undefined;

  private constructor(config: EvmConfig, rpc: RpcClient) {
    this.#config = config;
    this.#rpc = rpc;
  }

  /**
   * @throws ConfigError when the endpoints serve different chains, or not the configured one.
   * @throws RetryableError when none answers.
   */
  static async open(config: EvmConfig): Promise<EvmNode> {
    const rpc = new RpcClient(config.rpc, {
      key: `networks.${config.network}`,
      concurrency: config.concurrency,
      timeoutMs: config.timeoutMs,
      maxResponseBytes: config.maxResponseBytes,
      ...(config.chainId === undefined ? {} : { chainId: config.chainId }),
    });
    try {
      await rpc.open();
    } catch (error) {
      rpc.close();
      throw error;
    }
    return new EvmNode(config, rpc);
  }

  close(): void {
    this.#rpc.close();
  }

  /** Chain id (EIP-155) that the configuration or the endpoints say. */
  get chainId(): bigint | undefined {
    return this.#rpc.chainId;
  }

  /** Names of the endpoints that there are to ask. */
  get endpoints(): readonly string[] {
    return this.#rpc.endpoints.map(({ name }) => name);
  }

  /** The block at that height or tag, by its position alone; undefined when the node has none. */
  async ref(at: number | "latest" | "finalized", signal?: AbortSignal): Promise<BlockRef | undefined> {
    const options = signal ? { signal } : {};
    const found = await this.#rpc.use((endpoint) => this.#ref(endpoint, at, options), options);
    return found && { number: found.number, hash: found.hash };
  }

  async #ref(
    endpoint: RpcEndpoint,
    at: number | "latest" | "finalized" | "safe",
    options: CallOptions,
  ): Promise<TimedRef | undefined> {
    const tag = typeof at === "number" ? quantity(at) : at;
    return this.#parseRef(endpoint, at, await endpoint.ask("eth_getBlockByNumber", [tag, false], options));
  }

  #parseRef(endpoint: RpcEndpoint, at: number | string, answer: unknown): TimedRef | undefined {
    if (answer === null) return undefined;
    const parsed = wireBlockRef.safeParse(answer);
    if (!parsed.success || (typeof at === "number" && parsed.data.number !== at)) {
      throw new RetryableError(`${endpoint.name}: what it answered is not block ${at} of ${this.#config.network}`);
    }
    const { number, hash, timestamp } = parsed.data;
    return { number, hash: hash.toLowerCase(), timestamp };
  }

  /** The blocks of [from, to) that the node has, by their position, ascending. */
  refs(from: number, to: number, signal?: AbortSignal): Promise<readonly BlockRef[]> {
    const heights = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
    const options = signal ? { signal } : {};
    return this.#rpc.use(async (endpoint) => {
      const params = heights.map((height) => [quantity(height), false]);
      const answers = await endpoint.callMany("eth_getBlockByNumber", params, options);
      const refs = answers.map((answer, index) => this.#parseRef(endpoint, heights[index] as number, parse(answer)));
      return refs.filter((ref) => ref !== undefined).map(({ number, hash }) => ({ number, hash }));
    }, options);
  }

  /** First height whose header has that time, in Unix milliseconds, or a later one; undefined when the chain ends before. */
  async heightAt(timeMs: number, signal?: AbortSignal): Promise<number | undefined> {
    const options = signal ? { signal } : {};
    const { earliest = 0, latest } = await this.head(signal);
    if (!latest) return undefined;
    const isBefore = async (height: number): Promise<boolean> => {
      const ref = await this.#rpc.use(async (endpoint) => {
        const found = await this.#ref(endpoint, height, options);
        if (!found) throw new MissingError(`${endpoint.name} has no block ${height} of ${this.#config.network}`);
        return found;
      }, options);
      return headerTimeMs(ref.timestamp) < timeMs;
    };
    let [low, high] = [earliest, latest.number + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (await isBefore(middle)) low = middle + 1;
      else high = middle;
    }
    return low > latest.number ? undefined : low;
  }

  /** Newest block and newest final block of one endpoint, at one time. */
  async head(signal?: AbortSignal): Promise<Head> {
    const options = signal ? { signal } : {};
    const earliest = await this.#earliestHeight(signal);
    return this.#rpc.use(async (endpoint) => {
      const [latest, tagged] = await Promise.all([
        this.#ref(endpoint, "latest", options),
        this.#finalized(endpoint, options),
      ]);
      if (!latest) return {};
      await this.#rpc.noteHead(endpoint, latest.number, signal);
      const final = tagged ?? (await this.#confirmed(endpoint, latest, options));
      return {
        latest: { number: latest.number, hash: latest.hash },
        ...(earliest > 0 ? { earliest } : {}),
        ...(final ? { final: { number: final.number, hash: final.hash } } : {}),
      };
    }, options);
  }

  async #finalized(endpoint: RpcEndpoint, options: CallOptions): Promise<BlockRef | undefined> {
    if (endpoint.lacks.has("finalized")) return undefined;
    try {
      return await this.#ref(endpoint, "finalized", options);
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      // "finalized block not found" is said by a node that knows the tag, before the first one.
      if (!NOT_FOUND.test(error.message)) endpoint.lacks.add("finalized");
      return undefined;
    }
  }

  async #confirmed(endpoint: RpcEndpoint, latest: BlockRef, options: CallOptions): Promise<BlockRef | undefined> {
    const { confirmations } = this.#config;
    if (confirmations === undefined || latest.number < confirmations) return undefined;
    return confirmations === 0 ? latest : this.#ref(endpoint, latest.number - confirmations, options);
  }

  /** The lowest block that the node serves: some keep only the newer part of their chain. */
  async #earliestHeight(signal?: AbortSignal): Promise<number> {
    if (this.#config.from !== undefined) return this.#config.from;
    if (this.#earliest !== undefined) return this.#earliest;
    let missing = -1;
    let present = 0;
    if (!(await this.#has(0, signal))) {
      missing = 0;
      present = (await this.ref("latest", signal))?.number ?? 0;
    }
    while (present - missing > 1) {
      const middle = Math.floor((missing + present) / 2);
      if (await this.#has(middle, signal)) present = middle;
      else missing = middle;
    }
    this.#earliest = present;
    return present;
  }

  /** A node that has pruned a block says so with null or with an error. */
  async #has(height: number, signal?: AbortSignal): Promise<boolean> {
    try {
      return (await this.ref(height, signal)) !== undefined;
    } catch (error) {
      if (error instanceof RpcError) return false;
      throw error;
    }
  }

  /**
   * Both answers from one endpoint.
   * @throws RetryableError when no node has the block and its receipts within the client's rounds.
   */
  fetch(height: number, { signal, avoid, lease }: FetchOptions): Promise<RawBlock> {
    return this.#rpc.use(
      async (endpoint) => {
        // When one of the two fails, the other is not waited for.
        const pair = new AbortController();
        const options = { signal: AbortSignal.any([signal, pair.signal]), ...(lease ? { lease } : {}) };
        try {
          const tag = quantity(height);
          const asked = this.#present(endpoint, "eth_getBlockByNumber", [tag, true], options);
          const [block, ofBlock] = await Promise.all([asked, this.#blockReceipts(endpoint, tag, options)]);
          const receipts = ofBlock ?? (await this.#receiptsOneByOne(endpoint, block, options));
          lease?.finish();
          return { height, block, receipts, endpoint: endpoint.name };
        } catch (error) {
          pair.abort();
          lease?.restart();
          signal.throwIfAborted();
          throw error;
        }
      },
      { signal, ...(avoid ? { avoid } : {}) },
    );
  }

  /** Forgets which chain the endpoints said they serve: they are asked again before the next question. */
  doubt(): void {
    this.#rpc.doubt();
  }

  /** An answer that is not null. @throws MissingError when it is: the endpoint does not have the block yet, or no longer. */
  async #present(
    endpoint: RpcEndpoint,
    method: string,
    params: readonly unknown[],
    options: CallOptions,
  ): Promise<Uint8Array> {
    const missing = (): MissingError =>
      new MissingError(
        `${endpoint.name} has nothing for ${method}(${String(params[0])}) of ${this.#config.network}: ` +
          "it lags behind, or has pruned it",
      );
    try {
      const answer = await endpoint.call(method, params, options);
      if (isNull(answer)) throw missing();
      return answer;
    } catch (error) {
      if (error instanceof RpcError && !error.isUnknownMethod && NOT_FOUND.test(error.message)) throw missing();
      throw error;
    }
  }

  /** Undefined when the endpoint does not offer `eth_getBlockReceipts`; asked until it first says so. */
  async #blockReceipts(endpoint: RpcEndpoint, tag: string, options: CallOptions): Promise<Uint8Array | undefined> {
    if (endpoint.lacks.has("eth_getBlockReceipts")) return undefined;
    try {
      return await this.#present(endpoint, "eth_getBlockReceipts", [tag], options);
    } catch (error) {
      if (!(error instanceof RpcError && error.isUnknownMethod)) throw error;
      endpoint.lacks.add("eth_getBlockReceipts");
      return undefined;
    }
  }

  async #receiptsOneByOne(endpoint: RpcEndpoint, block: Uint8Array, options: CallOptions): Promise<Uint8Array> {
    const hashes = z.object({ transactions: z.array(z.object({ hash: z.string() })) }).safeParse(parse(block));
    const params = hashes.success ? hashes.data.transactions.map(({ hash }) => [hash]) : [];
    const receipts = await endpoint.callMany("eth_getTransactionReceipt", params, options);
    const absent = receipts.findIndex(isNull);
    if (absent >= 0) {
      throw new MissingError(`${endpoint.name} has no receipt for transaction ${params[absent]?.[0]}`);
    }
    const separated = receipts.flatMap((receipt, index) => (index === 0 ? [receipt] : [rawPart(","), receipt]));
    return Buffer.concat([rawPart("["), ...separated, rawPart("]")]);
  }

  /**
   * The JSON of any answer's `result`; undefined when no endpoint offers the method, or the `only` one does not.
   * @throws RpcError when the node answers an error.
   */
  async ask(
    method: string,
    params: readonly unknown[],
    { signal, only }: { readonly signal: AbortSignal; readonly only?: string },
  ): Promise<Uint8Array | undefined> {
    if (!this.#rpc.offers(method)) return undefined;
    try {
      const options = { signal, rounds: TRACE_ROUNDS, needs: method, ...(only === undefined ? {} : { only }) };
      return await this.#rpc.use((endpoint) => endpoint.call(method, params, { signal }), options);
    } catch (error) {
      if (error instanceof ConfigError || (error instanceof RpcError && error.isUnknownMethod)) return undefined;
      throw error;
    }
  }

  /** What the network's datasets want beyond block and receipts. */
  enrich(block: EvmBlock, raw: RawBlock, signal: AbortSignal): Promise<Enriched> {
    const enricher = { tracer: this.#tracer, revert: (failed: Failed) => this.revert(failed, signal) };
    return enrich(enricher, block, raw, this.#config.datasets, signal);
  }

  /** Why the transaction failed; undefined when the node does not offer traces, or not this one. */
  async revert({ hash, index }: Failed, signal: AbortSignal): Promise<Revert | undefined> {
    try {
      const answer = await this.ask("debug_traceTransaction", [toHex(hash), { tracer: "callTracer" }], { signal });
      const told = answer && parse(answer);
      const parsed = wireCallFrame.safeParse(told);
      const revert = parsed.success ? revertOf(parsed.data) : undefined;
      const calls = revert && readCallTree(told, index, hash);
      return revert && { ...revert, ...(calls ? { calls } : {}) };
    } catch (error) {
      // A trace is an extra that no root commits to: indexing goes on without it, and says so.
      if (!(error instanceof LedgerscopeError)) throw error;
      return undefined;
    }
  }
}

const NULL = rawPart("null");
const isNull = (answer: Uint8Array): boolean => answer.length === NULL.length && NULL.equals(answer);

/** Undefined when it is not JSON. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"));
  } catch {
    return undefined;
  }
}
