import type { EvmHeader, EvmLog, SignedTransaction, Withdrawal } from "@ledgerscope/proof";
import type { AppliedRule } from "./headerRules.ts";

/** Fields by name that no column holds, as the node sent them. */
export type OtherFields = Readonly<Record<string, unknown>>;

/** A block with all that is stored of it, whether it came from a node or from stored rows. */
export interface EvmBlock {
  readonly height: number;
  readonly hash: Uint8Array;
  readonly header: EvmHeader;
  /** By which its header is verified. */
  readonly rule: AppliedRule;
  /** Size that the node reports, in bytes. */
  readonly size: bigint;
  readonly uncles: readonly Uint8Array[];
  /** Undefined when the node does not serve the list. */
  readonly withdrawals: readonly Withdrawal[] | undefined;
  readonly transactions: readonly EvmTransaction[];
  /** In the order of the transactions. */
  readonly receipts: readonly EvmReceipt[];
  readonly otherFields: OtherFields;
}

export interface EvmTransaction extends SignedTransaction {
  readonly hash: Uint8Array;
  readonly index: number;
  /** Sender, as the node reports it. */
  readonly from: Uint8Array;
  readonly otherFields: OtherFields;
}

export interface EvmReceipt {
  readonly status: number | undefined;
  /** State root after the transaction, before Byzantium. */
  readonly postState: Uint8Array | undefined;
  readonly cumulativeGasUsed: bigint;
  readonly gasUsed: bigint;
  /** Wei per gas; undefined where the node does not say (before London). */
  readonly effectiveGasPrice: bigint | undefined;
  readonly contractAddress: Uint8Array | undefined;
  /** The receipt's own bloom; undefined in stored rows, where it follows from the logs. */
  readonly logsBloom: Uint8Array | undefined;
  readonly logs: readonly EvmReceiptLog[];
  readonly otherFields: OtherFields;
}

interface EvmReceiptLog extends EvmLog {
  /** Position in the block. */
  readonly logIndex: number;
}
