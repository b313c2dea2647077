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
   * @param another asked for another copy where one fails; undefined where there is none.
   * @returns its hash in hex; empty when it has none.
   */
  async add(
    found: LedgerBlock,
    batch: BatchBuilder,
    others: readonly Check[] = [],
    another?: (reason: string) => Promise<LedgerBlock | undefined>,
  ): Promise<string> {
    const { height, block, raw } = found;
    const config = this.#chain.config;
    const problem = formatProblem(found);
    const verified =
      block && !problem
        ? await verifyBlock(block, this.#chain, nodeCrypto, { stateBefore: this.#memory.before(height) })
        : undefined;
    const checks = verified ? verified.steps.map(toCheck) : problem ? [problem] : [];
    const failed = checks.find(isFailed);
    const copy = failed && (await another?.(`${failed.check}: ${failed.detail ?? ""}`));
    if (copy) return this.add(copy, batch, copy.checks, another);
    if (!block || !verified) {
      batch.holdBack(height, [...checks, ...others], raw);
      this.#memory.forget();
      const { previous: _, completeFrom: __, ...chain } = this.#chain;
      this.#chain = chain;
      return "";
    }
    this.#chain = verified.next;
    const hash = toHex(verified.hash);
    if (failed) {
      batch.holdBack(height, [...checks, ...others], raw);
      this.#memory.forget();
      return hash;
    }
    const { network, channel } = this.#config;
    const context = { network, channel, hash: verified.hash, previousTimeMs: this.#timeMs, config };
    this.#timeMs = decodeBlock(block, verified.envelopes, context, batch.rows).timeMs;
    batch.arrive({ network, channel, height }, found.arrivals ?? []);
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

const isFailed = ({ state }: Check): boolean => state === "failed";

/** Why the bytes hold no block of that height, if they do not. */
function formatProblem({ height, block, problem }: LedgerBlock): Check | undefined {
  if (block?.number === height) return undefined;
  const check = block ? "header_chain" : "block_format";
  const detail = problem ?? `the block at height ${height} says that it is block ${block?.number}`;
  return { check, state: "failed", height, detail };
}
