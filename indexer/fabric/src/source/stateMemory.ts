import {
  type DecodedEnvelope,
  type FabricBlock,
  isDeletion,
  type KeySet,
  MetadataIndex,
  type StateLookup,
} from "@ledgerscope/proof";
import { VALID } from "../decode/validationCodes.ts";
import { WriteLog } from "./writeLog.ts";

/** Keys and values held at most, in bytes; a ledger with more state is not followed. */
const MAX_BYTES = 256 << 20;
/** Batches whose writes are kept where the ones before can be looked up: whoever stores them may lag behind. */
const GENERATIONS = 3;

/** Looks up the value that a key had before a height; as `StateLookup`, whose block is given. */
export type ValuesBefore = (height: number, ...key: Parameters<StateLookup>) => ReturnType<StateLookup>;

/**
 * The current value of every key: the commit hash of a block needs it where a transaction changes a key's
 * metadata alone. Where stored rows can be asked, only the newest batches are remembered here; else all are,
 * as far as they fit. What is not known is said to be unknown.
 */
export class StateMemory {
  /** Newest first. */
  #generations: WriteLog[] = [new WriteLog()];
  readonly #older: ValuesBefore | undefined;
  /** Every block from 0 on was applied: a key that is not here does not exist. */
  #isComplete: boolean;
  /** A block was left out: nothing that came before it may be believed. */
  #isForgotten = false;

  /** @param older answers for everything that was stored before; without it, memory alone does. */
  constructor(startsAtGenesis: boolean, older?: ValuesBefore) {
    this.#isComplete = startsAtGenesis;
    this.#older = older;
  }

  /** What a key's value was before the next block, of that height. */
  before(height: number): StateLookup {
    return (namespace, collection, key) => {
      for (const generation of this.#generations) {
        const value = generation.get(namespace, collection, key);
        if (value !== undefined) return value;
      }
      if (this.#isForgotten) return undefined;
      if (this.#older) return this.#older(height, namespace, collection, key);
      return this.#isComplete ? null : undefined;
    };
  }

  /** Applies the block's valid writes. */
  apply(block: FabricBlock, envelopes: readonly DecodedEnvelope[]): void {
    const filter = block.metadata[MetadataIndex.transactionsFilter];
    for (const [index, { actions }] of envelopes.entries()) {
      if (filter?.[index] !== VALID) continue;
      for (const { keySets } of actions) for (const set of keySets) this.#applySet(set);
    }
    const [newest] = this.#generations;
    if (this.#older || !newest || newest.bytes <= MAX_BYTES) return;
    newest.dropOverwritten();
    // Half full of current values, it would soon be searched again for others.
    if (newest.bytes > MAX_BYTES / 2) this.forget();
  }

  #applySet(set: KeySet): void {
    const newest = this.#generations[0] as WriteLog;
    for (const write of set.writes) {
      newest.push(set.namespace, set.collection, write.key, isDeletion(set, write) ? null : write.value);
    }
  }

  /** A batch was given away; those long before it are stored by now. */
  endBatch(): void {
    if (!this.#older) return;
    this.#generations.unshift(new WriteLog());
    this.#generations.length = Math.min(this.#generations.length, GENERATIONS);
  }

  /** A block was not applied: what was known may be out of date. */
  forget(): void {
    this.#generations = [new WriteLog()];
    this.#isComplete = false;
    this.#isForgotten = true;
  }
}
