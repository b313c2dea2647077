import type { EvmCall } from "./evmCall.ts";
import type { EvmOrphan } from "./evmEvidence.ts";

/** Evidence on an EVM transaction that failed, or that no block holds. */
export interface EvmFailure {
  readonly family: "evm";
  readonly id: string;
  /** Absent when no block on the chain holds it. */
  readonly place?: { readonly height: number; readonly txIndex: number };
  /** Receipt status: 0; null when no block holds it. */
  readonly code: number | null;
  /** Recipient or created contract, 0x-hex; empty when unknown. */
  readonly to: string;
  /** The node's word for it; empty when it offered none. */
  readonly error: string;
  /** Bytes returned by the reverting frame, 0x-hex; `0x` when none were offered. */
  readonly revertData: string;
  /** In gas. */
  readonly gasLimit: bigint;
  /** In gas. */
  readonly gasUsed: bigint;
  /** What it costs before its first instruction, by the rules since Istanbul, in gas; absent when unknown. */
  readonly intrinsicGas?: bigint;
  /** The calls that failed, from the transaction itself down to where it began; absent where none are stored. */
  readonly calls?: readonly EvmCall[];
  /** Of one that no block holds: what is known of its waiting. */
  readonly waiting?: EvmWaiting;
}

/** What pools and ledger tell of a transaction that no block on the chain holds. */
export interface EvmWaiting {
  /** 0x-hex; empty when unknown. */
  readonly from: string;
  readonly nonce: bigint;
  /** In wei. */
  readonly value: bigint;
  /** Most that it pays per gas, in wei; absent when unknown. */
  readonly maxFeePerGas?: bigint;
  /** Unix nanoseconds. */
  readonly firstSeenNs: bigint;
  /** Whether a node called it executable when it was first seen. */
  readonly pool: "pending" | "queued" | "";
  /** When a pool was seen without it, Unix nanoseconds. */
  readonly droppedNs?: bigint;
  /** A transaction of the same sender and nonce: one of them at most gets into a block. */
  readonly rival?: EvmRival;
  /** The sender's next nonce, by the ledger and by what the node said last; absent when unknown. */
  readonly nextNonce?: bigint;
  /** The lowest nonce from `nextNonce` on that no waiting transaction has. */
  readonly missingNonce?: bigint;
  /** The waiting transaction with the sender's next nonce, which has to go first; absent where it is this one. */
  readonly first?: { readonly id: string; readonly maxFeePerGas?: bigint };
  /** What the node said the sender had, in wei; absent when it was not asked. */
  readonly balance?: bigint;
  /** Base fees of the blocks since it was first seen, in wei per gas; absent without blocks, or before London. */
  readonly baseFees?: { readonly blocks: number; readonly lowest: bigint; readonly newest: bigint };
  /** Blocks that held it and were reverted, oldest first. */
  readonly orphans: readonly EvmOrphan[];
}

export interface EvmRival {
  /** 0x-hex. */
  readonly id: string;
  /** Absent while it waits as well. */
  readonly place?: { readonly height: number; readonly txIndex: number };
  /** Same recipient, value and data. */
  readonly sameContent: boolean;
  /** It sends nothing to its own sender: what wallets send to cancel. */
  readonly cancels: boolean;
  readonly maxFeePerGas?: bigint;
  /** When it was first seen in a pool, Unix nanoseconds. */
  readonly firstSeenNs?: bigint;
}
