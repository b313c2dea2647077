import type { Payload } from "./batch.ts";
import type { Check } from "./check.ts";
import type { StoredReader } from "./storedReader.ts";

/**
 * Work over stored final blocks that is too slow for the way in, or that needs more than one block:
 * signatures checked, senders recovered, conflicts attributed. Whoever runs passes records which heights
 * each has done, at which version; raising `version` makes it run over everything again.
 */
export interface Pass<Config> {
  /** Stable name within the family: `senders`, `signatures`, `conflicts`. */
  readonly name: string;
  /** Version of its rules, from 1. */
  readonly version: number;
  /** What `PassStep.items` counts, in the plural: `signatures`. */
  readonly unit: string;
  /**
   * Tables that hold its rows, by height; rows of an earlier version are deleted before it writes.
   * Empty for a pass that only checks.
   */
  readonly tables: readonly string[];
  /**
   * True: what it makes of a block depends on the blocks below it. It is then done in ascending order, and done
   * again from the lowest height at which blocks came in, or were written anew, after it had passed.
   * @default false
   */
  readonly cumulative?: boolean;
  /** False: the network's configuration does not ask for it, and it is not run. @default always */
  wants?(config: Config): boolean;
  /** Steps ascend and join each other, from `request.from` to `request.to`. */
  run(config: Config, request: PassRequest): AsyncIterable<PassStep>;
}

export interface PassRequest {
  readonly network: string;
  readonly from: number;
  /** Half-open; every height in [from, to) is stored and final. */
  readonly to: number;
  readonly stored: StoredReader;
  readonly signal: AbortSignal;
}

/**
 * What a pass has done to the blocks in [from, to). A step is stored whole or done again; after an interruption
 * at most one is lost.
 */
export interface PassStep {
  readonly from: number;
  readonly to: number;
  /** How many items were worked through, in the pass's unit. */
  readonly items: number;
  /** Failed ones are kept with height and detail; nothing is held back. */
  readonly checks: readonly Check[];
  /** Rows made here; stored before `derived` is run. */
  readonly payloads: readonly Payload[];
  /**
   * Rows, of this step or of others, that are to be there no more: conditions with the placeholders of `derived`, on
   * tables of the pass. Erased last. @default none
   */
  readonly erased?: readonly { readonly table: string; readonly where: string }[];
  /**
   * Rows that the engine derives from stored ones: SELECTs with the placeholders `{network:String}`,
   * `{from:UInt64}`, `{to:UInt64}`, their columns named as the table's.
   */
  readonly derived: readonly { readonly table: string; readonly select: string }[];
}
