import type { EvmTransaction } from "./evmBlock.ts";
import { fromHex } from "./hex.ts";
import type { TextRow } from "./storedRows.ts";
import type { evmTransactions } from "./tables/evmTransactions.ts";
import { wireAccessList, wireAuthorizationList } from "./wire.ts";

/**
 * A transaction as its row has it.
 * @throws Error when a JSON column cannot be read.
 */
export function storedTransaction(row: TextRow<typeof evmTransactions>): EvmTransaction {
  return {
    hash: fromHex(row.hash),
    index: Number(row.tx_index),
    from: fromHex(row.from),
    type: Number(row.type),
    chainId: bigintOrNone(row.chain_id),
    nonce: BigInt(row.nonce),
    gasLimit: BigInt(row.gas_limit),
    gasPrice: BigInt(row.gas_price),
    maxFeePerGas: bigintOrNone(row.max_fee_per_gas),
    maxPriorityFeePerGas: bigintOrNone(row.max_priority_fee_per_gas),
    maxFeePerBlobGas: bigintOrNone(row.max_fee_per_blob_gas),
    to: bytesOrNone(row.to),
    value: BigInt(row.value),
    input: fromHex(row.input),
    accessList: row.access_list === "" ? [] : wireAccessList.parse(JSON.parse(row.access_list)),
    blobVersionedHashes: row.blob_versioned_hashes.map(fromHex),
    authorizationList:
      row.authorization_list === "" ? [] : wireAuthorizationList.parse(JSON.parse(row.authorization_list)),
    v: BigInt(row.v),
    r: BigInt(row.r),
    s: BigInt(row.s),
    otherFields: {},
  };
}

export const bytesOrNone = (value: string | null): Uint8Array | undefined =>
  value === null ? undefined : fromHex(value);

export const bigintOrNone = (value: string | null): bigint | undefined => (value === null ? undefined : BigInt(value));
