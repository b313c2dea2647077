import { type WebAssemblyMemory, type WebAssemblyModule, webAssembly } from "@ledgerscope/schema";
import type { Datasets } from "../datasets.ts";
import { rowMemory } from "../memoryPool.ts";
import type { RawBlock } from "../rawBlock.ts";
import { evmBlocks } from "../tables/evmBlocks.ts";
import { evmContracts } from "../tables/evmContracts.ts";
import { evmLogs } from "../tables/evmLogs.ts";
import { evmTokenTransfers } from "../tables/evmTokenTransfers.ts";
import { evmTransactions } from "../tables/evmTransactions.ts";
import { evmWithdrawals } from "../tables/evmWithdrawals.ts";
import { kernelBytes } from "./kernelBytes.gen.ts";
import { INHERITED, INHERITED_KEYS, KNOWN_KEYS } from "./keys.ts";

/** What kernel/index.as exports. */
interface Exports {
  readonly memory: WebAssemblyMemory;
  reserve(blockBytes: number, receiptsBytes: number): void;
  blockAt(): number;
  receiptsAt(): number;
  read(blockBytes: number, receiptsBytes: number, proves: number, datasets: number): void;
  reason(): number;
  nameBuffer(): number;
  defineKey(kind: number, key: number, length: number): void;
  networkBuffer(): number;
  setNetwork(length: number): void;
  tables(): number;
  failed(): number;
  failures(): number;
  hash(): number;
  parentHash(): number;
  number(): bigint;
  timestamp(): bigint;
  withdrawals(): number;
}

/** Tables in the order in which the kernel tells their rows. */
const TABLES = [evmBlocks, evmTransactions, evmLogs, evmWithdrawals, evmTokenTransfers, evmContracts];

/** Bits of `datasets`. */
const TRANSFERS = 1;
const CONTRACTS = 2;

/** Answers larger than this are the plain path's: the kernel takes about twelve times their size in memory. */
const MOST_BYTES = 32_000_000;
/** Memory above which the kernel is made anew: WebAssembly gives none back. */
const MOST_MEMORY = 160_000_000;

const NETWORK_BYTES = 500;
const HASH_BYTES = 32;

export interface KernelOptions {
  readonly network: string;
  readonly datasets: Pick<Datasets, "tokenTransfers" | "contracts">;
  /** False: hashes and roots are not recomputed. */
  readonly proves: boolean;
}

/** Rows of one table, as `EncodedRows` without the columns' names. */
interface KernelRows {
  readonly table: (typeof TABLES)[number];
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/** A block that the kernel has fully understood and accepted. */
export interface KernelBlock {
  readonly hash: Uint8Array;
  readonly parentHash: Uint8Array;
  /** Unix seconds. */
  readonly timestamp: bigint;
  /** What of the header's withdrawals root: it has none, the node does not serve the list, it is proven. */
  readonly withdrawals: "none" | "unchecked" | "verified";
  readonly tables: readonly KernelRows[];
  /** The rows are no longer read. */
  readonly release: () => void;
  /** Transactions that failed, and where in the rows of their table (bytes) their empty `error` stands. */
  readonly failed: readonly { readonly index: number; readonly hash: Uint8Array; readonly errorAt: number }[];
}

let compiled: WebAssemblyModule | undefined;

/**
 * Reads, proves and encodes blocks in WebAssembly (kernel/*.as): from the bytes of two answers to RowBinary, without
 * an object per field. It accepts a block only when decodeBlock.ts and every check would accept it, and writes what
 * encodeBlocks.ts would write.
 */
export class Kernel {
  #wasm: Exports | undefined;
  #network = "";

  /**
   * @returns undefined for a block that it does not accept or does not know how to read: it is left to the plain path,
   *   which says why.
   */
  read(raw: RawBlock, { network, datasets, proves }: KernelOptions): KernelBlock | undefined {
    const { block, receipts } = raw;
    if (block.length + receipts.length > MOST_BYTES || Buffer.byteLength(network) > NETWORK_BYTES) return undefined;
    const wasm = this.#ready(network);
    const wanted = (datasets.tokenTransfers ? TRANSFERS : 0) | (datasets.contracts ? CONTRACTS : 0);
    try {
      wasm.reserve(block.length, receipts.length);
      const memory = new Uint8Array(wasm.memory.buffer);
      memory.set(block, wasm.blockAt());
      memory.set(receipts, wasm.receiptsAt());
      wasm.read(block.length, receipts.length, proves ? 1 : 0, wanted);
    } catch (error) {
      if (!(error instanceof webAssembly.RuntimeError)) throw error;
      return undefined;
    }
    const read = wasm.number() === BigInt(raw.height) ? this.#result(wasm) : undefined;
    if (wasm.memory.buffer.byteLength > MOST_MEMORY) this.#wasm = undefined;
    return read;
  }

  #result(wasm: Exports): KernelBlock {
    const { buffer } = wasm.memory;
    const hashAt = (at: number): Uint8Array => new Uint8Array(buffer.slice(at, at + HASH_BYTES));
    const told = new Uint32Array(buffer, wasm.tables(), 3 * TABLES.length);
    const failures = new Uint32Array(buffer, wasm.failed(), 3 * wasm.failures());
    // The tables' rows follow each other: one copy for all.
    const [start = 0] = told;
    const last = 3 * (TABLES.length - 1);
    const length = (told[last] ?? 0) + (told[last + 1] ?? 0) - start;
    const rows = rowMemory.take(length);
    rows.set(new Uint8Array(buffer, start, length));
    return {
      hash: hashAt(wasm.hash()),
      parentHash: hashAt(wasm.parentHash()),
      timestamp: wasm.timestamp(),
      withdrawals: (["none", "unchecked", "verified"] as const)[wasm.withdrawals()] ?? "none",
      tables: TABLES.map((table, index) => {
        const [at = 0, length = 0, count = 0] = told.subarray(3 * index, 3 * index + 3);
        return { table, bytes: rows.subarray(at - start, at - start + length), rows: count };
      }),
      release: () => rowMemory.give(rows),
      failed: Array.from({ length: wasm.failures() }, (_, index) => {
        const [position = 0, hash = 0, errorAt = 0] = failures.subarray(3 * index, 3 * index + 3);
        return { index: position, hash: hashAt(hash), errorAt };
      }),
    };
  }

  #ready(network: string): Exports {
    let wasm = this.#wasm;
    if (!wasm) {
      compiled ??= new webAssembly.Module(Buffer.from(kernelBytes, "base64"));
      wasm = new webAssembly.Instance(compiled).exports as unknown as Exports;
      for (const [kind, keys] of KNOWN_KEYS.entries()) {
        for (const [key, name] of keys.entries()) define(wasm, kind, key, name);
        for (const name of INHERITED_KEYS) define(wasm, kind, INHERITED, name);
      }
      this.#wasm = wasm;
      this.#network = "";
    }
    if (this.#network !== network) {
      const name = Buffer.from(network);
      // As RowBinary has it: the length in base 128 in front.
      const length = name.length < 128 ? [name.length] : [(name.length & 127) | 128, name.length >> 7];
      new Uint8Array(wasm.memory.buffer).set([...length, ...name], wasm.networkBuffer());
      wasm.setNetwork(length.length + name.length);
      this.#network = network;
    }
    return wasm;
  }
}

function define(wasm: Exports, kind: number, key: number, name: string): void {
  const text = Buffer.from(name);
  const buffer = new Uint8Array(wasm.memory.buffer, wasm.nameBuffer(), 64);
  buffer.fill(0);
  buffer.set(text);
  wasm.defineKey(kind, key, text.length);
}
