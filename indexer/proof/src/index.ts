export type { EvmHeader } from "./evm/header.ts";
export { headerHash } from "./evm/headerHash.ts";
export { type HeaderProfile, headerFields, headerProfile } from "./evm/headerProfile.ts";
export type { Keccak256 } from "./evm/keccak256.ts";
export { type EvmLog, logsBloom, unionBlooms } from "./evm/logsBloom.ts";
export { orderedTrieRoot } from "./evm/orderedTrieRoot.ts";
export { encodeReceipt, type Receipt } from "./evm/receipt.ts";
export {
  type AccessListEntry,
  type Authorization,
  createdAddress,
  encodeTransaction,
  type SignedTransaction,
  transactionHash,
} from "./evm/transaction.ts";
export { encodeWithdrawal, type Withdrawal } from "./evm/withdrawal.ts";
