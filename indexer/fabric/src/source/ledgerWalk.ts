import type { Check } from "@ledgerscope/core";
import { type ChainState, type ProofStep, toHex, verifyBlock } from "@ledgerscope/proof";
import type { FabricConfig } from "../config.ts";
import { decodeBlock } from "../decode/decodeBlock.ts";
import { nodeCrypto } from "../nodeCrypto.ts";
import type { BatchBuilder } from "./batchBuilder.ts";
import type { LedgerBlock } from "./ledgerReader.ts";
import { StateMemory } from "./stateMemory.ts";

export const toCheck = ({ check, state, height, detail }: ProofStep): Check => ({
  check,
  state,
  height,
  ...(state === "verified" || detail === "" ? {} : { detail }),
});

/** Walks a ledger from its first block on and knows, at each, what the blocks before it say. */
export class LedgerWalk {
  readonly #config: FabricConfig;
  readonly #memory: StateMemory;
  #chain: ChainState = {};
  #timeMs = 0;

  constructor(config: FabricConfig, firstHeight: number) {
    this.#config = config;
    this.#memory = new StateMemory(firstHeight === 0);
  }

  /**
   * Verifies the next block and adds it to the batch, or holds it back.
   * @returns its hash in hex; empty when it has none.
   */
  async add({ height, block, problem, raw }: LedgerBlock, batch: BatchBuilder): Promise<string> {
    if (!block || block.number !== height) {
      const check = block ? "header_chain" : "block_format";
      const detail = problem ?? `the block at height ${height} says that it is block ${block?.number}`;
      batch.holdBack(height, [{ check, state: "failed", height, detail }], raw);
      this.#memory.forget();
      const { previous: _, ...chain } = this.#chain;
      this.#chain = chain;
      return "";
    }
    const config = this.#chain.config;
    const verified = await verifyBlock(block, this.#chain, nodeCrypto, { stateBefore: this.#memory.lookup });
    this.#chain = verified.next;
    const hash = toHex(verified.hash);
    const checks = verified.steps.map(toCheck);
    if (checks.some(({ state }) => state === "failed")) {
      batch.holdBack(height, checks, raw);
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
      checks,
      raw.length,
    );
    return hash;
  }
}
