import type { Viewer } from "@ledgerscope/core";
import { hex } from "./evm/hex.ts";
import { zoned } from "./evm/zones.ts";
import { atPositions, heightsOf, type Position, positionParams } from "./positions.ts";
import { type Reader, readable } from "./readable.ts";

/** Longest call data, log data or value that one field carries, in bytes. */
export const MAX_BYTES = 65_536;

/** Longest access or authorization list that is taken apart, in characters of its JSON. */
const MAX_JSON = 1_000_000;

export interface EvmBlockRow {
  readonly network: string;
  readonly height: number | string;
  readonly miner: string;
  readonly gasUsed: string;
  readonly gasLimit: string;
  readonly baseFeePerGas: string | null;
  readonly stateRoot: string;
  readonly size: string;
  readonly extraData: string;
  readonly blobGasUsed: string | null;
  readonly excessBlobGas: string | null;
  /** Null where the node does not serve the list. */
  readonly withdrawalCount: number | null;
}

export const evmBlockColumns = `${hex("b.miner")} AS miner, toString(gas_used) AS gasUsed, toString(gas_limit) AS gasLimit,
       toString(base_fee_per_gas) AS baseFeePerGas, ${hex("state_root")} AS stateRoot, toString(b.size) AS size,
       ${hex("extra_data")} AS extraData, toString(blob_gas_used) AS blobGasUsed,
       toString(excess_blob_gas) AS excessBlobGas, withdrawal_count AS withdrawalCount`;

export async function evmBlocksAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<EvmBlockRow[]> {
  const scope = readable(viewer, "without channel");
  const blocks = await zoned(viewer, reader, network, "evm_blocks", heights);
  return reader.query<EvmBlockRow>(
    `SELECT network, height, ${evmBlockColumns}
     FROM ${blocks} AS b
     WHERE ${scope.sql} AND network = {network:String} AND height IN {heights:Array(UInt64)}`,
    { ...scope.params, network, heights },
  );
}

export interface EvmTransactionRow {
  readonly network: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly type: number;
  readonly nonce: string;
  readonly from: string;
  readonly to: string | null;
  readonly value: string;
  readonly gasLimit: string;
  readonly gasUsed: string;
  readonly cumulativeGasUsed: string;
  readonly gasPrice: string;
  readonly effectiveGasPrice: string;
  readonly maxFeePerGas: string | null;
  readonly maxPriorityFeePerGas: string | null;
  readonly maxFeePerBlobGas: string | null;
  readonly chainId: string | null;
  /** JSON as the table has it; empty when none. */
  readonly accessList: string;
  readonly authorizationList: string;
  readonly blobHashes: readonly string[];
  /** Cut at `MAX_BYTES`. */
  readonly input: string;
  readonly inputBytes: number | string;
  readonly selector: string | null;
  readonly contractAddress: string | null;
  readonly error: string | null;
  readonly revertData: string | null;
  readonly logCount: number;
}

export const evmTransactionColumns = `type, toString(nonce) AS nonce,
       ${hex("t.from")} AS from, ${hex("t.to")} AS to, toString(t.value) AS value,
       toString(gas_limit) AS gasLimit, toString(gas_used) AS gasUsed,
       toString(cumulative_gas_used) AS cumulativeGasUsed, toString(gas_price) AS gasPrice,
       toString(effective_gas_price) AS effectiveGasPrice, toString(max_fee_per_gas) AS maxFeePerGas,
       toString(max_priority_fee_per_gas) AS maxPriorityFeePerGas, toString(max_fee_per_blob_gas) AS maxFeePerBlobGas,
       toString(chain_id) AS chainId, substring(access_list, 1, ${MAX_JSON}) AS accessList,
       substring(authorization_list, 1, ${MAX_JSON}) AS authorizationList,
       arrayMap(hash -> ${hex("hash")}, blob_versioned_hashes) AS blobHashes,
       ${hex(`substring(t.input, 1, ${MAX_BYTES})`)} AS input, length(t.input) AS inputBytes,
       if(t.selector = '', NULL, ${hex("t.selector")}) AS selector, ${hex("contract_address")} AS contractAddress,
       nullIf(t.error, '') AS error,
       if(revert_data = '', NULL, ${hex(`substring(revert_data, 1, ${MAX_BYTES})`)}) AS revertData, log_count AS logCount`;

export async function evmTransactionsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
): Promise<EvmTransactionRow[]> {
  const scope = readable(viewer, "without channel");
  const transactions = await zoned(viewer, reader, network, "evm_transactions", heightsOf(positions));
  return reader.query<EvmTransactionRow>(
    `SELECT network, height, tx_index AS txIndex, ${evmTransactionColumns}
     FROM ${transactions} AS t
     WHERE ${scope.sql} AND ${atPositions(positions)}`,
    { ...scope.params, ...positionParams(network, positions) },
  );
}

export interface EvmLogRow {
  readonly network: string;
  readonly height: number | string;
  readonly txIndex: number;
  readonly logIndex: number;
  readonly address: string;
  readonly topics: readonly string[];
  /** Cut at `MAX_BYTES`. */
  readonly data: string;
}

/** The first logs of each transaction, in the order of the block. */
export async function evmLogsAt(
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
  first: number,
): Promise<EvmLogRow[]> {
  const scope = readable(viewer, "without channel");
  const logs = await zoned(viewer, reader, network, "evm_logs", heightsOf(positions));
  return reader.query<EvmLogRow>(
    `SELECT network, height, tx_index AS txIndex, log_index AS logIndex, ${hex("l.address")} AS address,
       arrayMap(topic -> ${hex("topic")}, l.topics) AS topics, ${hex(`substring(l.data, 1, ${MAX_BYTES})`)} AS data
     FROM ${logs} AS l
     WHERE ${scope.sql} AND ${atPositions(positions)}
     ORDER BY height, log_index LIMIT {first:UInt32} BY height, tx_index`,
    { ...scope.params, ...positionParams(network, positions), first },
  );
}
