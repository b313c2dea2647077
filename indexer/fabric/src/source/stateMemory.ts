import type { StateLookup } from "@ledgerscope/proof";
import type { FabricRows } from "../decode/rows.ts";
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

  /** Applies a block's writes. */
  apply(writes: FabricRows["writes"]): void {
    for (const { namespace, collection, key, validation_code, is_delete, is_metadata, value } of writes) {
      if (validation_code !== VALID || is_metadata) continue;
      const at = id(namespace, collection, key as Uint8Array);
      this.#bytes -= sizeOf(at, this.#values.get(at));
      if (is_delete) this.#values.delete(at);
      else {
        // A copy: the row's value is a view that would keep its whole block file alive.
        const copy = Uint8Array.from(value as Uint8Array);
        this.#values.set(at, copy);
        this.#bytes += sizeOf(at, copy);
      }
    }
    if (this.#bytes > MAX_BYTES) this.forget();
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
