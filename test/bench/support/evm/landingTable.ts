/**
 * A table without storage that takes a node's answers as they come, `{"block": answer, "receipts": answer}` per
 * block, and views behind it that shape them into the tables of the warehouse: what an engine can do with JSON
 * when nothing stands between it and the node. Nothing is verified, and fields without a column are lost.
 */
export const LANDING = "bench.landing";

const log = `address String, topics Array(String), data String, transactionIndex String, logIndex String`;
const receipt = `contractAddress Nullable(String), cumulativeGasUsed String, gasUsed String,
  effectiveGasPrice Nullable(String), status Nullable(String), root Nullable(String), logs Array(Tuple(${log}))`;
const transaction = `hash String, from String, to Nullable(String), gas String, gasPrice String, input String,
  nonce String, transactionIndex String, value String, type String, v String, r String, s String,
  chainId Nullable(String), maxFeePerGas Nullable(String), maxPriorityFeePerGas Nullable(String),
  maxFeePerBlobGas Nullable(String), blobVersionedHashes Array(String),
  accessList Array(Tuple(address String, storageKeys Array(String)))`;
const block = `number String, hash String, parentHash String, sha3Uncles String, miner String, stateRoot String,
  transactionsRoot String, receiptsRoot String, logsBloom String, difficulty String, gasLimit String,
  gasUsed String, timestamp String, extraData String, mixHash String, nonce String, size String,
  uncles Array(String), baseFeePerGas Nullable(String), withdrawalsRoot Nullable(String),
  transactions Array(Tuple(${transaction}))`;

const bytes = (text: string): string => `unhex(substring(${text}, 3))`;
const u64 = (text: string): string => `reinterpretAsUInt64(reverse(${bytes(text)}))`;
const u256 = (text: string): string => `reinterpretAsUInt256(reverse(${bytes(text)}))`;
const some = (text: string, of: (text: string) => string): string =>
  `if(isNull(${text}), NULL, ${of(`assumeNotNull(${text})`)})`;

const common = `'mainnet' AS network, ${u64("b.number")} AS height, ${bytes("b.hash")} AS block_hash`;
const time = `toDateTime64(${u64("b.timestamp")}, 3) AS time`;

const blocks = `SELECT ${common}, ${bytes("b.parentHash")} AS parent_hash, ${time},
  ${bytes("b.sha3Uncles")} AS uncles_hash, ${bytes("b.miner")} AS miner, ${bytes("b.stateRoot")} AS state_root,
  ${bytes("b.transactionsRoot")} AS transactions_root, ${bytes("b.receiptsRoot")} AS receipts_root,
  ${bytes("b.logsBloom")} AS logs_bloom, ${u256("b.difficulty")} AS difficulty, ${u64("b.gasLimit")} AS gas_limit,
  ${u64("b.gasUsed")} AS gas_used, ${bytes("b.extraData")} AS extra_data, ${bytes("b.mixHash")} AS mix_hash,
  ${bytes("b.nonce")} AS nonce, ${some("b.baseFeePerGas", u256)} AS base_fee_per_gas,
  ${some("b.withdrawalsRoot", bytes)} AS withdrawals_root, ${u64("b.size")} AS size,
  arrayMap(u -> ${bytes("u")}, b.uncles) AS uncles, length(b.transactions) AS tx_count
FROM (SELECT block.result AS b FROM ${LANDING})`;

const transactions = `SELECT ${common}, ${u64("t.transactionIndex")} AS tx_index, ${bytes("t.hash")} AS hash, ${time},
  ${u64("t.type")} AS type, ${bytes("t.from")} AS from, ${some("t.to", bytes)} AS to, ${u64("t.nonce")} AS nonce,
  ${u256("t.value")} AS value, ${u64("t.gas")} AS gas_limit, ${u256("t.gasPrice")} AS gas_price,
  ${some("t.maxFeePerGas", u256)} AS max_fee_per_gas,
  ${some("t.maxPriorityFeePerGas", u256)} AS max_priority_fee_per_gas,
  if(type = 0, NULL, ${some("t.chainId", u64)}) AS chain_id, ${bytes("t.input")} AS input,
  if(isNull(t.to) OR length(input) < 4, '', substring(input, 1, 4)) AS selector,
  if(empty(t.accessList), '', toJSONString(t.accessList)) AS access_list,
  ${u256("t.v")} AS v, ${u256("t.r")} AS r, ${u256("t.s")} AS s, ${some("x.status", u64)} AS status,
  ${u64("x.gasUsed")} AS gas_used, ${u64("x.cumulativeGasUsed")} AS cumulative_gas_used,
  if(isNull(x.effectiveGasPrice), gas_price, ${u256("assumeNotNull(x.effectiveGasPrice)")}) AS effective_gas_price,
  ${some("x.contractAddress", bytes)} AS contract_address, length(x.logs) AS log_count
FROM (SELECT block.result AS b, receipts.result AS rs FROM ${LANDING})
ARRAY JOIN b.transactions AS t, rs AS x`;

const logs = `SELECT ${common}, ${u64("l.transactionIndex")} AS tx_index, hash AS tx_hash,
  ${u64("l.logIndex")} AS log_index, ${bytes("l.address")} AS address,
  arrayMap(topic -> ${bytes("topic")}, l.topics) AS topics, ${bytes("l.data")} AS data
FROM (
  SELECT b, ${bytes("t.hash")} AS hash, x.logs AS ls
  FROM (SELECT block.result AS b, receipts.result AS rs FROM ${LANDING})
  ARRAY JOIN b.transactions AS t, rs AS x
)
ARRAY JOIN ls AS l`;

/** Statements that make the landing table and its views. */
export const landingStatements: readonly string[] = [
  "CREATE DATABASE IF NOT EXISTS bench",
  `CREATE TABLE ${LANDING} (block Tuple(result Tuple(${block})), receipts Tuple(result Array(Tuple(${receipt})))) ENGINE = Null`,
  `CREATE MATERIALIZED VIEW bench.blocks TO store.evm_blocks_final AS ${blocks}`,
  `CREATE MATERIALIZED VIEW bench.transactions TO store.evm_transactions_final AS ${transactions}`,
  `CREATE MATERIALIZED VIEW bench.logs TO store.evm_logs_final AS ${logs}`,
];
