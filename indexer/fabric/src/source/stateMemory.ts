import {
  type DecodedEnvelope,
  type FabricBlock,
  isDeletion,
  type KeySet,
  MetadataIndex,
  type StateLookup,
} from "@ledgerscope/proof";
import { VALID } from "../decode/validationCodes.ts";

/** Keys and values held at most, in bytes; a ledger with more state is not followed. */
const MAX_BYTES = 256 << 20;

/**
 * The current value of every key, as far as it fits: the commit hash of a block needs it where a
 * transaction changes a key's metadata alone. What is not known is said to be unknown.
 */
export class StateMemory {
  readonly #values = new Map<string, Uint8Array>();
  #bytes = 0;
  /** Every block from 0 on was applied: a key that is not here does not exist. */
  #isComplete: boolean;

  constructor(startsAtGenesis: boolean) {
    this.#isComplete = startsAtGenesis;
  }

  readonly lookup: StateLookup = (namespace, collection, key) =>
    this.#values.get(id(namespace, collection, key)) ?? (this.#isComplete ? null : undefined);

  /** Applies the block's valid writes. */
  apply(block: FabricBlock, envelopes: readonly DecodedEnvelope[]): void {
    const filter = block.metadata[MetadataIndex.transactionsFilter];
    for (const [index, { actions }] of envelopes.entries()) {
      if (filter?.[index] !== VALID) continue;
      for (const { keySets } of actions) for (const set of keySets) this.#applySet(set);
    }
    if (this.#bytes > MAX_BYTES) this.forget();
  }

  #applySet(set: KeySet): void {
    for (const write of set.writes) {
      const at = id(set.namespace, set.collection, write.key);
      this.#bytes -= sizeOf(at, this.#values.get(at));
      if (isDeletion(set, write)) this.#values.delete(at);
      else {
        // A copy: the value is a view that would keep its whole block file alive.
        const copy = Uint8Array.from(write.value);
        this.#values.set(at, copy);
        this.#bytes += sizeOf(at, copy);
      }
    }
  }

  /** A block was not applied: what was known may be out of date. */
  forget(): void {
    this.#values.clear();
    this.#bytes = 0;
    this.#isComplete = false;
  }
}

const sizeOf = (at: string, value: Uint8Array | undefined): number => (value ? at.length + value.length : 0);

const id = (namespace: string, collection: string, key: Uint8Array): string =>
  `${namespace}\n${collection}\n${Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString("latin1")}`;
