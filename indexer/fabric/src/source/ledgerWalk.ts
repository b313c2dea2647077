import type { Check } from "@ledgerscope/core";
import { type ChainState, type ProofStep, toHex, verifyBlock } from "@ledgerscope/proof";
import type { FabricConfig } from "../config.ts";
import { decodeBlock } from "../decode/decodeBlock.ts";
import { nodeCrypto } from "../nodeCrypto.ts";
import type { BatchBuilder } from "./batchBuilder.ts";
import type { LedgerBlock } from "./ledger.ts";
import { StateMemory } from "./stateMemory.ts";

export const toCheck = ({ check, state, height, detail }: ProofStep): Check => ({
  check,
  state,
  height,
  ...(state === "verified" || detail === "" ? {} : { detail }),
});

/** What is known of the blocks before the one that a walk starts with. */
export interface WalkStart {
  readonly chain: ChainState;
  /** Time of the block before, Unix milliseconds. */
  readonly timeMs: number;
  readonly memory: StateMemory;
}

/** Walks a ledger block by block and knows, at each, what the blocks before it say. */
export class LedgerWalk {
  readonly #config: FabricConfig;
  readonly #memory: StateMemory;
  #chain: ChainState;
  #timeMs: number;

  /** @param start @default nothing is known, as before the first block of a ledger */
  constructor(config: FabricConfig, firstHeight: number, start?: WalkStart) {
    this.#config = config;
    this.#memory = start?.memory ?? new StateMemory(firstHeight === 0);
    this.#chain = start?.chain ?? {};
    this.#timeMs = start?.timeMs ?? 0;
  }

  /** A batch was given away. */
  endBatch(): void {
    this.#memory.endBatch();
  }

  /**
   * Verifies the next block and adds it to the batch, or holds it back.
   * @param others checks made on it elsewhere, which do not hold it back.
   * @returns its hash in hex; empty when it has none.
   */
  async add(
    { height, block, problem, raw }: LedgerBlock,
    batch: BatchBuilder,
    others: readonly Check[] = [],
  ): Promise<string> {
    if (!block || block.number !== height) {
      const check = block ? "header_chain" : "block_format";
      const detail = problem ?? `the block at height ${height} says that it is block ${block?.number}`;
      batch.holdBack(height, [{ check, state: "failed", height, detail }, ...others], raw);
      this.#memory.forget();
      const { previous: _, completeFrom: __, ...chain } = this.#chain;
      this.#chain = chain;
      return "";
    }
    const config = this.#chain.config;
    const verified = await verifyBlock(block, this.#chain, nodeCrypto, { stateBefore: this.#memory.before(height) });
    this.#chain = verified.next;
    const hash = toHex(verified.hash);
    const checks = verified.steps.map(toCheck);
    if (checks.some(({ state }) => state === "failed")) {
      batch.holdBack(height, [...checks, ...others], raw);
      this.#memory.forget();
      return hash;
    }
    const { network, channel } = this.#config;
    const context = { network, channel, hash: verified.hash, previousTimeMs: this.#timeMs, config };
    this.#timeMs = decodeBlock(block, verified.envelopes, context, batch.rows).timeMs;
    this.#memory.apply(block, verified.envelopes);
    const parentHash = toHex(block.previousHash);
    batch.add(
      { number: height, hash, parentHash, timeMs: this.#timeMs, timeSource: "transactions" },
      [...checks, ...others],
      raw.length,
    );
    return hash;
  }
}
