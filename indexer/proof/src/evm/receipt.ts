import { RLP } from "@ethereumjs/rlp";
import type { EvmLog } from "./logsBloom.ts";
import { typedEnvelope } from "./transaction.ts";

/** What the receipts root covers. */
export interface Receipt {
  /** EIP-2718 type of the transaction. */
  readonly type: number;
  /** 1 success, 0 failed; undefined before Byzantium. */
  readonly status?: number | undefined;
  /** State root after the transaction, before Byzantium. */
  readonly postState?: Uint8Array | undefined;
  readonly cumulativeGasUsed: bigint;
  readonly logsBloom: Uint8Array;
  readonly logs: readonly EvmLog[];
}

const MAX_KNOWN_TYPE = 4;

/** The receipt as the receipts root takes it; undefined for a type without a known rule. */
export function encodeReceipt(receipt: Receipt): Uint8Array | undefined {
  if (receipt.type > MAX_KNOWN_TYPE) return undefined;
  const outcome = receipt.postState ?? BigInt(receipt.status ?? 0);
  const logs = receipt.logs.map(({ address, topics, data }) => [address, [...topics], data]);
  return typedEnvelope(receipt.type, RLP.encode([outcome, receipt.cumulativeGasUsed, receipt.logsBloom, logs]));
}
