import { type BlockRef, ConfigError, type Head, LedgerscopeError, RetryableError, retry } from "@ledgerscope/core";
import { z } from "zod";
import type { EvmConfig } from "./config.ts";
import { toHex } from "./hex.ts";
import { type Revert, revertOf } from "./revert.ts";
import { RpcClient } from "./rpc/rpcClient.ts";
import type { RpcAnswer } from "./rpc/rpcEndpoint.ts";
import { RpcError } from "./rpc/rpcError.ts";
import { wireBlockRef, wireCallFrame } from "./wire.ts";

/** What a node answered about one block, parsed but not yet believed. */
export interface RawBlock {
  readonly height: number;
  readonly block: unknown;
  readonly receipts: unknown;
  /** Both answers as they were received, as one JSON object. */
  bytes(): Uint8Array;
}

const TRACE_TRIES = 2;

const quantity = (value: number): string => `0x${value.toString(16)}`;

/** Questions about blocks to the nodes of one chain, in two calls per block where the node offers it. */
export class EvmNode {
  readonly #config: EvmConfig;
  readonly #rpc: RpcClient;
  #hasBlockReceipts = true;
  #hasFinalizedTag = true;
  #hasTraces = true;
  #earliest: number | undefined;

  private constructor(config: EvmConfig, rpc: RpcClient) {
    this.#config = config;
    this.#rpc = rpc;
  }

  /** @throws ConfigError when the endpoints serve different chains. */
  static async open(config: EvmConfig): Promise<EvmNode> {
    const rpc = new RpcClient(config.rpc, config);
    try {
      const ids = await Promise.all(
        rpc.endpoints.map(async (endpoint) => ({
          endpoint,
          id: (await retry(() => endpoint.call("eth_chainId", []))).result,
        })),
      );
      const other = ids.find(({ id }) => id !== ids[0]?.id);
      if (other) {
        throw new ConfigError(
          `networks.${config.network}.rpc: ${ids[0]?.endpoint.name} serves chain ${Number(ids[0]?.id)}, ` +
            `${other.endpoint.name} serves chain ${Number(other.id)}: list endpoints of one chain only`,
        );
      }
    } catch (error) {
      await rpc.close();
      throw error;
    }
    return new EvmNode(config, rpc);
  }

  close(): Promise<void> {
    return this.#rpc.close();
  }

  /** The block at that height or tag, by its position alone; undefined when the node has none. */
  async ref(at: number | "latest" | "finalized", signal?: AbortSignal): Promise<BlockRef | undefined> {
    const tag = typeof at === "number" ? quantity(at) : at;
    const result = await this.#rpc.call("eth_getBlockByNumber", [tag, false], signal ? { signal } : {});
    if (result === null) return undefined;
    const parsed = wireBlockRef.safeParse(result);
    if (!parsed.success) throw new RetryableError(`block ${at} of ${this.#config.network}: the answer is not a block`);
    return { number: parsed.data.number, hash: parsed.data.hash.toLowerCase() };
  }

  /** The blocks of [from, to) that the node has, by their position, ascending. */
  async refs(from: number, to: number, signal?: AbortSignal): Promise<readonly BlockRef[]> {
    const heights = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
    const refs = await Promise.all(heights.map((height) => this.ref(height, signal)));
    return refs.filter((ref) => ref !== undefined);
  }

  async head(signal?: AbortSignal): Promise<Head> {
    const [latest, earliest] = await Promise.all([this.ref("latest", signal), this.#earliestHeight(signal)]);
    if (!latest) return {};
    const final = await this.#final(latest, signal);
    return { latest, ...(earliest > 0 ? { earliest } : {}), ...(final ? { final } : {}) };
  }

  async #final(latest: BlockRef, signal?: AbortSignal): Promise<BlockRef | undefined> {
    if (this.#hasFinalizedTag) {
      try {
        const final = await this.ref("finalized", signal);
        // Two endpoints may be at different heights: nothing above the head is final.
        if (final) return final.number <= latest.number ? final : latest;
      } catch (error) {
        if (!(error instanceof RpcError)) throw error;
        // "finalized block not found" is said by a node that knows the tag, before the first one.
        this.#hasFinalizedTag = /not found|unknown block/i.test(error.message);
      }
    }
    const { confirmations } = this.#config;
    if (confirmations === undefined || latest.number < confirmations) return undefined;
    return confirmations === 0 ? latest : this.ref(latest.number - confirmations, signal);
  }

  /** The lowest block that the node serves: some keep only the newer part of their chain. */
  async #earliestHeight(signal?: AbortSignal): Promise<number> {
    if (this.#config.from !== undefined) return this.#config.from;
    if (this.#earliest !== undefined) return this.#earliest;
    let missing = -1;
    let present = 0;
    if (!(await this.ref(0, signal))) {
      missing = 0;
      present = (await this.ref("latest", signal))?.number ?? 0;
    }
    while (present - missing > 1) {
      const middle = Math.floor((missing + present) / 2);
      if (await this.ref(middle, signal)) present = middle;
      else missing = middle;
    }
    this.#earliest = present;
    return present;
  }

  /** @throws RetryableError when the node does not have the block or its receipts within the client's tries. */
  async fetch(height: number, signal: AbortSignal): Promise<RawBlock> {
    const tag = quantity(height);
    const missing = `${this.#config.network}: the node has no block ${height}`;
    const [block, blockReceipts] = await Promise.all([
      this.#rpc.answer("eth_getBlockByNumber", [tag, true], { signal, missing }),
      this.#blockReceipts(tag, signal),
    ]);
    const receipts = blockReceipts ?? (await this.#receiptsOneByOne(block.result, signal));
    const parts = [Buffer.from('{"block":'), block.body, Buffer.from(',"receipts":'), receipts.body, Buffer.from("}")];
    return { height, block: block.result, receipts: receipts.result, bytes: () => Buffer.concat(parts) };
  }

  /** Undefined when the node does not offer `eth_getBlockReceipts`; asked until the first such answer. */
  async #blockReceipts(tag: string, signal: AbortSignal): Promise<RpcAnswer | undefined> {
    if (!this.#hasBlockReceipts) return undefined;
    const missing = `${this.#config.network}: the node has no receipts for block ${Number(tag)}`;
    try {
      return await this.#rpc.answer("eth_getBlockReceipts", [tag], { signal, missing });
    } catch (error) {
      if (!(error instanceof RpcError && error.isUnknownMethod)) throw error;
      this.#hasBlockReceipts = false;
      return undefined;
    }
  }

  async #receiptsOneByOne(block: unknown, signal: AbortSignal): Promise<RpcAnswer> {
    const hashes = z.object({ transactions: z.array(z.object({ hash: z.string() })) }).safeParse(block);
    const transactions = hashes.success ? hashes.data.transactions : [];
    const answers = await Promise.all(
      transactions.map(({ hash }) => {
        const missing = `${this.#config.network}: the node has no receipt for transaction ${hash}`;
        return this.#rpc.answer("eth_getTransactionReceipt", [hash], { signal, missing });
      }),
    );
    return {
      result: answers.map(({ result }) => result),
      body: Buffer.from(`[${answers.map(({ body }) => Buffer.from(body).toString("utf8")).join(",")}]`),
    };
  }

  /** Why the transaction failed; undefined when the node does not offer traces, or not this one. */
  async revert(hash: Uint8Array, signal: AbortSignal): Promise<Revert | undefined> {
    if (!this.#hasTraces) return undefined;
    try {
      const params = [toHex(hash), { tracer: "callTracer" }];
      const frame = await this.#rpc.call("debug_traceTransaction", params, { signal, tries: TRACE_TRIES });
      const parsed = wireCallFrame.safeParse(frame);
      return parsed.success ? revertOf(parsed.data) : undefined;
    } catch (error) {
      // A trace is an extra that no root commits to: indexing goes on without it, and says so.
      if (!(error instanceof LedgerscopeError)) throw error;
      if (error instanceof ConfigError || (error instanceof RpcError && error.isUnknownMethod)) this.#hasTraces = false;
      return undefined;
    }
  }
}
