import { RLP } from "@ethereumjs/rlp";

/** EIP-4895: validator funds pushed into the execution layer. */
export interface Withdrawal {
  readonly index: bigint;
  readonly validatorIndex: bigint;
  readonly address: Uint8Array;
  /** In Gwei. */
  readonly amount: bigint;
}

/** The withdrawal as the withdrawals root takes it. */
export function encodeWithdrawal({ index, validatorIndex, address, amount }: Withdrawal): Uint8Array {
  return RLP.encode([index, validatorIndex, address, amount]);
}
