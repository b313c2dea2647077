-- The private warehouse on a ClickHouse cluster named `ledgerscope`. Written by `npm run generate`; see README.md.

CREATE DATABASE IF NOT EXISTS store ON CLUSTER `ledgerscope`;

CREATE DATABASE IF NOT EXISTS store_local ON CLUSTER `ledgerscope`;

CREATE TABLE IF NOT EXISTS store_local.`_migrations` ON CLUSTER `ledgerscope` (
  `statement_sha256` String COMMENT 'SHA-256 of the statement, lower-case hex',
  `statement` String COMMENT 'As it was run; empty: only the version has changed' CODEC(ZSTD(3)),
  `applied_at` DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When it had run, UTC',
  `version` UInt32 DEFAULT 1 COMMENT 'Schema version of the program that ran it',
  `object` String COMMENT 'What it made or changed, with its database: store._ranges',
  `schema_sha256` String COMMENT 'SHA-256 of the whole schema that it belongs to, lower-case hex'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (`applied_at`, `statement_sha256`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Statements that brought this warehouse to its schema';

CREATE TABLE IF NOT EXISTS store.`_migrations` ON CLUSTER `ledgerscope` (
  `statement_sha256` String COMMENT 'SHA-256 of the statement, lower-case hex',
  `statement` String COMMENT 'As it was run; empty: only the version has changed',
  `applied_at` DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'When it had run, UTC',
  `version` UInt32 DEFAULT 1 COMMENT 'Schema version of the program that ran it',
  `object` String COMMENT 'What it made or changed, with its database: store._ranges',
  `schema_sha256` String COMMENT 'SHA-256 of the whole schema that it belongs to, lower-case hex'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `_migrations`, cityHash64(`applied_at`))
COMMENT 'Statements that brought this warehouse to its schema';

CREATE TABLE IF NOT EXISTS store_local.`_ranges` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `zone` LowCardinality(String) COMMENT 'head (can be reverted) or final; reverted: the range no longer counts',
  `from` UInt64 COMMENT 'First height',
  `to` UInt64 COMMENT 'One past the last height',
  `revision` UInt32 COMMENT 'Raised by every deliberate rewrite',
  `rows` UInt64 COMMENT 'Rows written, all tables; a batch that makes several ranges has its sum in the first',
  `bytes` UInt64 COMMENT 'Bytes written, before compression; a batch that makes several ranges has its sum in the first',
  `first_hash` String COMMENT 'Hash of the first block, as its chain prints it',
  `last_hash` String COMMENT 'Hash of the last block',
  `last_parent_hash` String COMMENT 'Parent hash of the last block',
  `checks` String COMMENT 'Checks made on the blocks: JSON {check: {state: count}}',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds',
  `exceptions` String DEFAULT '[]' COMMENT 'Checks with another outcome than verified: JSON [{check, state, from, to, count, detail}]'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (`network`, `from`, `to`, `seq`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Stored block ranges, half-open; written after their rows, so that a range that stands here is complete';

CREATE TABLE IF NOT EXISTS store.`_ranges` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `zone` LowCardinality(String) COMMENT 'head (can be reverted) or final; reverted: the range no longer counts',
  `from` UInt64 COMMENT 'First height',
  `to` UInt64 COMMENT 'One past the last height',
  `revision` UInt32 COMMENT 'Raised by every deliberate rewrite',
  `rows` UInt64 COMMENT 'Rows written, all tables; a batch that makes several ranges has its sum in the first',
  `bytes` UInt64 COMMENT 'Bytes written, before compression; a batch that makes several ranges has its sum in the first',
  `first_hash` String COMMENT 'Hash of the first block, as its chain prints it',
  `last_hash` String COMMENT 'Hash of the last block',
  `last_parent_hash` String COMMENT 'Parent hash of the last block',
  `checks` String COMMENT 'Checks made on the blocks: JSON {check: {state: count}}',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds',
  `exceptions` String DEFAULT '[]' COMMENT 'Checks with another outcome than verified: JSON [{check, state, from, to, count, detail}]'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `_ranges`, cityHash64(`network`))
COMMENT 'Stored block ranges, half-open; written after their rows, so that a range that stands here is complete';

CREATE TABLE IF NOT EXISTS store_local.`_passes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `pass` LowCardinality(String) COMMENT 'Name of the pass: signatures, senders',
  `version` UInt32 COMMENT 'Version of its rules; rows of older versions no longer count',
  `from` UInt64 COMMENT 'First height',
  `to` UInt64 COMMENT 'One past the last height',
  `revision` UInt32 COMMENT 'Revision of the blocks, as in _ranges',
  `items` UInt64 COMMENT 'What was worked through, in the pass\'s unit',
  `unit` LowCardinality(String) COMMENT 'What items counts: signatures',
  `checks` String COMMENT 'Checks made: JSON {check: {state: count}}',
  `exceptions` String COMMENT 'Checks with another outcome than verified: JSON [{check, state, from, to, count, detail}]',
  `seconds` Float64 COMMENT 'Time taken, reading and writing included',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (`network`, `pass`, `version`, `from`, `to`, `seq`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Work done over stored final blocks in the background; written after its rows. A row counts while all its blocks are final in _ranges at its revision';

CREATE TABLE IF NOT EXISTS store.`_passes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `pass` LowCardinality(String) COMMENT 'Name of the pass: signatures, senders',
  `version` UInt32 COMMENT 'Version of its rules; rows of older versions no longer count',
  `from` UInt64 COMMENT 'First height',
  `to` UInt64 COMMENT 'One past the last height',
  `revision` UInt32 COMMENT 'Revision of the blocks, as in _ranges',
  `items` UInt64 COMMENT 'What was worked through, in the pass\'s unit',
  `unit` LowCardinality(String) COMMENT 'What items counts: signatures',
  `checks` String COMMENT 'Checks made: JSON {check: {state: count}}',
  `exceptions` String COMMENT 'Checks with another outcome than verified: JSON [{check, state, from, to, count, detail}]',
  `seconds` Float64 COMMENT 'Time taken, reading and writing included',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `_passes`, cityHash64(`network`))
COMMENT 'Work done over stored final blocks in the background; written after its rows. A row counts while all its blocks are final in _ranges at its revision';

CREATE TABLE IF NOT EXISTS store_local.`canonical_log` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the canonical block',
  `in_head` Bool COMMENT 'False: the height left the head zone (reverted, or moved to the final tables)',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (`network`, `height`, `seq`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Which block of each height in the head zone is canonical; only grows, per height the newest row counts';

CREATE TABLE IF NOT EXISTS store.`canonical_log` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the canonical block',
  `in_head` Bool COMMENT 'False: the height left the head zone (reverted, or moved to the final tables)',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `canonical_log`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Which block of each height in the head zone is canonical; only grows, per height the newest row counts';

CREATE TABLE IF NOT EXISTS store_local.`_quarantine` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `check` LowCardinality(String) COMMENT 'The check that failed',
  `detail` String COMMENT 'What was expected and what was found',
  `raw` String COMMENT 'The block as received, raw bytes' CODEC(ZSTD(3)),
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (`network`, `height`, `seq`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Blocks that failed a check and were not stored, with their bytes as received';

CREATE TABLE IF NOT EXISTS store.`_quarantine` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `check` LowCardinality(String) COMMENT 'The check that failed',
  `detail` String COMMENT 'What was expected and what was found',
  `raw` String COMMENT 'The block as received, raw bytes',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `_quarantine`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Blocks that failed a check and were not stored, with their bytes as received';

CREATE TABLE IF NOT EXISTS store_local.`evm_blocks_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the header',
  `parent_hash` FixedString(32) COMMENT 'Hash of the block before',
  `time` DateTime64(3, 'UTC') COMMENT 'Header timestamp, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `timestamp` UInt64 DEFAULT toUnixTimestamp(time) COMMENT 'Timestamp as the header has it: Unix seconds; GoQuorum with Raft: nanoseconds' CODEC(DoubleDelta, ZSTD(1)),
  `uncles_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the uncles\' headers (sha3Uncles)',
  `miner` FixedString(20) COMMENT 'Beneficiary (coinbase) address',
  `state_root` FixedString(32) COMMENT 'Root of the state trie',
  `transactions_root` FixedString(32) COMMENT 'Root of the transactions trie',
  `receipts_root` FixedString(32) COMMENT 'Root of the receipts trie',
  `logs_bloom` FixedString(256) COMMENT 'Bloom filter of the logs\' addresses and topics' CODEC(ZSTD(1)),
  `difficulty` UInt256 COMMENT 'Difficulty, in expected hashes; 0 after the merge',
  `gas_limit` UInt64 COMMENT 'Gas limit, in gas',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `extra_data` String COMMENT 'Extra data of the block\'s producer',
  `mix_hash` FixedString(32) COMMENT 'Proof-of-work mix (mixHash); the beacon chain\'s randomness (prevRandao) after the merge',
  `nonce` FixedString(8) COMMENT 'Nonce of the header',
  `base_fee_per_gas` Nullable(UInt256) COMMENT 'Base fee, in wei per gas; NULL before London',
  `withdrawals_root` Nullable(FixedString(32)) COMMENT 'Root of the withdrawals; NULL before Shanghai',
  `blob_gas_used` Nullable(UInt64) COMMENT 'Blob gas used, in gas; NULL before Cancun',
  `excess_blob_gas` Nullable(UInt64) COMMENT 'Excess blob gas, in gas; NULL before Cancun',
  `parent_beacon_block_root` Nullable(FixedString(32)) COMMENT 'Root of the parent beacon block; NULL before Cancun',
  `requests_hash` Nullable(FixedString(32)) COMMENT 'Hash of the execution requests; NULL before Prague',
  `size` UInt64 COMMENT 'Size that the node reports, in bytes',
  `uncles` Array(FixedString(32)) COMMENT 'Hashes of the uncles; empty after the merge',
  `tx_count` UInt32 COMMENT 'Transactions in the block',
  `withdrawal_count` Nullable(UInt32) COMMENT 'Withdrawals in the block; NULL where the node does not serve the list',
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds; empty when none' CODEC(ZSTD(1)),
  INDEX `by_hash` block_hash TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX `by_hash_text` concat('0x', lower(hex(block_hash))) TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `height`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'EVM block headers, one row per block; the header hash can be recomputed from the row';

CREATE TABLE IF NOT EXISTS store.`evm_blocks_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the header',
  `parent_hash` FixedString(32) COMMENT 'Hash of the block before',
  `time` DateTime64(3, 'UTC') COMMENT 'Header timestamp, UTC',
  `timestamp` UInt64 DEFAULT toUnixTimestamp(time) COMMENT 'Timestamp as the header has it: Unix seconds; GoQuorum with Raft: nanoseconds',
  `uncles_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the uncles\' headers (sha3Uncles)',
  `miner` FixedString(20) COMMENT 'Beneficiary (coinbase) address',
  `state_root` FixedString(32) COMMENT 'Root of the state trie',
  `transactions_root` FixedString(32) COMMENT 'Root of the transactions trie',
  `receipts_root` FixedString(32) COMMENT 'Root of the receipts trie',
  `logs_bloom` FixedString(256) COMMENT 'Bloom filter of the logs\' addresses and topics',
  `difficulty` UInt256 COMMENT 'Difficulty, in expected hashes; 0 after the merge',
  `gas_limit` UInt64 COMMENT 'Gas limit, in gas',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `extra_data` String COMMENT 'Extra data of the block\'s producer',
  `mix_hash` FixedString(32) COMMENT 'Proof-of-work mix (mixHash); the beacon chain\'s randomness (prevRandao) after the merge',
  `nonce` FixedString(8) COMMENT 'Nonce of the header',
  `base_fee_per_gas` Nullable(UInt256) COMMENT 'Base fee, in wei per gas; NULL before London',
  `withdrawals_root` Nullable(FixedString(32)) COMMENT 'Root of the withdrawals; NULL before Shanghai',
  `blob_gas_used` Nullable(UInt64) COMMENT 'Blob gas used, in gas; NULL before Cancun',
  `excess_blob_gas` Nullable(UInt64) COMMENT 'Excess blob gas, in gas; NULL before Cancun',
  `parent_beacon_block_root` Nullable(FixedString(32)) COMMENT 'Root of the parent beacon block; NULL before Cancun',
  `requests_hash` Nullable(FixedString(32)) COMMENT 'Hash of the execution requests; NULL before Prague',
  `size` UInt64 COMMENT 'Size that the node reports, in bytes',
  `uncles` Array(FixedString(32)) COMMENT 'Hashes of the uncles; empty after the merge',
  `tx_count` UInt32 COMMENT 'Transactions in the block',
  `withdrawal_count` Nullable(UInt32) COMMENT 'Withdrawals in the block; NULL where the node does not serve the list',
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds; empty when none'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_blocks_final`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'EVM block headers, one row per block; the header hash can be recomputed from the row';

CREATE TABLE IF NOT EXISTS store_local.`evm_blocks_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the header',
  `parent_hash` FixedString(32) COMMENT 'Hash of the block before',
  `time` DateTime64(3, 'UTC') COMMENT 'Header timestamp, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `timestamp` UInt64 DEFAULT toUnixTimestamp(time) COMMENT 'Timestamp as the header has it: Unix seconds; GoQuorum with Raft: nanoseconds' CODEC(DoubleDelta, ZSTD(1)),
  `uncles_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the uncles\' headers (sha3Uncles)',
  `miner` FixedString(20) COMMENT 'Beneficiary (coinbase) address',
  `state_root` FixedString(32) COMMENT 'Root of the state trie',
  `transactions_root` FixedString(32) COMMENT 'Root of the transactions trie',
  `receipts_root` FixedString(32) COMMENT 'Root of the receipts trie',
  `logs_bloom` FixedString(256) COMMENT 'Bloom filter of the logs\' addresses and topics' CODEC(ZSTD(1)),
  `difficulty` UInt256 COMMENT 'Difficulty, in expected hashes; 0 after the merge',
  `gas_limit` UInt64 COMMENT 'Gas limit, in gas',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `extra_data` String COMMENT 'Extra data of the block\'s producer',
  `mix_hash` FixedString(32) COMMENT 'Proof-of-work mix (mixHash); the beacon chain\'s randomness (prevRandao) after the merge',
  `nonce` FixedString(8) COMMENT 'Nonce of the header',
  `base_fee_per_gas` Nullable(UInt256) COMMENT 'Base fee, in wei per gas; NULL before London',
  `withdrawals_root` Nullable(FixedString(32)) COMMENT 'Root of the withdrawals; NULL before Shanghai',
  `blob_gas_used` Nullable(UInt64) COMMENT 'Blob gas used, in gas; NULL before Cancun',
  `excess_blob_gas` Nullable(UInt64) COMMENT 'Excess blob gas, in gas; NULL before Cancun',
  `parent_beacon_block_root` Nullable(FixedString(32)) COMMENT 'Root of the parent beacon block; NULL before Cancun',
  `requests_hash` Nullable(FixedString(32)) COMMENT 'Hash of the execution requests; NULL before Prague',
  `size` UInt64 COMMENT 'Size that the node reports, in bytes',
  `uncles` Array(FixedString(32)) COMMENT 'Hashes of the uncles; empty after the merge',
  `tx_count` UInt32 COMMENT 'Transactions in the block',
  `withdrawal_count` Nullable(UInt32) COMMENT 'Withdrawals in the block; NULL where the node does not serve the list',
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds; empty when none' CODEC(ZSTD(1)),
  INDEX `by_hash` block_hash TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX `by_hash_text` concat('0x', lower(hex(block_hash))) TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `block_hash`, `height`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'EVM block headers, one row per block; the header hash can be recomputed from the row';

CREATE TABLE IF NOT EXISTS store.`evm_blocks_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the header',
  `parent_hash` FixedString(32) COMMENT 'Hash of the block before',
  `time` DateTime64(3, 'UTC') COMMENT 'Header timestamp, UTC',
  `timestamp` UInt64 DEFAULT toUnixTimestamp(time) COMMENT 'Timestamp as the header has it: Unix seconds; GoQuorum with Raft: nanoseconds',
  `uncles_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the uncles\' headers (sha3Uncles)',
  `miner` FixedString(20) COMMENT 'Beneficiary (coinbase) address',
  `state_root` FixedString(32) COMMENT 'Root of the state trie',
  `transactions_root` FixedString(32) COMMENT 'Root of the transactions trie',
  `receipts_root` FixedString(32) COMMENT 'Root of the receipts trie',
  `logs_bloom` FixedString(256) COMMENT 'Bloom filter of the logs\' addresses and topics',
  `difficulty` UInt256 COMMENT 'Difficulty, in expected hashes; 0 after the merge',
  `gas_limit` UInt64 COMMENT 'Gas limit, in gas',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `extra_data` String COMMENT 'Extra data of the block\'s producer',
  `mix_hash` FixedString(32) COMMENT 'Proof-of-work mix (mixHash); the beacon chain\'s randomness (prevRandao) after the merge',
  `nonce` FixedString(8) COMMENT 'Nonce of the header',
  `base_fee_per_gas` Nullable(UInt256) COMMENT 'Base fee, in wei per gas; NULL before London',
  `withdrawals_root` Nullable(FixedString(32)) COMMENT 'Root of the withdrawals; NULL before Shanghai',
  `blob_gas_used` Nullable(UInt64) COMMENT 'Blob gas used, in gas; NULL before Cancun',
  `excess_blob_gas` Nullable(UInt64) COMMENT 'Excess blob gas, in gas; NULL before Cancun',
  `parent_beacon_block_root` Nullable(FixedString(32)) COMMENT 'Root of the parent beacon block; NULL before Cancun',
  `requests_hash` Nullable(FixedString(32)) COMMENT 'Hash of the execution requests; NULL before Prague',
  `size` UInt64 COMMENT 'Size that the node reports, in bytes',
  `uncles` Array(FixedString(32)) COMMENT 'Hashes of the uncles; empty after the merge',
  `tx_count` UInt32 COMMENT 'Transactions in the block',
  `withdrawal_count` Nullable(UInt32) COMMENT 'Withdrawals in the block; NULL where the node does not serve the list',
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds; empty when none'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_blocks_head`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'EVM block headers, one row per block; the header hash can be recomputed from the row';

CREATE TABLE IF NOT EXISTS store_local.`evm_transactions_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `hash` FixedString(32) COMMENT 'Transaction hash',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `type` UInt8 COMMENT 'EIP-2718 type; 0 for legacy',
  `from` FixedString(20) COMMENT 'Sender address, as the node reports it',
  `to` Nullable(FixedString(20)) COMMENT 'Recipient address; NULL for a contract creation',
  `nonce` UInt64 COMMENT 'Transactions that the sender had sent before',
  `value` UInt256 COMMENT 'Value, in wei',
  `gas_limit` UInt64 COMMENT 'Gas limit of the transaction, in gas',
  `gas_price` UInt256 COMMENT 'gasPrice as the node reports it, in wei per gas',
  `max_fee_per_gas` Nullable(UInt256) COMMENT 'Fee cap, in wei per gas; NULL before type 2',
  `max_priority_fee_per_gas` Nullable(UInt256) COMMENT 'Tip cap, in wei per gas; NULL before type 2',
  `max_fee_per_blob_gas` Nullable(UInt256) COMMENT 'Blob fee cap, in wei per blob gas; NULL unless type 3',
  `chain_id` Nullable(UInt64) COMMENT 'Chain id that a typed transaction is signed for; NULL for legacy',
  `input` String COMMENT 'Call data or init code' CODEC(ZSTD(1)),
  `selector` String COMMENT 'First four bytes of the call data; empty when shorter or a creation',
  `access_list` String COMMENT 'EIP-2930 access list, JSON [{address, storageKeys}]; empty when none' CODEC(ZSTD(1)),
  `blob_versioned_hashes` Array(FixedString(32)) COMMENT 'EIP-4844 blob hashes',
  `authorization_list` String COMMENT 'EIP-7702 authorizations, JSON [{chainId, address, nonce, yParity, r, s}]; empty when none' CODEC(ZSTD(1)),
  `v` UInt256 COMMENT 'Signature v, or parity',
  `r` UInt256 COMMENT 'Signature r',
  `s` UInt256 COMMENT 'Signature s',
  `status` Nullable(UInt8) COMMENT 'Receipt status: 1 success, 0 failed; NULL before Byzantium',
  `post_state` Nullable(FixedString(32)) COMMENT 'State root after the transaction; NULL since Byzantium',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `cumulative_gas_used` UInt64 COMMENT 'Gas used in the block up to and including this transaction, in gas',
  `effective_gas_price` UInt256 COMMENT 'Price paid, in wei per gas',
  `contract_address` Nullable(FixedString(20)) COMMENT 'Contract created; NULL when none',
  `log_count` UInt32 COMMENT 'Logs emitted',
  `error` String COMMENT 'Failed: the node\'s word for it from callTracer; empty when not offered. No root commits to it',
  `revert_data` String COMMENT 'Failed: bytes returned by the reverting frame; empty when not offered. No root commits to it',
  `unknown_fields` String COMMENT 'JSON {tx, receipt} of fields that no column holds; empty when none' CODEC(ZSTD(1)),
  INDEX `by_hash` hash TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX `by_hash_text` concat('0x', lower(hex(hash))) TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX `by_from` from TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_from_text` concat('0x', lower(hex(`from`))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to` to TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to_text` concat('0x', lower(hex(to))) TYPE bloom_filter(0.01) GRANULARITY 1,
  PROJECTION `outcomes` (SELECT network, height, status, error, count() GROUP BY network, height, status, error)
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800, lightweight_mutation_projection_mode = 'rebuild'
COMMENT 'EVM transactions merged with their receipts, one row per transaction';

CREATE TABLE IF NOT EXISTS store.`evm_transactions_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `hash` FixedString(32) COMMENT 'Transaction hash',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `type` UInt8 COMMENT 'EIP-2718 type; 0 for legacy',
  `from` FixedString(20) COMMENT 'Sender address, as the node reports it',
  `to` Nullable(FixedString(20)) COMMENT 'Recipient address; NULL for a contract creation',
  `nonce` UInt64 COMMENT 'Transactions that the sender had sent before',
  `value` UInt256 COMMENT 'Value, in wei',
  `gas_limit` UInt64 COMMENT 'Gas limit of the transaction, in gas',
  `gas_price` UInt256 COMMENT 'gasPrice as the node reports it, in wei per gas',
  `max_fee_per_gas` Nullable(UInt256) COMMENT 'Fee cap, in wei per gas; NULL before type 2',
  `max_priority_fee_per_gas` Nullable(UInt256) COMMENT 'Tip cap, in wei per gas; NULL before type 2',
  `max_fee_per_blob_gas` Nullable(UInt256) COMMENT 'Blob fee cap, in wei per blob gas; NULL unless type 3',
  `chain_id` Nullable(UInt64) COMMENT 'Chain id that a typed transaction is signed for; NULL for legacy',
  `input` String COMMENT 'Call data or init code',
  `selector` String COMMENT 'First four bytes of the call data; empty when shorter or a creation',
  `access_list` String COMMENT 'EIP-2930 access list, JSON [{address, storageKeys}]; empty when none',
  `blob_versioned_hashes` Array(FixedString(32)) COMMENT 'EIP-4844 blob hashes',
  `authorization_list` String COMMENT 'EIP-7702 authorizations, JSON [{chainId, address, nonce, yParity, r, s}]; empty when none',
  `v` UInt256 COMMENT 'Signature v, or parity',
  `r` UInt256 COMMENT 'Signature r',
  `s` UInt256 COMMENT 'Signature s',
  `status` Nullable(UInt8) COMMENT 'Receipt status: 1 success, 0 failed; NULL before Byzantium',
  `post_state` Nullable(FixedString(32)) COMMENT 'State root after the transaction; NULL since Byzantium',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `cumulative_gas_used` UInt64 COMMENT 'Gas used in the block up to and including this transaction, in gas',
  `effective_gas_price` UInt256 COMMENT 'Price paid, in wei per gas',
  `contract_address` Nullable(FixedString(20)) COMMENT 'Contract created; NULL when none',
  `log_count` UInt32 COMMENT 'Logs emitted',
  `error` String COMMENT 'Failed: the node\'s word for it from callTracer; empty when not offered. No root commits to it',
  `revert_data` String COMMENT 'Failed: bytes returned by the reverting frame; empty when not offered. No root commits to it',
  `unknown_fields` String COMMENT 'JSON {tx, receipt} of fields that no column holds; empty when none'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_transactions_final`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'EVM transactions merged with their receipts, one row per transaction';

CREATE TABLE IF NOT EXISTS store_local.`evm_transactions_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `hash` FixedString(32) COMMENT 'Transaction hash',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `type` UInt8 COMMENT 'EIP-2718 type; 0 for legacy',
  `from` FixedString(20) COMMENT 'Sender address, as the node reports it',
  `to` Nullable(FixedString(20)) COMMENT 'Recipient address; NULL for a contract creation',
  `nonce` UInt64 COMMENT 'Transactions that the sender had sent before',
  `value` UInt256 COMMENT 'Value, in wei',
  `gas_limit` UInt64 COMMENT 'Gas limit of the transaction, in gas',
  `gas_price` UInt256 COMMENT 'gasPrice as the node reports it, in wei per gas',
  `max_fee_per_gas` Nullable(UInt256) COMMENT 'Fee cap, in wei per gas; NULL before type 2',
  `max_priority_fee_per_gas` Nullable(UInt256) COMMENT 'Tip cap, in wei per gas; NULL before type 2',
  `max_fee_per_blob_gas` Nullable(UInt256) COMMENT 'Blob fee cap, in wei per blob gas; NULL unless type 3',
  `chain_id` Nullable(UInt64) COMMENT 'Chain id that a typed transaction is signed for; NULL for legacy',
  `input` String COMMENT 'Call data or init code' CODEC(ZSTD(1)),
  `selector` String COMMENT 'First four bytes of the call data; empty when shorter or a creation',
  `access_list` String COMMENT 'EIP-2930 access list, JSON [{address, storageKeys}]; empty when none' CODEC(ZSTD(1)),
  `blob_versioned_hashes` Array(FixedString(32)) COMMENT 'EIP-4844 blob hashes',
  `authorization_list` String COMMENT 'EIP-7702 authorizations, JSON [{chainId, address, nonce, yParity, r, s}]; empty when none' CODEC(ZSTD(1)),
  `v` UInt256 COMMENT 'Signature v, or parity',
  `r` UInt256 COMMENT 'Signature r',
  `s` UInt256 COMMENT 'Signature s',
  `status` Nullable(UInt8) COMMENT 'Receipt status: 1 success, 0 failed; NULL before Byzantium',
  `post_state` Nullable(FixedString(32)) COMMENT 'State root after the transaction; NULL since Byzantium',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `cumulative_gas_used` UInt64 COMMENT 'Gas used in the block up to and including this transaction, in gas',
  `effective_gas_price` UInt256 COMMENT 'Price paid, in wei per gas',
  `contract_address` Nullable(FixedString(20)) COMMENT 'Contract created; NULL when none',
  `log_count` UInt32 COMMENT 'Logs emitted',
  `error` String COMMENT 'Failed: the node\'s word for it from callTracer; empty when not offered. No root commits to it',
  `revert_data` String COMMENT 'Failed: bytes returned by the reverting frame; empty when not offered. No root commits to it',
  `unknown_fields` String COMMENT 'JSON {tx, receipt} of fields that no column holds; empty when none' CODEC(ZSTD(1)),
  INDEX `by_hash` hash TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX `by_hash_text` concat('0x', lower(hex(hash))) TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX `by_from` from TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_from_text` concat('0x', lower(hex(`from`))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to` to TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to_text` concat('0x', lower(hex(to))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `block_hash`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'EVM transactions merged with their receipts, one row per transaction';

CREATE TABLE IF NOT EXISTS store.`evm_transactions_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `hash` FixedString(32) COMMENT 'Transaction hash',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `type` UInt8 COMMENT 'EIP-2718 type; 0 for legacy',
  `from` FixedString(20) COMMENT 'Sender address, as the node reports it',
  `to` Nullable(FixedString(20)) COMMENT 'Recipient address; NULL for a contract creation',
  `nonce` UInt64 COMMENT 'Transactions that the sender had sent before',
  `value` UInt256 COMMENT 'Value, in wei',
  `gas_limit` UInt64 COMMENT 'Gas limit of the transaction, in gas',
  `gas_price` UInt256 COMMENT 'gasPrice as the node reports it, in wei per gas',
  `max_fee_per_gas` Nullable(UInt256) COMMENT 'Fee cap, in wei per gas; NULL before type 2',
  `max_priority_fee_per_gas` Nullable(UInt256) COMMENT 'Tip cap, in wei per gas; NULL before type 2',
  `max_fee_per_blob_gas` Nullable(UInt256) COMMENT 'Blob fee cap, in wei per blob gas; NULL unless type 3',
  `chain_id` Nullable(UInt64) COMMENT 'Chain id that a typed transaction is signed for; NULL for legacy',
  `input` String COMMENT 'Call data or init code',
  `selector` String COMMENT 'First four bytes of the call data; empty when shorter or a creation',
  `access_list` String COMMENT 'EIP-2930 access list, JSON [{address, storageKeys}]; empty when none',
  `blob_versioned_hashes` Array(FixedString(32)) COMMENT 'EIP-4844 blob hashes',
  `authorization_list` String COMMENT 'EIP-7702 authorizations, JSON [{chainId, address, nonce, yParity, r, s}]; empty when none',
  `v` UInt256 COMMENT 'Signature v, or parity',
  `r` UInt256 COMMENT 'Signature r',
  `s` UInt256 COMMENT 'Signature s',
  `status` Nullable(UInt8) COMMENT 'Receipt status: 1 success, 0 failed; NULL before Byzantium',
  `post_state` Nullable(FixedString(32)) COMMENT 'State root after the transaction; NULL since Byzantium',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `cumulative_gas_used` UInt64 COMMENT 'Gas used in the block up to and including this transaction, in gas',
  `effective_gas_price` UInt256 COMMENT 'Price paid, in wei per gas',
  `contract_address` Nullable(FixedString(20)) COMMENT 'Contract created; NULL when none',
  `log_count` UInt32 COMMENT 'Logs emitted',
  `error` String COMMENT 'Failed: the node\'s word for it from callTracer; empty when not offered. No root commits to it',
  `revert_data` String COMMENT 'Failed: bytes returned by the reverting frame; empty when not offered. No root commits to it',
  `unknown_fields` String COMMENT 'JSON {tx, receipt} of fields that no column holds; empty when none'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_transactions_head`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'EVM transactions merged with their receipts, one row per transaction';

CREATE TABLE IF NOT EXISTS store_local.`evm_logs_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `address` FixedString(20) COMMENT 'Contract that emitted the log',
  `topics` Array(FixedString(32)) COMMENT 'Topics; the first is the hash of the event\'s signature unless anonymous',
  `data` String COMMENT 'Unindexed data' CODEC(ZSTD(1)),
  INDEX `by_address` address TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_address_text` concat('0x', lower(hex(address))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_topics` topics TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_topics_text` arrayMap(x -> concat('0x', lower(hex(x))), topics) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `height`, `log_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'EVM logs from the receipts, one row per log';

CREATE TABLE IF NOT EXISTS store.`evm_logs_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `address` FixedString(20) COMMENT 'Contract that emitted the log',
  `topics` Array(FixedString(32)) COMMENT 'Topics; the first is the hash of the event\'s signature unless anonymous',
  `data` String COMMENT 'Unindexed data'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_logs_final`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'EVM logs from the receipts, one row per log';

CREATE TABLE IF NOT EXISTS store_local.`evm_logs_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `address` FixedString(20) COMMENT 'Contract that emitted the log',
  `topics` Array(FixedString(32)) COMMENT 'Topics; the first is the hash of the event\'s signature unless anonymous',
  `data` String COMMENT 'Unindexed data' CODEC(ZSTD(1)),
  INDEX `by_address` address TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_address_text` concat('0x', lower(hex(address))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_topics` topics TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_topics_text` arrayMap(x -> concat('0x', lower(hex(x))), topics) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `block_hash`, `height`, `log_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'EVM logs from the receipts, one row per log';

CREATE TABLE IF NOT EXISTS store.`evm_logs_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `address` FixedString(20) COMMENT 'Contract that emitted the log',
  `topics` Array(FixedString(32)) COMMENT 'Topics; the first is the hash of the event\'s signature unless anonymous',
  `data` String COMMENT 'Unindexed data'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_logs_head`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'EVM logs from the receipts, one row per log';

CREATE TABLE IF NOT EXISTS store_local.`evm_consensus_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `profile` LowCardinality(String) COMMENT 'Rule of the header: clique, ibft, ibft2, qbft or raft',
  `proposer` Nullable(FixedString(20)) COMMENT 'Who proposed the block: recovered from the seal; QBFT has none, there it is the miner\'s address',
  `round` Nullable(UInt32) COMMENT 'Round that succeeded, from 0; NULL where the header has none',
  `validators` Array(FixedString(20)) COMMENT 'Who may seal the block, as the header lists them; Clique lists them at checkpoints only',
  `quorum` UInt32 COMMENT 'Validators who must commit: two thirds, rounded up; 0 where the header lists none',
  `committers` Array(FixedString(20)) COMMENT 'Who committed to the block, recovered from the seals, in their order',
  `vote_address` Nullable(FixedString(20)) COMMENT 'Whom the proposer votes about; NULL without a vote',
  `vote` LowCardinality(String) COMMENT 'add, drop, or empty without a vote',
  `raft_id` Nullable(UInt32) COMMENT 'Raft: id of the minter in its cluster'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `height`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Who sealed the blocks of Clique, IBFT, QBFT and Raft chains, one row per block';

CREATE TABLE IF NOT EXISTS store.`evm_consensus_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `profile` LowCardinality(String) COMMENT 'Rule of the header: clique, ibft, ibft2, qbft or raft',
  `proposer` Nullable(FixedString(20)) COMMENT 'Who proposed the block: recovered from the seal; QBFT has none, there it is the miner\'s address',
  `round` Nullable(UInt32) COMMENT 'Round that succeeded, from 0; NULL where the header has none',
  `validators` Array(FixedString(20)) COMMENT 'Who may seal the block, as the header lists them; Clique lists them at checkpoints only',
  `quorum` UInt32 COMMENT 'Validators who must commit: two thirds, rounded up; 0 where the header lists none',
  `committers` Array(FixedString(20)) COMMENT 'Who committed to the block, recovered from the seals, in their order',
  `vote_address` Nullable(FixedString(20)) COMMENT 'Whom the proposer votes about; NULL without a vote',
  `vote` LowCardinality(String) COMMENT 'add, drop, or empty without a vote',
  `raft_id` Nullable(UInt32) COMMENT 'Raft: id of the minter in its cluster'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_consensus_final`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Who sealed the blocks of Clique, IBFT, QBFT and Raft chains, one row per block';

CREATE TABLE IF NOT EXISTS store_local.`evm_consensus_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `profile` LowCardinality(String) COMMENT 'Rule of the header: clique, ibft, ibft2, qbft or raft',
  `proposer` Nullable(FixedString(20)) COMMENT 'Who proposed the block: recovered from the seal; QBFT has none, there it is the miner\'s address',
  `round` Nullable(UInt32) COMMENT 'Round that succeeded, from 0; NULL where the header has none',
  `validators` Array(FixedString(20)) COMMENT 'Who may seal the block, as the header lists them; Clique lists them at checkpoints only',
  `quorum` UInt32 COMMENT 'Validators who must commit: two thirds, rounded up; 0 where the header lists none',
  `committers` Array(FixedString(20)) COMMENT 'Who committed to the block, recovered from the seals, in their order',
  `vote_address` Nullable(FixedString(20)) COMMENT 'Whom the proposer votes about; NULL without a vote',
  `vote` LowCardinality(String) COMMENT 'add, drop, or empty without a vote',
  `raft_id` Nullable(UInt32) COMMENT 'Raft: id of the minter in its cluster'
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `block_hash`, `height`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Who sealed the blocks of Clique, IBFT, QBFT and Raft chains, one row per block';

CREATE TABLE IF NOT EXISTS store.`evm_consensus_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `profile` LowCardinality(String) COMMENT 'Rule of the header: clique, ibft, ibft2, qbft or raft',
  `proposer` Nullable(FixedString(20)) COMMENT 'Who proposed the block: recovered from the seal; QBFT has none, there it is the miner\'s address',
  `round` Nullable(UInt32) COMMENT 'Round that succeeded, from 0; NULL where the header has none',
  `validators` Array(FixedString(20)) COMMENT 'Who may seal the block, as the header lists them; Clique lists them at checkpoints only',
  `quorum` UInt32 COMMENT 'Validators who must commit: two thirds, rounded up; 0 where the header lists none',
  `committers` Array(FixedString(20)) COMMENT 'Who committed to the block, recovered from the seals, in their order',
  `vote_address` Nullable(FixedString(20)) COMMENT 'Whom the proposer votes about; NULL without a vote',
  `vote` LowCardinality(String) COMMENT 'add, drop, or empty without a vote',
  `raft_id` Nullable(UInt32) COMMENT 'Raft: id of the minter in its cluster'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_consensus_head`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Who sealed the blocks of Clique, IBFT, QBFT and Raft chains, one row per block';

CREATE TABLE IF NOT EXISTS store_local.`evm_withdrawals_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `position` UInt32 COMMENT 'Position in the block, from 0',
  `withdrawal_index` UInt64 COMMENT 'Number of the withdrawal on its chain, from 0',
  `validator_index` UInt64 COMMENT 'The validator: its number on the consensus chain, from 0',
  `address` FixedString(20) COMMENT 'Who receives it',
  `amount` UInt64 COMMENT 'Amount, in gwei',
  INDEX `by_address` address TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_address_text` concat('0x', lower(hex(address))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `height`, `position`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Withdrawals of validators\' funds (EIP-4895), one row each; the block\'s root can be recomputed from them';

CREATE TABLE IF NOT EXISTS store.`evm_withdrawals_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `position` UInt32 COMMENT 'Position in the block, from 0',
  `withdrawal_index` UInt64 COMMENT 'Number of the withdrawal on its chain, from 0',
  `validator_index` UInt64 COMMENT 'The validator: its number on the consensus chain, from 0',
  `address` FixedString(20) COMMENT 'Who receives it',
  `amount` UInt64 COMMENT 'Amount, in gwei'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_withdrawals_final`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Withdrawals of validators\' funds (EIP-4895), one row each; the block\'s root can be recomputed from them';

CREATE TABLE IF NOT EXISTS store_local.`evm_withdrawals_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `position` UInt32 COMMENT 'Position in the block, from 0',
  `withdrawal_index` UInt64 COMMENT 'Number of the withdrawal on its chain, from 0',
  `validator_index` UInt64 COMMENT 'The validator: its number on the consensus chain, from 0',
  `address` FixedString(20) COMMENT 'Who receives it',
  `amount` UInt64 COMMENT 'Amount, in gwei',
  INDEX `by_address` address TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_address_text` concat('0x', lower(hex(address))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `block_hash`, `height`, `position`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Withdrawals of validators\' funds (EIP-4895), one row each; the block\'s root can be recomputed from them';

CREATE TABLE IF NOT EXISTS store.`evm_withdrawals_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `position` UInt32 COMMENT 'Position in the block, from 0',
  `withdrawal_index` UInt64 COMMENT 'Number of the withdrawal on its chain, from 0',
  `validator_index` UInt64 COMMENT 'The validator: its number on the consensus chain, from 0',
  `address` FixedString(20) COMMENT 'Who receives it',
  `amount` UInt64 COMMENT 'Amount, in gwei'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_withdrawals_head`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Withdrawals of validators\' funds (EIP-4895), one row each; the block\'s root can be recomputed from them';

CREATE TABLE IF NOT EXISTS store_local.`evm_token_transfers_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `batch_index` UInt32 COMMENT 'Position in an ERC-1155 batch, from 0; 0 for other transfers',
  `standard` LowCardinality(String) COMMENT 'erc20, erc721 or erc1155, by the shape of the log',
  `token` FixedString(20) COMMENT 'Contract of the token',
  `operator` Nullable(FixedString(20)) COMMENT 'ERC-1155: who made the transfer; NULL for other standards',
  `from` FixedString(20) COMMENT 'Holder before; the zero address: tokens made (mint)',
  `to` FixedString(20) COMMENT 'Holder after; the zero address: tokens destroyed (burn)',
  `token_id` Nullable(UInt256) COMMENT 'ERC-721 and ERC-1155: id of the token; NULL for ERC-20',
  `amount` UInt256 COMMENT 'Amount, in the token\'s smallest unit; 1 for ERC-721',
  INDEX `by_token` token TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_token_text` concat('0x', lower(hex(token))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_from` from TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_from_text` concat('0x', lower(hex(`from`))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to` to TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to_text` concat('0x', lower(hex(to))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `height`, `log_index`, `batch_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Transfers of ERC-20, ERC-721 and ERC-1155 tokens, from the logs; one row per token of a batch';

CREATE TABLE IF NOT EXISTS store.`evm_token_transfers_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `batch_index` UInt32 COMMENT 'Position in an ERC-1155 batch, from 0; 0 for other transfers',
  `standard` LowCardinality(String) COMMENT 'erc20, erc721 or erc1155, by the shape of the log',
  `token` FixedString(20) COMMENT 'Contract of the token',
  `operator` Nullable(FixedString(20)) COMMENT 'ERC-1155: who made the transfer; NULL for other standards',
  `from` FixedString(20) COMMENT 'Holder before; the zero address: tokens made (mint)',
  `to` FixedString(20) COMMENT 'Holder after; the zero address: tokens destroyed (burn)',
  `token_id` Nullable(UInt256) COMMENT 'ERC-721 and ERC-1155: id of the token; NULL for ERC-20',
  `amount` UInt256 COMMENT 'Amount, in the token\'s smallest unit; 1 for ERC-721'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_token_transfers_final`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Transfers of ERC-20, ERC-721 and ERC-1155 tokens, from the logs; one row per token of a batch';

CREATE TABLE IF NOT EXISTS store_local.`evm_token_transfers_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `batch_index` UInt32 COMMENT 'Position in an ERC-1155 batch, from 0; 0 for other transfers',
  `standard` LowCardinality(String) COMMENT 'erc20, erc721 or erc1155, by the shape of the log',
  `token` FixedString(20) COMMENT 'Contract of the token',
  `operator` Nullable(FixedString(20)) COMMENT 'ERC-1155: who made the transfer; NULL for other standards',
  `from` FixedString(20) COMMENT 'Holder before; the zero address: tokens made (mint)',
  `to` FixedString(20) COMMENT 'Holder after; the zero address: tokens destroyed (burn)',
  `token_id` Nullable(UInt256) COMMENT 'ERC-721 and ERC-1155: id of the token; NULL for ERC-20',
  `amount` UInt256 COMMENT 'Amount, in the token\'s smallest unit; 1 for ERC-721',
  INDEX `by_token` token TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_token_text` concat('0x', lower(hex(token))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_from` from TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_from_text` concat('0x', lower(hex(`from`))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to` to TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to_text` concat('0x', lower(hex(to))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `block_hash`, `height`, `log_index`, `batch_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Transfers of ERC-20, ERC-721 and ERC-1155 tokens, from the logs; one row per token of a batch';

CREATE TABLE IF NOT EXISTS store.`evm_token_transfers_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `batch_index` UInt32 COMMENT 'Position in an ERC-1155 batch, from 0; 0 for other transfers',
  `standard` LowCardinality(String) COMMENT 'erc20, erc721 or erc1155, by the shape of the log',
  `token` FixedString(20) COMMENT 'Contract of the token',
  `operator` Nullable(FixedString(20)) COMMENT 'ERC-1155: who made the transfer; NULL for other standards',
  `from` FixedString(20) COMMENT 'Holder before; the zero address: tokens made (mint)',
  `to` FixedString(20) COMMENT 'Holder after; the zero address: tokens destroyed (burn)',
  `token_id` Nullable(UInt256) COMMENT 'ERC-721 and ERC-1155: id of the token; NULL for ERC-20',
  `amount` UInt256 COMMENT 'Amount, in the token\'s smallest unit; 1 for ERC-721'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_token_transfers_head`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Transfers of ERC-20, ERC-721 and ERC-1155 tokens, from the logs; one row per token of a batch';

CREATE TABLE IF NOT EXISTS store_local.`evm_token_movements` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Last block of the stretch in which the holder\'s tokens moved' CODEC(DoubleDelta, ZSTD(1)),
  `standard` LowCardinality(String) COMMENT 'erc20, erc721 or erc1155',
  `token` FixedString(20) COMMENT 'Contract of the token',
  `holder` FixedString(20) COMMENT 'Who received or sent; the zero address: made or destroyed',
  `token_id` UInt256 COMMENT 'ERC-721 and ERC-1155: id of the token; 0 for ERC-20',
  `received` UInt256 COMMENT 'Received in the stretch, in the token\'s smallest unit',
  `sent` UInt256 COMMENT 'Sent in the stretch, in the token\'s smallest unit',
  `transfers` UInt32 COMMENT 'Transfers in the stretch, in or out; one to oneself counts twice',
  INDEX `by_token` token TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_token_text` concat('0x', lower(hex(token))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_holder` holder TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_holder_text` concat('0x', lower(hex(holder))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `token`, `holder`, `token_id`, `height`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'What holders received and sent of tokens in stretches of final blocks, summed from evm_token_transfers';

CREATE TABLE IF NOT EXISTS store.`evm_token_movements` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Last block of the stretch in which the holder\'s tokens moved',
  `standard` LowCardinality(String) COMMENT 'erc20, erc721 or erc1155',
  `token` FixedString(20) COMMENT 'Contract of the token',
  `holder` FixedString(20) COMMENT 'Who received or sent; the zero address: made or destroyed',
  `token_id` UInt256 COMMENT 'ERC-721 and ERC-1155: id of the token; 0 for ERC-20',
  `received` UInt256 COMMENT 'Received in the stretch, in the token\'s smallest unit',
  `sent` UInt256 COMMENT 'Sent in the stretch, in the token\'s smallest unit',
  `transfers` UInt32 COMMENT 'Transfers in the stretch, in or out; one to oneself counts twice'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_token_movements`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'What holders received and sent of tokens in stretches of final blocks, summed from evm_token_transfers';

CREATE TABLE IF NOT EXISTS store_local.`evm_token_metadata` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `token` FixedString(20) COMMENT 'Contract of the token',
  `height` UInt64 COMMENT 'Last block of the stretch in which it was met; of several rows the one with the highest holds' CODEC(T64, ZSTD(1)),
  `name` Nullable(String) COMMENT 'Answer to name(), at most 256 bytes; NULL: it has none',
  `symbol` Nullable(String) COMMENT 'Answer to symbol(), at most 64 bytes; NULL: it has none',
  `decimals` Nullable(UInt8) COMMENT 'Answer to decimals(): one whole is 10^decimals of the smallest unit; NULL: it has none',
  `asked_at` DateTime64(3, 'UTC') COMMENT 'When the node was asked, UTC'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (`network`, `token`, `height`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Name, symbol and decimals of tokens, as their contracts answered a node once they had moved in a final block: claims of whoever wrote the contract';

CREATE TABLE IF NOT EXISTS store.`evm_token_metadata` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `token` FixedString(20) COMMENT 'Contract of the token',
  `height` UInt64 COMMENT 'Last block of the stretch in which it was met; of several rows the one with the highest holds',
  `name` Nullable(String) COMMENT 'Answer to name(), at most 256 bytes; NULL: it has none',
  `symbol` Nullable(String) COMMENT 'Answer to symbol(), at most 64 bytes; NULL: it has none',
  `decimals` Nullable(UInt8) COMMENT 'Answer to decimals(): one whole is 10^decimals of the smallest unit; NULL: it has none',
  `asked_at` DateTime64(3, 'UTC') COMMENT 'When the node was asked, UTC'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_token_metadata`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Name, symbol and decimals of tokens, as their contracts answered a node once they had moved in a final block: claims of whoever wrote the contract';

CREATE TABLE IF NOT EXISTS store_local.`evm_contracts_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `trace_address` Array(UInt32) COMMENT 'Which call made it: positions of the calls down to it; empty: the transaction itself',
  `address` FixedString(20) COMMENT 'The contract',
  `creator` FixedString(20) COMMENT 'Who made it: the sender, or the contract that called',
  `init_code_hash` FixedString(32) COMMENT 'Keccak-256 of the code that made it',
  `code_hash` Nullable(FixedString(32)) COMMENT 'Keccak-256 of its code when it was made; NULL without a trace, which no root commits to',
  `code_size` Nullable(UInt32) COMMENT 'Size of its code, in bytes; NULL without a trace',
  `source` LowCardinality(String) COMMENT 'How it is known: receipt (proven by the block) or trace',
  INDEX `by_address` address TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_address_text` concat('0x', lower(hex(address))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_creator` creator TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_creator_text` concat('0x', lower(hex(creator))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `height`, `tx_index`, `trace_address`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Contracts created: by transactions, and by other contracts where traces are stored';

CREATE TABLE IF NOT EXISTS store.`evm_contracts_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `trace_address` Array(UInt32) COMMENT 'Which call made it: positions of the calls down to it; empty: the transaction itself',
  `address` FixedString(20) COMMENT 'The contract',
  `creator` FixedString(20) COMMENT 'Who made it: the sender, or the contract that called',
  `init_code_hash` FixedString(32) COMMENT 'Keccak-256 of the code that made it',
  `code_hash` Nullable(FixedString(32)) COMMENT 'Keccak-256 of its code when it was made; NULL without a trace, which no root commits to',
  `code_size` Nullable(UInt32) COMMENT 'Size of its code, in bytes; NULL without a trace',
  `source` LowCardinality(String) COMMENT 'How it is known: receipt (proven by the block) or trace'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_contracts_final`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Contracts created: by transactions, and by other contracts where traces are stored';

CREATE TABLE IF NOT EXISTS store_local.`evm_contracts_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `trace_address` Array(UInt32) COMMENT 'Which call made it: positions of the calls down to it; empty: the transaction itself',
  `address` FixedString(20) COMMENT 'The contract',
  `creator` FixedString(20) COMMENT 'Who made it: the sender, or the contract that called',
  `init_code_hash` FixedString(32) COMMENT 'Keccak-256 of the code that made it',
  `code_hash` Nullable(FixedString(32)) COMMENT 'Keccak-256 of its code when it was made; NULL without a trace, which no root commits to',
  `code_size` Nullable(UInt32) COMMENT 'Size of its code, in bytes; NULL without a trace',
  `source` LowCardinality(String) COMMENT 'How it is known: receipt (proven by the block) or trace',
  INDEX `by_address` address TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_address_text` concat('0x', lower(hex(address))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_creator` creator TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_creator_text` concat('0x', lower(hex(creator))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `block_hash`, `height`, `tx_index`, `trace_address`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Contracts created: by transactions, and by other contracts where traces are stored';

CREATE TABLE IF NOT EXISTS store.`evm_contracts_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `trace_address` Array(UInt32) COMMENT 'Which call made it: positions of the calls down to it; empty: the transaction itself',
  `address` FixedString(20) COMMENT 'The contract',
  `creator` FixedString(20) COMMENT 'Who made it: the sender, or the contract that called',
  `init_code_hash` FixedString(32) COMMENT 'Keccak-256 of the code that made it',
  `code_hash` Nullable(FixedString(32)) COMMENT 'Keccak-256 of its code when it was made; NULL without a trace, which no root commits to',
  `code_size` Nullable(UInt32) COMMENT 'Size of its code, in bytes; NULL without a trace',
  `source` LowCardinality(String) COMMENT 'How it is known: receipt (proven by the block) or trace'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_contracts_head`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Contracts created: by transactions, and by other contracts where traces are stored';

CREATE TABLE IF NOT EXISTS store_local.`evm_traces_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0; one past the last for a block reward',
  `tx_hash` Nullable(FixedString(32)) COMMENT 'Transaction hash; NULL for a block reward',
  `trace_address` Array(UInt32) COMMENT 'Positions of the calls down to this one, from 0; empty: the transaction itself',
  `subtraces` UInt32 COMMENT 'Calls that this call made itself',
  `type` LowCardinality(String) COMMENT 'call, staticcall, delegatecall, callcode, create, create2, selfdestruct, reward; else the node\'s word',
  `from` FixedString(20) COMMENT 'Who called; zero for a block reward',
  `to` Nullable(FixedString(20)) COMMENT 'Whose code ran, the contract created, or who received; NULL when nothing was created',
  `value` UInt256 COMMENT 'Value, in wei; what a delegatecall repeats of its caller is not moved',
  `gas` UInt64 COMMENT 'Gas given, in gas; the first call of callTracer has the transaction\'s limit',
  `gas_used` UInt64 COMMENT 'Gas used, in gas; the first call of callTracer has the transaction\'s',
  `input` String COMMENT 'Call data or init code' CODEC(ZSTD(1)),
  `selector` String COMMENT 'First four bytes of call data; empty when shorter or a creation',
  `output` String COMMENT 'What was returned; the code of a created contract' CODEC(ZSTD(1)),
  `error` String COMMENT 'The node\'s word for why it failed; empty when it did not',
  `revert_reason` String COMMENT 'Text of Error(string), number of Panic(uint256) in the output, else the node\'s; empty when none',
  `reverted` Bool COMMENT 'This call, or one that it was made from, failed: what it did was undone',
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: callTracer or trace_block',
  `unknown_fields` String COMMENT 'JSON of fields that no column holds; empty when none' CODEC(ZSTD(1)),
  INDEX `by_from` from TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_from_text` concat('0x', lower(hex(`from`))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to` to TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to_text` concat('0x', lower(hex(to))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `height`, `tx_index`, `trace_address`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Calls made inside transactions, as a node traces them, one row per call: of failed transactions whenever the node tells them. No root commits to them';

CREATE TABLE IF NOT EXISTS store.`evm_traces_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0; one past the last for a block reward',
  `tx_hash` Nullable(FixedString(32)) COMMENT 'Transaction hash; NULL for a block reward',
  `trace_address` Array(UInt32) COMMENT 'Positions of the calls down to this one, from 0; empty: the transaction itself',
  `subtraces` UInt32 COMMENT 'Calls that this call made itself',
  `type` LowCardinality(String) COMMENT 'call, staticcall, delegatecall, callcode, create, create2, selfdestruct, reward; else the node\'s word',
  `from` FixedString(20) COMMENT 'Who called; zero for a block reward',
  `to` Nullable(FixedString(20)) COMMENT 'Whose code ran, the contract created, or who received; NULL when nothing was created',
  `value` UInt256 COMMENT 'Value, in wei; what a delegatecall repeats of its caller is not moved',
  `gas` UInt64 COMMENT 'Gas given, in gas; the first call of callTracer has the transaction\'s limit',
  `gas_used` UInt64 COMMENT 'Gas used, in gas; the first call of callTracer has the transaction\'s',
  `input` String COMMENT 'Call data or init code',
  `selector` String COMMENT 'First four bytes of call data; empty when shorter or a creation',
  `output` String COMMENT 'What was returned; the code of a created contract',
  `error` String COMMENT 'The node\'s word for why it failed; empty when it did not',
  `revert_reason` String COMMENT 'Text of Error(string), number of Panic(uint256) in the output, else the node\'s; empty when none',
  `reverted` Bool COMMENT 'This call, or one that it was made from, failed: what it did was undone',
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: callTracer or trace_block',
  `unknown_fields` String COMMENT 'JSON of fields that no column holds; empty when none'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_traces_final`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Calls made inside transactions, as a node traces them, one row per call: of failed transactions whenever the node tells them. No root commits to them';

CREATE TABLE IF NOT EXISTS store_local.`evm_traces_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0; one past the last for a block reward',
  `tx_hash` Nullable(FixedString(32)) COMMENT 'Transaction hash; NULL for a block reward',
  `trace_address` Array(UInt32) COMMENT 'Positions of the calls down to this one, from 0; empty: the transaction itself',
  `subtraces` UInt32 COMMENT 'Calls that this call made itself',
  `type` LowCardinality(String) COMMENT 'call, staticcall, delegatecall, callcode, create, create2, selfdestruct, reward; else the node\'s word',
  `from` FixedString(20) COMMENT 'Who called; zero for a block reward',
  `to` Nullable(FixedString(20)) COMMENT 'Whose code ran, the contract created, or who received; NULL when nothing was created',
  `value` UInt256 COMMENT 'Value, in wei; what a delegatecall repeats of its caller is not moved',
  `gas` UInt64 COMMENT 'Gas given, in gas; the first call of callTracer has the transaction\'s limit',
  `gas_used` UInt64 COMMENT 'Gas used, in gas; the first call of callTracer has the transaction\'s',
  `input` String COMMENT 'Call data or init code' CODEC(ZSTD(1)),
  `selector` String COMMENT 'First four bytes of call data; empty when shorter or a creation',
  `output` String COMMENT 'What was returned; the code of a created contract' CODEC(ZSTD(1)),
  `error` String COMMENT 'The node\'s word for why it failed; empty when it did not',
  `revert_reason` String COMMENT 'Text of Error(string), number of Panic(uint256) in the output, else the node\'s; empty when none',
  `reverted` Bool COMMENT 'This call, or one that it was made from, failed: what it did was undone',
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: callTracer or trace_block',
  `unknown_fields` String COMMENT 'JSON of fields that no column holds; empty when none' CODEC(ZSTD(1)),
  INDEX `by_from` from TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_from_text` concat('0x', lower(hex(`from`))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to` to TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to_text` concat('0x', lower(hex(to))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `block_hash`, `height`, `tx_index`, `trace_address`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Calls made inside transactions, as a node traces them, one row per call: of failed transactions whenever the node tells them. No root commits to them';

CREATE TABLE IF NOT EXISTS store.`evm_traces_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0; one past the last for a block reward',
  `tx_hash` Nullable(FixedString(32)) COMMENT 'Transaction hash; NULL for a block reward',
  `trace_address` Array(UInt32) COMMENT 'Positions of the calls down to this one, from 0; empty: the transaction itself',
  `subtraces` UInt32 COMMENT 'Calls that this call made itself',
  `type` LowCardinality(String) COMMENT 'call, staticcall, delegatecall, callcode, create, create2, selfdestruct, reward; else the node\'s word',
  `from` FixedString(20) COMMENT 'Who called; zero for a block reward',
  `to` Nullable(FixedString(20)) COMMENT 'Whose code ran, the contract created, or who received; NULL when nothing was created',
  `value` UInt256 COMMENT 'Value, in wei; what a delegatecall repeats of its caller is not moved',
  `gas` UInt64 COMMENT 'Gas given, in gas; the first call of callTracer has the transaction\'s limit',
  `gas_used` UInt64 COMMENT 'Gas used, in gas; the first call of callTracer has the transaction\'s',
  `input` String COMMENT 'Call data or init code',
  `selector` String COMMENT 'First four bytes of call data; empty when shorter or a creation',
  `output` String COMMENT 'What was returned; the code of a created contract',
  `error` String COMMENT 'The node\'s word for why it failed; empty when it did not',
  `revert_reason` String COMMENT 'Text of Error(string), number of Panic(uint256) in the output, else the node\'s; empty when none',
  `reverted` Bool COMMENT 'This call, or one that it was made from, failed: what it did was undone',
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: callTracer or trace_block',
  `unknown_fields` String COMMENT 'JSON of fields that no column holds; empty when none'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_traces_head`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Calls made inside transactions, as a node traces them, one row per call: of failed transactions whenever the node tells them. No root commits to them';

CREATE TABLE IF NOT EXISTS store_local.`evm_state_diffs_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `address` FixedString(20) COMMENT 'The account',
  `kind` LowCardinality(String) COMMENT 'balance, nonce, code or storage',
  `slot` FixedString(32) COMMENT 'Storage: the slot; otherwise zero',
  `before` String COMMENT 'Before the transaction: 32 bytes big-endian, code as it is; zero or empty for no account' CODEC(ZSTD(3)),
  `after` String COMMENT 'After the transaction, likewise' CODEC(ZSTD(3)),
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: prestateTracer or stateDiff',
  INDEX `by_address` address TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_address_text` concat('0x', lower(hex(address))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `height`, `tx_index`, `address`, `kind`, `slot`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'What transactions changed in the state, one row per change, as a node traces it. No root commits to it';

CREATE TABLE IF NOT EXISTS store.`evm_state_diffs_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `address` FixedString(20) COMMENT 'The account',
  `kind` LowCardinality(String) COMMENT 'balance, nonce, code or storage',
  `slot` FixedString(32) COMMENT 'Storage: the slot; otherwise zero',
  `before` String COMMENT 'Before the transaction: 32 bytes big-endian, code as it is; zero or empty for no account',
  `after` String COMMENT 'After the transaction, likewise',
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: prestateTracer or stateDiff'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_state_diffs_final`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'What transactions changed in the state, one row per change, as a node traces it. No root commits to it';

CREATE TABLE IF NOT EXISTS store_local.`evm_state_diffs_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `address` FixedString(20) COMMENT 'The account',
  `kind` LowCardinality(String) COMMENT 'balance, nonce, code or storage',
  `slot` FixedString(32) COMMENT 'Storage: the slot; otherwise zero',
  `before` String COMMENT 'Before the transaction: 32 bytes big-endian, code as it is; zero or empty for no account' CODEC(ZSTD(3)),
  `after` String COMMENT 'After the transaction, likewise' CODEC(ZSTD(3)),
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: prestateTracer or stateDiff',
  INDEX `by_address` address TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_address_text` concat('0x', lower(hex(address))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `block_hash`, `height`, `tx_index`, `address`, `kind`, `slot`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'What transactions changed in the state, one row per change, as a node traces it. No root commits to it';

CREATE TABLE IF NOT EXISTS store.`evm_state_diffs_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `address` FixedString(20) COMMENT 'The account',
  `kind` LowCardinality(String) COMMENT 'balance, nonce, code or storage',
  `slot` FixedString(32) COMMENT 'Storage: the slot; otherwise zero',
  `before` String COMMENT 'Before the transaction: 32 bytes big-endian, code as it is; zero or empty for no account',
  `after` String COMMENT 'After the transaction, likewise',
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: prestateTracer or stateDiff'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_state_diffs_head`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'What transactions changed in the state, one row per change, as a node traces it. No root commits to it';

CREATE TABLE IF NOT EXISTS store_local.`evm_raw_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `kind` LowCardinality(String) COMMENT 'block, receipts, traces or state_diffs',
  `response` String COMMENT 'The result of the answer, JSON' CODEC(ZSTD(1)),
  `stored_at` DateTime64(3, 'UTC') COMMENT 'When it was received, UTC' CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `height`, `kind`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'The node\'s answers as they came, one row per question';

CREATE TABLE IF NOT EXISTS store.`evm_raw_final` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `kind` LowCardinality(String) COMMENT 'block, receipts, traces or state_diffs',
  `response` String COMMENT 'The result of the answer, JSON',
  `stored_at` DateTime64(3, 'UTC') COMMENT 'When it was received, UTC'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_raw_final`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'The node\'s answers as they came, one row per question';

CREATE TABLE IF NOT EXISTS store_local.`evm_raw_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `kind` LowCardinality(String) COMMENT 'block, receipts, traces or state_diffs',
  `response` String COMMENT 'The result of the answer, JSON' CODEC(ZSTD(1)),
  `stored_at` DateTime64(3, 'UTC') COMMENT 'When it was received, UTC' CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `block_hash`, `height`, `kind`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'The node\'s answers as they came, one row per question';

CREATE TABLE IF NOT EXISTS store.`evm_raw_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `kind` LowCardinality(String) COMMENT 'block, receipts, traces or state_diffs',
  `response` String COMMENT 'The result of the answer, JSON',
  `stored_at` DateTime64(3, 'UTC') COMMENT 'When it was received, UTC'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_raw_head`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'The node\'s answers as they came, one row per question';

CREATE TABLE IF NOT EXISTS store_local.`evm_tx_lookup` ON CLUSTER `ledgerscope` (
  `hash_prefix` UInt64 COMMENT 'First eight bytes of the hash, little-endian: reinterpretAsUInt64(hash). Others may share them' CODEC(Delta(8), ZSTD(1)),
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(T64, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position in the block, from 0' CODEC(T64, ZSTD(1))
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (`hash_prefix`, `network`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Where transactions of final blocks stand, by the first bytes of their hashes';

CREATE TABLE IF NOT EXISTS store.`evm_tx_lookup` ON CLUSTER `ledgerscope` (
  `hash_prefix` UInt64 COMMENT 'First eight bytes of the hash, little-endian: reinterpretAsUInt64(hash). Others may share them',
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_tx_lookup`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Where transactions of final blocks stand, by the first bytes of their hashes';

CREATE TABLE IF NOT EXISTS store_local.`evm_address_lookup` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `address` FixedString(20) COMMENT 'The address',
  `role` LowCardinality(String) COMMENT 'sent, received or created (by a transaction); internal (caller or callee inside one); transfer (holder of tokens that moved), token (their contract); event (contract of a log); state (account that changed); withdrawal; block (its fee recipient)',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0; 0 for withdrawals and blocks' CODEC(T64, ZSTD(1)),
  `item` Array(UInt32) COMMENT 'internal: trace_address; transfer and token: log_index, batch_index; event: log_index; withdrawal: position; otherwise empty',
  `failed` Bool COMMENT 'The transaction failed; internal: the call was undone'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `address`, `role`, `height`, `tx_index`, `item`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Where final blocks have something to do with an address: one row per address and role in it';

CREATE TABLE IF NOT EXISTS store.`evm_address_lookup` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `address` FixedString(20) COMMENT 'The address',
  `role` LowCardinality(String) COMMENT 'sent, received or created (by a transaction); internal (caller or callee inside one); transfer (holder of tokens that moved), token (their contract); event (contract of a log); state (account that changed); withdrawal; block (its fee recipient)',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0; 0 for withdrawals and blocks',
  `item` Array(UInt32) COMMENT 'internal: trace_address; transfer and token: log_index, batch_index; event: log_index; withdrawal: position; otherwise empty',
  `failed` Bool COMMENT 'The transaction failed; internal: the call was undone'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_address_lookup`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Where final blocks have something to do with an address: one row per address and role in it';

CREATE TABLE IF NOT EXISTS store_local.`evm_address_activity` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Last block of the stretch that it was in' CODEC(DoubleDelta, ZSTD(1)),
  `time` DateTime64(3, 'UTC') COMMENT 'Time of that block, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `address` FixedString(20) COMMENT 'The address',
  `kind` LowCardinality(String) COMMENT 'sent, received, created: transactions; method: calls of it by transactions, inner_method: by other calls; caller: calls of it by sender; event: its logs; internal: calls inside transactions; transfer, token: token transfers; token_in, token_out: tokens received, sent; balance: value after the stretch, where state diffs tell it; block: blocks as fee recipient; withdrawal',
  `item` String COMMENT 'method, inner_method: selector; caller: its address; event: first topic; token_in, token_out: contract of the token, last two digits of the standard\'s number as a byte, then the id, big-endian without leading zeros; otherwise empty',
  `count` UInt64 COMMENT 'How many in the stretch',
  `failed` UInt64 COMMENT 'Of these, how many failed',
  `gas` UInt64 COMMENT 'Gas used by them, in gas',
  `value` UInt256 COMMENT 'Their value together, in wei; balance: the balance, in wei; token_in, token_out: amounts, in the token\'s smallest unit'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `address`, `kind`, `item`, `height`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'What addresses did in stretches of final blocks, counted: transactions, methods called, callers, events';

CREATE TABLE IF NOT EXISTS store.`evm_address_activity` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Last block of the stretch that it was in',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of that block, UTC',
  `address` FixedString(20) COMMENT 'The address',
  `kind` LowCardinality(String) COMMENT 'sent, received, created: transactions; method: calls of it by transactions, inner_method: by other calls; caller: calls of it by sender; event: its logs; internal: calls inside transactions; transfer, token: token transfers; token_in, token_out: tokens received, sent; balance: value after the stretch, where state diffs tell it; block: blocks as fee recipient; withdrawal',
  `item` String COMMENT 'method, inner_method: selector; caller: its address; event: first topic; token_in, token_out: contract of the token, last two digits of the standard\'s number as a byte, then the id, big-endian without leading zeros; otherwise empty',
  `count` UInt64 COMMENT 'How many in the stretch',
  `failed` UInt64 COMMENT 'Of these, how many failed',
  `gas` UInt64 COMMENT 'Gas used by them, in gas',
  `value` UInt256 COMMENT 'Their value together, in wei; balance: the balance, in wei; token_in, token_out: amounts, in the token\'s smallest unit'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_address_activity`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'What addresses did in stretches of final blocks, counted: transactions, methods called, callers, events';

CREATE TABLE IF NOT EXISTS store_local.`fabric_blocks` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'SHA-256 of the ASN.1 DER of the header',
  `previous_hash` String COMMENT 'Hash of the block before; empty in block 0',
  `data_hash` FixedString(32) COMMENT 'SHA-256 of the concatenated envelopes, as the header states it',
  `time` DateTime64(3, 'UTC') COMMENT 'Median client time of the transactions, never before the block before; a Fabric block has no time of its own',
  `time_source` LowCardinality(String) COMMENT 'Where the time comes from: transactions',
  `tx_count` UInt32 COMMENT 'Envelopes in the block',
  `valid_count` UInt32 COMMENT 'Envelopes with validation code 0',
  `bytes` UInt64 COMMENT 'Size of the block as read, in bytes',
  `commit_hash` String COMMENT 'Commit hash that the peer wrote into the metadata; empty when absent',
  `orderer_msps` Array(String) COMMENT 'MSP ids of the orderers whose signatures the block carries, in order',
  `last_config` UInt64 COMMENT 'Height of the configuration block that was in force',
  `consensus` String COMMENT 'What the consensus wrote into the block, as JSON: Raft\'s members and index, BFT\'s view and decisions, Kafka\'s offsets; empty where it is not known',
  `consenter_metadata` String COMMENT 'The same as protobuf',
  `metadata` Array(String) COMMENT 'Raw block metadata, by index of common.BlockMetadataIndex' CODEC(ZSTD(3)),
  INDEX `by_hash` block_hash TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX `by_hash_text` lower(hex(block_hash)) TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Fabric blocks, one row per block, with header, metadata and what was computed from them';

CREATE TABLE IF NOT EXISTS store.`fabric_blocks` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'SHA-256 of the ASN.1 DER of the header',
  `previous_hash` String COMMENT 'Hash of the block before; empty in block 0',
  `data_hash` FixedString(32) COMMENT 'SHA-256 of the concatenated envelopes, as the header states it',
  `time` DateTime64(3, 'UTC') COMMENT 'Median client time of the transactions, never before the block before; a Fabric block has no time of its own',
  `time_source` LowCardinality(String) COMMENT 'Where the time comes from: transactions',
  `tx_count` UInt32 COMMENT 'Envelopes in the block',
  `valid_count` UInt32 COMMENT 'Envelopes with validation code 0',
  `bytes` UInt64 COMMENT 'Size of the block as read, in bytes',
  `commit_hash` String COMMENT 'Commit hash that the peer wrote into the metadata; empty when absent',
  `orderer_msps` Array(String) COMMENT 'MSP ids of the orderers whose signatures the block carries, in order',
  `last_config` UInt64 COMMENT 'Height of the configuration block that was in force',
  `consensus` String COMMENT 'What the consensus wrote into the block, as JSON: Raft\'s members and index, BFT\'s view and decisions, Kafka\'s offsets; empty where it is not known',
  `consenter_metadata` String COMMENT 'The same as protobuf',
  `metadata` Array(String) COMMENT 'Raw block metadata, by index of common.BlockMetadataIndex'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_blocks`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Fabric blocks, one row per block, with header, metadata and what was computed from them';

CREATE TABLE IF NOT EXISTS store_local.`fabric_block_signatures` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `metadata_index` UInt8 COMMENT 'common.BlockMetadataIndex, from 0: 0 SIGNATURES, 1 LAST_CONFIG (before 2.0), 3 ORDERER (before 2.0)',
  `signature_index` UInt32 COMMENT 'Position among the signatures, from 0',
  `msp` LowCardinality(String) COMMENT 'MSP id of the signer; empty where it cannot be known',
  `cert_sha256` String COMMENT 'SHA-256 of the signer\'s certificate (DER)',
  `consenter_id` UInt64 COMMENT 'BFT: number of the signer in the channel configuration; 0 where the signature names a certificate',
  `nonce` String COMMENT 'Nonce of the signature\'s header',
  `signature` String COMMENT 'ECDSA signature (DER)',
  `header` String COMMENT 'common.SignatureHeader, or common.IdentifierHeader of BFT, as it was signed' CODEC(ZSTD(3))
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `metadata_index`, `signature_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Orderer signatures in the metadata of blocks, one row each';

CREATE TABLE IF NOT EXISTS store.`fabric_block_signatures` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `metadata_index` UInt8 COMMENT 'common.BlockMetadataIndex, from 0: 0 SIGNATURES, 1 LAST_CONFIG (before 2.0), 3 ORDERER (before 2.0)',
  `signature_index` UInt32 COMMENT 'Position among the signatures, from 0',
  `msp` LowCardinality(String) COMMENT 'MSP id of the signer; empty where it cannot be known',
  `cert_sha256` String COMMENT 'SHA-256 of the signer\'s certificate (DER)',
  `consenter_id` UInt64 COMMENT 'BFT: number of the signer in the channel configuration; 0 where the signature names a certificate',
  `nonce` String COMMENT 'Nonce of the signature\'s header',
  `signature` String COMMENT 'ECDSA signature (DER)',
  `header` String COMMENT 'common.SignatureHeader, or common.IdentifierHeader of BFT, as it was signed'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_block_signatures`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Orderer signatures in the metadata of blocks, one row each';

CREATE TABLE IF NOT EXISTS store_local.`fabric_envelopes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `envelope` String COMMENT 'Bytes of common.Envelope' CODEC(ZSTD(1))
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Raw envelopes as they stand in the block: what every proof starts from';

CREATE TABLE IF NOT EXISTS store.`fabric_envelopes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `envelope` String COMMENT 'Bytes of common.Envelope'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_envelopes`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Raw envelopes as they stand in the block: what every proof starts from';

CREATE TABLE IF NOT EXISTS store_local.`fabric_transactions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex; configuration transactions may have none',
  `header_type` LowCardinality(String) COMMENT 'common.HeaderType: CONFIG, ENDORSER_TRANSACTION, …',
  `validation_code` UInt8 COMMENT 'peer.TxValidationCode; 0 is VALID, 254 NOT_VALIDATED (an orderer\'s copy has no codes)',
  `validation_name` LowCardinality(String) COMMENT 'Name of the validation code',
  `time` DateTime64(9, 'UTC') COMMENT 'Channel header timestamp: the client\'s claim, UTC',
  `creator_msp` LowCardinality(String) COMMENT 'MSP id of the creator',
  `creator_cert_sha256` String COMMENT 'SHA-256 of the creator\'s certificate (DER); personal data stays in the certificate',
  `chaincode` LowCardinality(String) COMMENT 'Chaincode name; empty for configuration transactions',
  `chaincode_version` LowCardinality(String) COMMENT 'Chaincode version from the action',
  `function` String COMMENT 'First argument, by convention the function name',
  `args` Array(String) COMMENT 'Arguments after the first, raw bytes',
  `response_status` Int64 COMMENT 'Chaincode response status; 200 is OK',
  `response_message` String COMMENT 'Chaincode response message',
  `response_payload` String COMMENT 'Chaincode response payload, raw bytes',
  `event_name` String COMMENT 'Chaincode event name; empty when none',
  `event_payload` String COMMENT 'Chaincode event payload, raw bytes',
  `endorsement_count` UInt32 COMMENT 'Endorsements carried',
  `read_count` UInt32 COMMENT 'Reads of public state',
  `write_count` UInt32 COMMENT 'Writes of public state',
  `bytes` UInt32 COMMENT 'Size of the envelope, in bytes',
  `action_count` UInt32 COMMENT 'Actions carried; Fabric itself accepts one',
  `nonce` String COMMENT 'Nonce of the signature header',
  `signature` String COMMENT 'The creator\'s ECDSA signature (DER) over the payload',
  `header_chaincode` LowCardinality(String) COMMENT 'Chaincode that the channel header\'s extension names; empty for other transactions',
  `header_version` Int64 COMMENT 'Version of the channel header',
  `epoch` UInt64 COMMENT 'Epoch of the channel header; Fabric asks for 0',
  `extension` String COMMENT 'Extension of the channel header, as protobuf',
  `tls_cert_hash` String COMMENT 'SHA-256 of the client\'s TLS certificate; mostly empty',
  `decode_error` String COMMENT 'Why the envelope could not be decoded in full; empty when it could. The bytes are in fabric_envelopes',
  INDEX `by_id` tx_id TYPE bloom_filter(0.001) GRANULARITY 1,
  PROJECTION `places_by_id` (SELECT tx_id, network, channel, height, tx_index, validation_code ORDER BY tx_id),
  PROJECTION `places_by_creator` (SELECT creator_cert_sha256, network, channel, height, tx_index ORDER BY creator_cert_sha256, network, channel, height, tx_index),
  PROJECTION `places_by_function` (SELECT chaincode, function, network, channel, height, tx_index ORDER BY chaincode, function, network, channel, height, tx_index),
  PROJECTION `outcomes` (SELECT network, channel, chaincode, function, validation_code, validation_name, count() GROUP BY network, channel, chaincode, function, validation_code, validation_name),
  PROJECTION `calls` (SELECT network, channel, chaincode, function, creator_msp, validation_code, validation_name, toStartOfHour(time), count(), min(time), max(time), min(height), max(height) GROUP BY network, channel, chaincode, function, creator_msp, validation_code, validation_name, toStartOfHour(time))
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800, lightweight_mutation_projection_mode = 'rebuild'
COMMENT 'Fabric transactions (envelopes), valid or not, one row per envelope';

CREATE TABLE IF NOT EXISTS store.`fabric_transactions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex; configuration transactions may have none',
  `header_type` LowCardinality(String) COMMENT 'common.HeaderType: CONFIG, ENDORSER_TRANSACTION, …',
  `validation_code` UInt8 COMMENT 'peer.TxValidationCode; 0 is VALID, 254 NOT_VALIDATED (an orderer\'s copy has no codes)',
  `validation_name` LowCardinality(String) COMMENT 'Name of the validation code',
  `time` DateTime64(9, 'UTC') COMMENT 'Channel header timestamp: the client\'s claim, UTC',
  `creator_msp` LowCardinality(String) COMMENT 'MSP id of the creator',
  `creator_cert_sha256` String COMMENT 'SHA-256 of the creator\'s certificate (DER); personal data stays in the certificate',
  `chaincode` LowCardinality(String) COMMENT 'Chaincode name; empty for configuration transactions',
  `chaincode_version` LowCardinality(String) COMMENT 'Chaincode version from the action',
  `function` String COMMENT 'First argument, by convention the function name',
  `args` Array(String) COMMENT 'Arguments after the first, raw bytes',
  `response_status` Int64 COMMENT 'Chaincode response status; 200 is OK',
  `response_message` String COMMENT 'Chaincode response message',
  `response_payload` String COMMENT 'Chaincode response payload, raw bytes',
  `event_name` String COMMENT 'Chaincode event name; empty when none',
  `event_payload` String COMMENT 'Chaincode event payload, raw bytes',
  `endorsement_count` UInt32 COMMENT 'Endorsements carried',
  `read_count` UInt32 COMMENT 'Reads of public state',
  `write_count` UInt32 COMMENT 'Writes of public state',
  `bytes` UInt32 COMMENT 'Size of the envelope, in bytes',
  `action_count` UInt32 COMMENT 'Actions carried; Fabric itself accepts one',
  `nonce` String COMMENT 'Nonce of the signature header',
  `signature` String COMMENT 'The creator\'s ECDSA signature (DER) over the payload',
  `header_chaincode` LowCardinality(String) COMMENT 'Chaincode that the channel header\'s extension names; empty for other transactions',
  `header_version` Int64 COMMENT 'Version of the channel header',
  `epoch` UInt64 COMMENT 'Epoch of the channel header; Fabric asks for 0',
  `extension` String COMMENT 'Extension of the channel header, as protobuf',
  `tls_cert_hash` String COMMENT 'SHA-256 of the client\'s TLS certificate; mostly empty',
  `decode_error` String COMMENT 'Why the envelope could not be decoded in full; empty when it could. The bytes are in fabric_envelopes'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_transactions`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Fabric transactions (envelopes), valid or not, one row per envelope';

CREATE TABLE IF NOT EXISTS store_local.`fabric_actions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `creator_msp` LowCardinality(String) COMMENT 'MSP id of who proposed the action',
  `creator_cert_sha256` String COMMENT 'SHA-256 of the proposer\'s certificate (DER)',
  `nonce` String COMMENT 'Nonce of the action\'s header',
  `chaincode` LowCardinality(String) COMMENT 'Chaincode that the endorsers ran',
  `chaincode_version` LowCardinality(String) COMMENT 'Its version, as the endorsers state it',
  `chaincode_path` LowCardinality(String) COMMENT 'Its path, as the endorsers state it; mostly empty',
  `called_chaincode` LowCardinality(String) COMMENT 'Chaincode that the proposal calls',
  `called_version` LowCardinality(String) COMMENT 'Version that the proposal names; mostly empty',
  `called_path` LowCardinality(String) COMMENT 'Path that the proposal names; mostly empty',
  `called_type` LowCardinality(String) COMMENT 'Language that the proposal names: GOLANG, NODE, JAVA, CAR or UNDEFINED',
  `called_timeout` Int64 COMMENT 'Timeout that the proposal names, as written; Fabric ignores it',
  `is_init` Bool COMMENT 'The call initialises the chaincode (isInit)',
  `args` Array(String) COMMENT 'All arguments, the function name by convention first; raw bytes',
  `decorations` Array(String) COMMENT 'Decorations added by peers, as protobuf map entries',
  `proposal_hash` String COMMENT 'SHA-256 of channel header, signature header and proposal payload, as the endorsers signed it',
  `response_status` Int64 COMMENT 'Chaincode response status; 200 is OK',
  `response_message` String COMMENT 'Chaincode response message',
  `response_payload` String COMMENT 'Chaincode response payload, raw bytes',
  `event_name` String COMMENT 'Chaincode event name; empty when none',
  `endorsement_count` UInt32 COMMENT 'Endorsements carried',
  `namespaces` Array(String) COMMENT 'Namespaces of the read-write set, in its order'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `tx_index`, `action_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Actions of endorser transactions: what was proposed and what the endorsers simulated, one row each';

CREATE TABLE IF NOT EXISTS store.`fabric_actions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `creator_msp` LowCardinality(String) COMMENT 'MSP id of who proposed the action',
  `creator_cert_sha256` String COMMENT 'SHA-256 of the proposer\'s certificate (DER)',
  `nonce` String COMMENT 'Nonce of the action\'s header',
  `chaincode` LowCardinality(String) COMMENT 'Chaincode that the endorsers ran',
  `chaincode_version` LowCardinality(String) COMMENT 'Its version, as the endorsers state it',
  `chaincode_path` LowCardinality(String) COMMENT 'Its path, as the endorsers state it; mostly empty',
  `called_chaincode` LowCardinality(String) COMMENT 'Chaincode that the proposal calls',
  `called_version` LowCardinality(String) COMMENT 'Version that the proposal names; mostly empty',
  `called_path` LowCardinality(String) COMMENT 'Path that the proposal names; mostly empty',
  `called_type` LowCardinality(String) COMMENT 'Language that the proposal names: GOLANG, NODE, JAVA, CAR or UNDEFINED',
  `called_timeout` Int64 COMMENT 'Timeout that the proposal names, as written; Fabric ignores it',
  `is_init` Bool COMMENT 'The call initialises the chaincode (isInit)',
  `args` Array(String) COMMENT 'All arguments, the function name by convention first; raw bytes',
  `decorations` Array(String) COMMENT 'Decorations added by peers, as protobuf map entries',
  `proposal_hash` String COMMENT 'SHA-256 of channel header, signature header and proposal payload, as the endorsers signed it',
  `response_status` Int64 COMMENT 'Chaincode response status; 200 is OK',
  `response_message` String COMMENT 'Chaincode response message',
  `response_payload` String COMMENT 'Chaincode response payload, raw bytes',
  `event_name` String COMMENT 'Chaincode event name; empty when none',
  `endorsement_count` UInt32 COMMENT 'Endorsements carried',
  `namespaces` Array(String) COMMENT 'Namespaces of the read-write set, in its order'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_actions`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Actions of endorser transactions: what was proposed and what the endorsers simulated, one row each';

CREATE TABLE IF NOT EXISTS store_local.`fabric_endorsements` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `endorsement_index` UInt32 COMMENT 'Endorsement within the action, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `msp` LowCardinality(String) COMMENT 'MSP id of the endorser',
  `cert_sha256` String COMMENT 'SHA-256 of the endorser\'s certificate (DER)',
  `signature` String COMMENT 'ECDSA signature (DER) over the proposal response payload and the endorser'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `tx_index`, `action_index`, `endorsement_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Endorsements, one row each';

CREATE TABLE IF NOT EXISTS store.`fabric_endorsements` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `endorsement_index` UInt32 COMMENT 'Endorsement within the action, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `msp` LowCardinality(String) COMMENT 'MSP id of the endorser',
  `cert_sha256` String COMMENT 'SHA-256 of the endorser\'s certificate (DER)',
  `signature` String COMMENT 'ECDSA signature (DER) over the proposal response payload and the endorser'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_endorsements`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Endorsements, one row each';

CREATE TABLE IF NOT EXISTS store_local.`fabric_reads` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `read_absent` Bool COMMENT 'The key did not exist when it was read',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 when absent',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 when absent',
  `in_range` Bool COMMENT 'Part of a range query\'s raw reads rather than a read of its own',
  INDEX `by_tx` height TYPE minmax GRANULARITY 1,
  PROJECTION `keys_by_tx` (SELECT network, channel, height, tx_index, namespace, collection, key ORDER BY network, channel, height, tx_index)
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `namespace`, `collection`, `key`, `height`, `tx_index`, `action_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800, lightweight_mutation_projection_mode = 'rebuild'
COMMENT 'Keys read, with the version that was read; public state and hashed private data';

CREATE TABLE IF NOT EXISTS store.`fabric_reads` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `read_absent` Bool COMMENT 'The key did not exist when it was read',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 when absent',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 when absent',
  `in_range` Bool COMMENT 'Part of a range query\'s raw reads rather than a read of its own'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_reads`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Keys read, with the version that was read; public state and hashed private data';

CREATE TABLE IF NOT EXISTS store_local.`fabric_writes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `is_delete` Bool COMMENT 'The key was deleted',
  `is_metadata` Bool COMMENT 'Only the key\'s metadata (such as its endorsement policy) was written: the version advances all the same',
  `value` String COMMENT 'Value as raw bytes; for a collection the SHA-256 of the value; for metadata the entries as protobuf' CODEC(ZSTD(1)),
  INDEX `by_tx` height TYPE minmax GRANULARITY 1,
  PROJECTION `keys_by_tx` (SELECT network, channel, height, tx_index, namespace, collection, key ORDER BY network, channel, height, tx_index)
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `namespace`, `collection`, `key`, `height`, `tx_index`, `action_index`, `is_metadata`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800, lightweight_mutation_projection_mode = 'rebuild'
COMMENT 'Keys written, deleted, or whose metadata was changed; public state and hashed private data';

CREATE TABLE IF NOT EXISTS store.`fabric_writes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `is_delete` Bool COMMENT 'The key was deleted',
  `is_metadata` Bool COMMENT 'Only the key\'s metadata (such as its endorsement policy) was written: the version advances all the same',
  `value` String COMMENT 'Value as raw bytes; for a collection the SHA-256 of the value; for metadata the entries as protobuf'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_writes`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Keys written, deleted, or whose metadata was changed; public state and hashed private data';

CREATE TABLE IF NOT EXISTS store_local.`fabric_range_queries` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `query_index` UInt32 COMMENT 'Query within the namespace\'s set, from 0',
  `start_key` String COMMENT 'First key of the range, raw bytes; empty: from the first key on',
  `end_key` String COMMENT 'End of the range, raw bytes, exclusive when exhausted; otherwise the last key read, inclusive. Empty: to the last key',
  `exhausted` Bool COMMENT 'The query was read to its end',
  `form` LowCardinality(String) COMMENT 'How its result is recorded: raw_reads, or merkle_hashes (a summary of many reads)',
  `read_count` UInt32 COMMENT 'Keys recorded one by one',
  `read_keys` Array(String) COMMENT 'Keys recorded one by one, in order, raw bytes',
  `merkle_max_degree` UInt32 COMMENT 'Summary: children per node of the Merkle tree',
  `merkle_max_level` UInt32 COMMENT 'Summary: level of the hashes',
  `merkle_hashes` Array(String) COMMENT 'Summary: hashes of that level'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `tx_index`, `action_index`, `namespace`, `query_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Range queries over public state, with their bounds; the keys they returned are in fabric_reads (in_range)';

CREATE TABLE IF NOT EXISTS store.`fabric_range_queries` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `query_index` UInt32 COMMENT 'Query within the namespace\'s set, from 0',
  `start_key` String COMMENT 'First key of the range, raw bytes; empty: from the first key on',
  `end_key` String COMMENT 'End of the range, raw bytes, exclusive when exhausted; otherwise the last key read, inclusive. Empty: to the last key',
  `exhausted` Bool COMMENT 'The query was read to its end',
  `form` LowCardinality(String) COMMENT 'How its result is recorded: raw_reads, or merkle_hashes (a summary of many reads)',
  `read_count` UInt32 COMMENT 'Keys recorded one by one',
  `read_keys` Array(String) COMMENT 'Keys recorded one by one, in order, raw bytes',
  `merkle_max_degree` UInt32 COMMENT 'Summary: children per node of the Merkle tree',
  `merkle_max_level` UInt32 COMMENT 'Summary: level of the hashes',
  `merkle_hashes` Array(String) COMMENT 'Summary: hashes of that level'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_range_queries`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Range queries over public state, with their bounds; the keys they returned are in fabric_reads (in_range)';

CREATE TABLE IF NOT EXISTS store_local.`fabric_metadata_writes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `entry_index` UInt32 COMMENT 'Entry of the key\'s metadata, from 0',
  `name` LowCardinality(String) COMMENT 'Name of the entry, such as VALIDATION_PARAMETER; empty: all metadata of the key was removed',
  `value` String COMMENT 'Value as raw bytes',
  `policy` String COMMENT 'The value as an endorsement policy in words; empty where it is none',
  INDEX `by_tx` height TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `namespace`, `collection`, `key`, `height`, `tx_index`, `action_index`, `entry_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Metadata written to keys, one row per entry: key-level endorsement policies, in words';

CREATE TABLE IF NOT EXISTS store.`fabric_metadata_writes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `entry_index` UInt32 COMMENT 'Entry of the key\'s metadata, from 0',
  `name` LowCardinality(String) COMMENT 'Name of the entry, such as VALIDATION_PARAMETER; empty: all metadata of the key was removed',
  `value` String COMMENT 'Value as raw bytes',
  `policy` String COMMENT 'The value as an endorsement policy in words; empty where it is none'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_metadata_writes`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Metadata written to keys, one row per entry: key-level endorsement policies, in words';

CREATE TABLE IF NOT EXISTS store_local.`fabric_private_hashes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection',
  `item_index` UInt32 COMMENT 'Position in the collection\'s set: reads, then writes, then metadata, from 0',
  `operation` LowCardinality(String) COMMENT 'read, write, delete, purge, metadata, or none (a set that names no key)',
  `key_hash` String COMMENT 'SHA-256 of the key',
  `value_hash` String COMMENT 'SHA-256 of the value written; empty otherwise',
  `is_delete` Bool COMMENT 'The write\'s own flag; an empty value deletes as well',
  `is_purge` Bool COMMENT 'The key\'s history is purged from the peers (since 2.5)',
  `read_absent` Bool COMMENT 'A read of a key that did not exist',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 otherwise',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 otherwise',
  `private_set_hash` String COMMENT 'SHA-256 of the private read-write set that the peers of the collection hold',
  INDEX `by_tx` height TYPE minmax GRANULARITY 1,
  PROJECTION `keys_by_tx` (SELECT network, channel, height, tx_index, namespace, collection, key_hash ORDER BY network, channel, height, tx_index)
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `namespace`, `collection`, `key_hash`, `height`, `tx_index`, `action_index`, `item_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800, lightweight_mutation_projection_mode = 'rebuild'
COMMENT 'Private data as the ledger shows it, hashes of keys and values, one row per read, write or metadata write';

CREATE TABLE IF NOT EXISTS store.`fabric_private_hashes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection',
  `item_index` UInt32 COMMENT 'Position in the collection\'s set: reads, then writes, then metadata, from 0',
  `operation` LowCardinality(String) COMMENT 'read, write, delete, purge, metadata, or none (a set that names no key)',
  `key_hash` String COMMENT 'SHA-256 of the key',
  `value_hash` String COMMENT 'SHA-256 of the value written; empty otherwise',
  `is_delete` Bool COMMENT 'The write\'s own flag; an empty value deletes as well',
  `is_purge` Bool COMMENT 'The key\'s history is purged from the peers (since 2.5)',
  `read_absent` Bool COMMENT 'A read of a key that did not exist',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 otherwise',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 otherwise',
  `private_set_hash` String COMMENT 'SHA-256 of the private read-write set that the peers of the collection hold'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_private_hashes`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Private data as the ledger shows it, hashes of keys and values, one row per read, write or metadata write';

CREATE TABLE IF NOT EXISTS store_local.`fabric_events` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `chaincode` String COMMENT 'Chaincode, as the event names it',
  `event_tx_id` String COMMENT 'Transaction id, as the event names it',
  `event_name` String COMMENT 'Name of the event',
  `payload` String COMMENT 'Payload, raw bytes' CODEC(ZSTD(1)),
  INDEX `by_tx` height TYPE minmax GRANULARITY 1,
  PROJECTION `keys_by_tx` (SELECT network, channel, height, tx_index, chaincode, event_name ORDER BY network, channel, height, tx_index)
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `chaincode`, `event_name`, `height`, `tx_index`, `action_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800, lightweight_mutation_projection_mode = 'rebuild'
COMMENT 'Chaincode events, one row each; those of invalid transactions were never delivered';

CREATE TABLE IF NOT EXISTS store.`fabric_events` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `chaincode` String COMMENT 'Chaincode, as the event names it',
  `event_tx_id` String COMMENT 'Transaction id, as the event names it',
  `event_name` String COMMENT 'Name of the event',
  `payload` String COMMENT 'Payload, raw bytes'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_events`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Chaincode events, one row each; those of invalid transactions were never delivered';

CREATE TABLE IF NOT EXISTS store_local.`fabric_lifecycle` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `step` LowCardinality(String) COMMENT 'approve, commit; of Fabric 1.x: deploy, upgrade',
  `chaincode` String COMMENT 'Name of the chaincode',
  `version` String COMMENT 'Version of the chaincode',
  `sequence` Int64 COMMENT 'Sequence of the definition, from 1; 0 in Fabric 1.x',
  `org` LowCardinality(String) COMMENT 'MSP id of who approved or submitted it',
  `endorsers` Array(String) COMMENT 'MSP ids of the endorsers: of a commit, the organisations that agree',
  `package_id` String COMMENT 'approve: the package that the organisation runs; empty where it runs none',
  `chaincode_path` String COMMENT 'Fabric 1.x: path of the source',
  `language` LowCardinality(String) COMMENT 'Fabric 1.x: GOLANG, NODE, JAVA, CAR',
  `init_args` Array(String) COMMENT 'Fabric 1.x: arguments of the call that initialises, raw bytes',
  `init_required` Bool COMMENT 'The chaincode must be initialised before it is called',
  `endorsement_plugin` LowCardinality(String) COMMENT 'Endorsement plugin (ESCC); mostly escc',
  `validation_plugin` LowCardinality(String) COMMENT 'Validation plugin (VSCC); mostly vscc',
  `policy` String COMMENT 'Endorsement policy in words; a path names a policy of the configuration. Empty: the channel\'s default',
  `policy_bytes` String COMMENT 'The same as bytes: the validation parameter, protobuf',
  `collections` String COMMENT 'Private data collections as JSON array: name, member_orgs_policy and endorsement_policy in words, peer counts, block_to_live, member_only_read, member_only_write',
  `definition` String COMMENT 'All arguments as JSON' CODEC(ZSTD(3)),
  `decode_error` String COMMENT 'Why the arguments could not be decoded in full; empty when they could'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `chaincode`, `height`, `tx_index`, `action_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Chaincode lifecycle: approvals per organisation, commits, and deployments and upgrades of Fabric 1.x';

CREATE TABLE IF NOT EXISTS store.`fabric_lifecycle` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `step` LowCardinality(String) COMMENT 'approve, commit; of Fabric 1.x: deploy, upgrade',
  `chaincode` String COMMENT 'Name of the chaincode',
  `version` String COMMENT 'Version of the chaincode',
  `sequence` Int64 COMMENT 'Sequence of the definition, from 1; 0 in Fabric 1.x',
  `org` LowCardinality(String) COMMENT 'MSP id of who approved or submitted it',
  `endorsers` Array(String) COMMENT 'MSP ids of the endorsers: of a commit, the organisations that agree',
  `package_id` String COMMENT 'approve: the package that the organisation runs; empty where it runs none',
  `chaincode_path` String COMMENT 'Fabric 1.x: path of the source',
  `language` LowCardinality(String) COMMENT 'Fabric 1.x: GOLANG, NODE, JAVA, CAR',
  `init_args` Array(String) COMMENT 'Fabric 1.x: arguments of the call that initialises, raw bytes',
  `init_required` Bool COMMENT 'The chaincode must be initialised before it is called',
  `endorsement_plugin` LowCardinality(String) COMMENT 'Endorsement plugin (ESCC); mostly escc',
  `validation_plugin` LowCardinality(String) COMMENT 'Validation plugin (VSCC); mostly vscc',
  `policy` String COMMENT 'Endorsement policy in words; a path names a policy of the configuration. Empty: the channel\'s default',
  `policy_bytes` String COMMENT 'The same as bytes: the validation parameter, protobuf',
  `collections` String COMMENT 'Private data collections as JSON array: name, member_orgs_policy and endorsement_policy in words, peer counts, block_to_live, member_only_read, member_only_write',
  `definition` String COMMENT 'All arguments as JSON',
  `decode_error` String COMMENT 'Why the arguments could not be decoded in full; empty when they could'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_lifecycle`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Chaincode lifecycle: approvals per organisation, commits, and deployments and upgrades of Fabric 1.x';

CREATE TABLE IF NOT EXISTS store_local.`fabric_configs` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `config_channel` LowCardinality(String) COMMENT 'Channel that is configured; another than the ledger\'s where an orderer\'s system channel creates it',
  `sequence` UInt64 COMMENT 'common.Config.sequence: 0 in the genesis block, one more with each update',
  `update_tx_id` String COMMENT 'Transaction id of the update; mostly empty',
  `update_time` DateTime64(9, 'UTC') COMMENT 'Time that the update\'s creator claims, UTC; 1970 where there is none',
  `update_creator_msp` LowCardinality(String) COMMENT 'MSP id of who submitted the update',
  `update_creator_cert_sha256` String COMMENT 'SHA-256 of the submitter\'s certificate (DER)',
  `signer_msps` Array(String) COMMENT 'MSP ids of those who signed the update, in order',
  `signer_cert_sha256` Array(String) COMMENT 'SHA-256 of the signers\' certificates (DER), in order',
  `update` String COMMENT 'The update transaction (last_update) as JSON in the shape of configtxlator; empty in the genesis block' CODEC(ZSTD(3)),
  `decode_error` String COMMENT 'Why the configuration could not be decoded in full; empty when it could'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Configuration transactions, one row each: the sequence they bring, and the update with its signers';

CREATE TABLE IF NOT EXISTS store.`fabric_configs` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `config_channel` LowCardinality(String) COMMENT 'Channel that is configured; another than the ledger\'s where an orderer\'s system channel creates it',
  `sequence` UInt64 COMMENT 'common.Config.sequence: 0 in the genesis block, one more with each update',
  `update_tx_id` String COMMENT 'Transaction id of the update; mostly empty',
  `update_time` DateTime64(9, 'UTC') COMMENT 'Time that the update\'s creator claims, UTC; 1970 where there is none',
  `update_creator_msp` LowCardinality(String) COMMENT 'MSP id of who submitted the update',
  `update_creator_cert_sha256` String COMMENT 'SHA-256 of the submitter\'s certificate (DER)',
  `signer_msps` Array(String) COMMENT 'MSP ids of those who signed the update, in order',
  `signer_cert_sha256` Array(String) COMMENT 'SHA-256 of the signers\' certificates (DER), in order',
  `update` String COMMENT 'The update transaction (last_update) as JSON in the shape of configtxlator; empty in the genesis block',
  `decode_error` String COMMENT 'Why the configuration could not be decoded in full; empty when it could'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_configs`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Configuration transactions, one row each: the sequence they bring, and the update with its signers';

CREATE TABLE IF NOT EXISTS store_local.`fabric_config_items` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `config_channel` LowCardinality(String) COMMENT 'Channel that is configured',
  `sequence` UInt64 COMMENT 'common.Config.sequence',
  `path` String COMMENT 'Where it stands, as policies refer to it: /Channel/Application/Org1MSP/Admins',
  `kind` LowCardinality(String) COMMENT 'group, value or policy',
  `name` LowCardinality(String) COMMENT 'Last part of the path',
  `version` UInt64 COMMENT 'Grows with every change of it',
  `mod_policy` LowCardinality(String) COMMENT 'Policy that a change of it must satisfy',
  `text` String COMMENT 'In words; a policy as in AND(\'Org1MSP.peer\', \'Org2MSP.peer\') or MAJORITY Admins' CODEC(ZSTD(3)),
  `json` String COMMENT 'As JSON in the shape of configtxlator; null for a group' CODEC(ZSTD(3)),
  `bytes` String COMMENT 'Bytes as protobuf: common.ConfigValue or common.ConfigPolicy; empty for a group' CODEC(ZSTD(3)),
  `decode_error` String COMMENT 'Why the bytes could not be decoded; empty when they could',
  INDEX `by_height` height TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `path`, `kind`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Whole channel configurations, one row per group, value and policy of each configuration block';

CREATE TABLE IF NOT EXISTS store.`fabric_config_items` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `config_channel` LowCardinality(String) COMMENT 'Channel that is configured',
  `sequence` UInt64 COMMENT 'common.Config.sequence',
  `path` String COMMENT 'Where it stands, as policies refer to it: /Channel/Application/Org1MSP/Admins',
  `kind` LowCardinality(String) COMMENT 'group, value or policy',
  `name` LowCardinality(String) COMMENT 'Last part of the path',
  `version` UInt64 COMMENT 'Grows with every change of it',
  `mod_policy` LowCardinality(String) COMMENT 'Policy that a change of it must satisfy',
  `text` String COMMENT 'In words; a policy as in AND(\'Org1MSP.peer\', \'Org2MSP.peer\') or MAJORITY Admins',
  `json` String COMMENT 'As JSON in the shape of configtxlator; null for a group',
  `bytes` String COMMENT 'Bytes as protobuf: common.ConfigValue or common.ConfigPolicy; empty for a group',
  `decode_error` String COMMENT 'Why the bytes could not be decoded; empty when they could'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_config_items`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Whole channel configurations, one row per group, value and policy of each configuration block';

CREATE TABLE IF NOT EXISTS store_local.`fabric_config_updates` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `config_channel` LowCardinality(String) COMMENT 'Channel that is configured',
  `sequence` UInt64 COMMENT 'common.Config.sequence after the update',
  `path` String COMMENT 'Where it stands: /Channel/Orderer/BatchSize',
  `kind` LowCardinality(String) COMMENT 'group, value or policy',
  `change` LowCardinality(String) COMMENT 'added, changed, removed; stated where the configuration before is not known',
  `old_version` UInt64 COMMENT 'Version before; 0 where it was not there',
  `new_version` UInt64 COMMENT 'Version after; 0 where it is gone',
  `old_mod_policy` LowCardinality(String) COMMENT 'Policy for changes of it, before',
  `new_mod_policy` LowCardinality(String) COMMENT 'Policy for changes of it, after',
  `old_text` String COMMENT 'In words, before' CODEC(ZSTD(3)),
  `new_text` String COMMENT 'In words, after' CODEC(ZSTD(3)),
  `old_json` String COMMENT 'As JSON, before; empty where it was not there' CODEC(ZSTD(3)),
  `new_json` String COMMENT 'As JSON, after; empty where it is gone' CODEC(ZSTD(3)),
  `signer_msps` Array(String) COMMENT 'MSP ids of those who signed the update, in order'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `tx_index`, `path`, `kind`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'What each configuration block changes, one row per group, value or policy: old and new, and who signed';

CREATE TABLE IF NOT EXISTS store.`fabric_config_updates` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `config_channel` LowCardinality(String) COMMENT 'Channel that is configured',
  `sequence` UInt64 COMMENT 'common.Config.sequence after the update',
  `path` String COMMENT 'Where it stands: /Channel/Orderer/BatchSize',
  `kind` LowCardinality(String) COMMENT 'group, value or policy',
  `change` LowCardinality(String) COMMENT 'added, changed, removed; stated where the configuration before is not known',
  `old_version` UInt64 COMMENT 'Version before; 0 where it was not there',
  `new_version` UInt64 COMMENT 'Version after; 0 where it is gone',
  `old_mod_policy` LowCardinality(String) COMMENT 'Policy for changes of it, before',
  `new_mod_policy` LowCardinality(String) COMMENT 'Policy for changes of it, after',
  `old_text` String COMMENT 'In words, before',
  `new_text` String COMMENT 'In words, after',
  `old_json` String COMMENT 'As JSON, before; empty where it was not there',
  `new_json` String COMMENT 'As JSON, after; empty where it is gone',
  `signer_msps` Array(String) COMMENT 'MSP ids of those who signed the update, in order'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_config_updates`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'What each configuration block changes, one row per group, value or policy: old and new, and who signed';

CREATE TABLE IF NOT EXISTS store_local.`fabric_identity_uses` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `msp` LowCardinality(String) COMMENT 'MSP id',
  `cert_sha256` FixedString(32) COMMENT 'SHA-256 of the certificate (DER)',
  `use` LowCardinality(String) COMMENT 'creator, endorser, orderer, config_signer; in configurations: root, intermediate, admin, tls_root, tls_intermediate, consenter, consenter_tls',
  `count` UInt32 COMMENT 'How often in the block',
  `first_tx_index` UInt32 COMMENT 'Position of the first transaction with it, from 0; 0 for orderers',
  INDEX `by_height` height TYPE minmax GRANULARITY 1,
  PROJECTION `totals` (SELECT network, channel, msp, cert_sha256, use, count(), sum(count), min(height), max(height) GROUP BY network, channel, msp, cert_sha256, use)
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `msp`, `cert_sha256`, `use`, `height`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800, lightweight_mutation_projection_mode = 'rebuild'
COMMENT 'Which certificates a block names and as what, one row per block, certificate and use';

CREATE TABLE IF NOT EXISTS store.`fabric_identity_uses` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `msp` LowCardinality(String) COMMENT 'MSP id',
  `cert_sha256` FixedString(32) COMMENT 'SHA-256 of the certificate (DER)',
  `use` LowCardinality(String) COMMENT 'creator, endorser, orderer, config_signer; in configurations: root, intermediate, admin, tls_root, tls_intermediate, consenter, consenter_tls',
  `count` UInt32 COMMENT 'How often in the block',
  `first_tx_index` UInt32 COMMENT 'Position of the first transaction with it, from 0; 0 for orderers'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_identity_uses`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Which certificates a block names and as what, one row per block, certificate and use';

CREATE TABLE IF NOT EXISTS store_local.`fabric_arrivals` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `node` LowCardinality(String) COMMENT 'The peer or orderer, as the configuration or discovery names it',
  `arrived_at` DateTime64(9, 'UTC') COMMENT 'When its block arrived, by the clock of this machine, UTC'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `node`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'When blocks arrived here from running nodes, one row per node that had sent the block by the time it was stored; none for blocks that were there before they were asked for, nor for ledgers on disk';

CREATE TABLE IF NOT EXISTS store.`fabric_arrivals` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `node` LowCardinality(String) COMMENT 'The peer or orderer, as the configuration or discovery names it',
  `arrived_at` DateTime64(9, 'UTC') COMMENT 'When its block arrived, by the clock of this machine, UTC'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_arrivals`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'When blocks arrived here from running nodes, one row per node that had sent the block by the time it was stored; none for blocks that were there before they were asked for, nor for ledgers on disk';

CREATE TABLE IF NOT EXISTS store_local.`fabric_state` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `height` UInt64 COMMENT 'Version: block of the last write of value or metadata',
  `tx_index` UInt32 COMMENT 'Version: position of the writing transaction in its block, from 0',
  `tx_id` String COMMENT 'The writing transaction',
  `is_delete` Bool COMMENT 'The key is gone',
  `value` String COMMENT 'Value as raw bytes; for a collection the SHA-256 of the value' CODEC(ZSTD(3)),
  `value_height` UInt64 COMMENT 'Block of the last write of the value',
  `value_tx_index` UInt32 COMMENT 'Position of the transaction that wrote the value, from 0',
  `value_tx_id` String COMMENT 'The transaction that wrote the value',
  `metadata` String COMMENT 'Entries of the key\'s metadata as protobuf; empty where it has none',
  `metadata_height` UInt64 COMMENT 'Block of the last write of metadata; 0 where it has none',
  `metadata_tx_index` UInt32 COMMENT 'Position of the transaction that wrote the metadata, from 0',
  `metadata_tx_id` String COMMENT 'The transaction that wrote the metadata; empty where it has none',
  `policy` String COMMENT 'The key\'s own endorsement policy in words; empty where it has none',
  INDEX `by_height` height TYPE minmax GRANULARITY 1,
  PROJECTION `namespaces` (SELECT network, channel, namespace, collection, count() GROUP BY network, channel, namespace, collection)
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `namespace`, `collection`, `key`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800, lightweight_mutation_projection_mode = 'rebuild'
COMMENT 'State of every key, as of the last block of each step in which it was worked out: the row of the highest version counts';

CREATE TABLE IF NOT EXISTS store.`fabric_state` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `height` UInt64 COMMENT 'Version: block of the last write of value or metadata',
  `tx_index` UInt32 COMMENT 'Version: position of the writing transaction in its block, from 0',
  `tx_id` String COMMENT 'The writing transaction',
  `is_delete` Bool COMMENT 'The key is gone',
  `value` String COMMENT 'Value as raw bytes; for a collection the SHA-256 of the value',
  `value_height` UInt64 COMMENT 'Block of the last write of the value',
  `value_tx_index` UInt32 COMMENT 'Position of the transaction that wrote the value, from 0',
  `value_tx_id` String COMMENT 'The transaction that wrote the value',
  `metadata` String COMMENT 'Entries of the key\'s metadata as protobuf; empty where it has none',
  `metadata_height` UInt64 COMMENT 'Block of the last write of metadata; 0 where it has none',
  `metadata_tx_index` UInt32 COMMENT 'Position of the transaction that wrote the metadata, from 0',
  `metadata_tx_id` String COMMENT 'The transaction that wrote the metadata; empty where it has none',
  `policy` String COMMENT 'The key\'s own endorsement policy in words; empty where it has none'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_state`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'State of every key, as of the last block of each step in which it was worked out: the row of the highest version counts';

CREATE TABLE IF NOT EXISTS store_local.`fabric_conflicts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `kind` LowCardinality(String) COMMENT 'read: a key that was read; range: a key that a range query had returned, or would have returned since',
  `evidence` LowCardinality(String) COMMENT 'proved: from the version that was read; expired: private data that was purged since, by no transaction; inferred: the query\'s result is recorded as a hash, so these are the keys of its range that were written since the newest version that the transaction had read; incomplete: blocks below are not stored, and nothing that is stored explains it; one row without a key stands for all of the transaction\'s',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `read_absent` Bool COMMENT 'The key did not exist when it was read; not known where inferred',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 when absent or not known',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 when absent',
  `writer_height` UInt64 COMMENT 'Block of the writing transaction',
  `writer_tx_index` UInt32 COMMENT 'Its position in the block, from 0',
  `writer_tx_id` String COMMENT 'Its id; empty where none wrote the key: expired, or not explained by what is stored',
  `writer_is_delete` Bool COMMENT 'It deleted the key',
  `within_block` Bool COMMENT 'It stands in the same block',
  `rule_version` UInt32 COMMENT 'Version of the rule that made the row',
  INDEX `by_writer` writer_tx_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `tx_index`, `kind`, `namespace`, `collection`, `key`, `writer_height`, `writer_tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Why transactions were refused with code 11 or 12: every key whose read was out of date, with every valid transaction that had written it since';

CREATE TABLE IF NOT EXISTS store.`fabric_conflicts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `kind` LowCardinality(String) COMMENT 'read: a key that was read; range: a key that a range query had returned, or would have returned since',
  `evidence` LowCardinality(String) COMMENT 'proved: from the version that was read; expired: private data that was purged since, by no transaction; inferred: the query\'s result is recorded as a hash, so these are the keys of its range that were written since the newest version that the transaction had read; incomplete: blocks below are not stored, and nothing that is stored explains it; one row without a key stands for all of the transaction\'s',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `read_absent` Bool COMMENT 'The key did not exist when it was read; not known where inferred',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 when absent or not known',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 when absent',
  `writer_height` UInt64 COMMENT 'Block of the writing transaction',
  `writer_tx_index` UInt32 COMMENT 'Its position in the block, from 0',
  `writer_tx_id` String COMMENT 'Its id; empty where none wrote the key: expired, or not explained by what is stored',
  `writer_is_delete` Bool COMMENT 'It deleted the key',
  `within_block` Bool COMMENT 'It stands in the same block',
  `rule_version` UInt32 COMMENT 'Version of the rule that made the row'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_conflicts`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Why transactions were refused with code 11 or 12: every key whose read was out of date, with every valid transaction that had written it since';

CREATE TABLE IF NOT EXISTS store_local.`fabric_identities` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `msp` LowCardinality(String) COMMENT 'MSP id; empty for TLS certificates of Raft consenters',
  `cert_sha256` FixedString(32) COMMENT 'SHA-256 of the certificate (DER)',
  `subject` String COMMENT 'Subject, the most specific part first',
  `common_name` String COMMENT 'Common name of the subject',
  `issuer` String COMMENT 'Issuer, the most specific part first',
  `serial` String COMMENT 'Serial number in upper-case hex',
  `organizational_units` Array(String) COMMENT 'Organisational units of the subject',
  `roles` Array(String) COMMENT 'client, peer, admin, orderer: as the MSP\'s node OUs and list of administrators say',
  `attributes` String COMMENT 'Attributes that Fabric CA put into it, as JSON; empty when none',
  `not_before` DateTime64(3, 'UTC') COMMENT 'Valid from, UTC',
  `not_after` DateTime64(3, 'UTC') COMMENT 'Valid until, UTC; Fabric accepts signatures of expired certificates',
  `is_authority` Bool COMMENT 'It may sign certificates',
  `key_type` LowCardinality(String) COMMENT 'Type of its key, such as ec prime256v1',
  `alternative_names` Array(String) COMMENT 'Subject alternative names',
  `pem` String COMMENT 'The certificate as it stands in the block (PEM)' CODEC(ZSTD(3)),
  `decode_error` String COMMENT 'Why the certificate could not be read; empty when it could'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `msp`, `cert_sha256`, `height`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Certificates that blocks name, one row each; where and as what each is used is in fabric_identity_uses';

CREATE TABLE IF NOT EXISTS store.`fabric_identities` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `msp` LowCardinality(String) COMMENT 'MSP id; empty for TLS certificates of Raft consenters',
  `cert_sha256` FixedString(32) COMMENT 'SHA-256 of the certificate (DER)',
  `subject` String COMMENT 'Subject, the most specific part first',
  `common_name` String COMMENT 'Common name of the subject',
  `issuer` String COMMENT 'Issuer, the most specific part first',
  `serial` String COMMENT 'Serial number in upper-case hex',
  `organizational_units` Array(String) COMMENT 'Organisational units of the subject',
  `roles` Array(String) COMMENT 'client, peer, admin, orderer: as the MSP\'s node OUs and list of administrators say',
  `attributes` String COMMENT 'Attributes that Fabric CA put into it, as JSON; empty when none',
  `not_before` DateTime64(3, 'UTC') COMMENT 'Valid from, UTC',
  `not_after` DateTime64(3, 'UTC') COMMENT 'Valid until, UTC; Fabric accepts signatures of expired certificates',
  `is_authority` Bool COMMENT 'It may sign certificates',
  `key_type` LowCardinality(String) COMMENT 'Type of its key, such as ec prime256v1',
  `alternative_names` Array(String) COMMENT 'Subject alternative names',
  `pem` String COMMENT 'The certificate as it stands in the block (PEM)',
  `decode_error` String COMMENT 'Why the certificate could not be read; empty when it could'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_identities`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Certificates that blocks name, one row each; where and as what each is used is in fabric_identity_uses';

CREATE TABLE IF NOT EXISTS store_local.`fabric_policy_evaluations` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `evaluation_index` UInt32 COMMENT 'Policy among those of the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace that the transaction called or wrote to',
  `collection` LowCardinality(String) COMMENT 'Private data collection whose policy it is, or that holds the key; empty for public state',
  `key` String COMMENT 'Key whose own policy it is; empty for any other',
  `source` LowCardinality(String) COMMENT 'Where the policy comes from: chaincode, collection, key, lifecycle, or system (of Fabric 1.x)',
  `policy` String COMMENT 'The policy in words' CODEC(ZSTD(1)),
  `state` LowCardinality(String) COMMENT 'satisfied, unsatisfied, or unsupported (it rests on something that is not covered)',
  `endorsed_by` Array(String) COMMENT 'MSP ids of the endorsers whose signature and certificate are good, each certificate once',
  `missing` Array(String) COMMENT 'What would have to be added, all of it; empty when satisfied',
  `detail` String COMMENT 'Why it is not satisfied where no endorsement is missing, or not supported'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `tx_index`, `evaluation_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Endorsement policies that transactions had to meet, evaluated again from the signatures that they carry; made by the pass signatures';

CREATE TABLE IF NOT EXISTS store.`fabric_policy_evaluations` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `evaluation_index` UInt32 COMMENT 'Policy among those of the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace that the transaction called or wrote to',
  `collection` LowCardinality(String) COMMENT 'Private data collection whose policy it is, or that holds the key; empty for public state',
  `key` String COMMENT 'Key whose own policy it is; empty for any other',
  `source` LowCardinality(String) COMMENT 'Where the policy comes from: chaincode, collection, key, lifecycle, or system (of Fabric 1.x)',
  `policy` String COMMENT 'The policy in words',
  `state` LowCardinality(String) COMMENT 'satisfied, unsatisfied, or unsupported (it rests on something that is not covered)',
  `endorsed_by` Array(String) COMMENT 'MSP ids of the endorsers whose signature and certificate are good, each certificate once',
  `missing` Array(String) COMMENT 'What would have to be added, all of it; empty when satisfied',
  `detail` String COMMENT 'Why it is not satisfied where no endorsement is missing, or not supported'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_policy_evaluations`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Endorsement policies that transactions had to meet, evaluated again from the signatures that they carry; made by the pass signatures';

CREATE TABLE IF NOT EXISTS store_local.`fabric_private_data` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection',
  `key` String COMMENT 'Key as raw bytes',
  `key_hash` String COMMENT 'SHA-256 of the key, as fabric_private_hashes has it',
  `value` String COMMENT 'Value as raw bytes; empty for a deletion' CODEC(ZSTD(3)),
  `is_delete` Bool COMMENT 'The key was deleted, or purged',
  `node` LowCardinality(String) COMMENT 'The peer that served it, as the configuration names it',
  `served_at` DateTime64(9, 'UTC') COMMENT 'When it was served, by the clock of this machine, UTC',
  INDEX `by_tx` height TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `namespace`, `collection`, `key`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Private data in the clear, one row per key written by a valid transaction, as far as peers show it to the configured identity; every row agrees with the hashes in its block. Empty unless the network is configured with privateData: true. Confidential: it is never published';

CREATE TABLE IF NOT EXISTS store.`fabric_private_data` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection',
  `key` String COMMENT 'Key as raw bytes',
  `key_hash` String COMMENT 'SHA-256 of the key, as fabric_private_hashes has it',
  `value` String COMMENT 'Value as raw bytes; empty for a deletion',
  `is_delete` Bool COMMENT 'The key was deleted, or purged',
  `node` LowCardinality(String) COMMENT 'The peer that served it, as the configuration names it',
  `served_at` DateTime64(9, 'UTC') COMMENT 'When it was served, by the clock of this machine, UTC'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_private_data`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Private data in the clear, one row per key written by a valid transaction, as far as peers show it to the configured identity; every row agrees with the hashes in its block. Empty unless the network is configured with privateData: true. Confidential: it is never published';

CREATE TABLE IF NOT EXISTS store_local.`stage_facts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `subject` LowCardinality(String) COMMENT 'tx, block, call or node: what id names',
  `id` String COMMENT 'tx: transaction id in hex without 0x, or its first 8 digits where the observer logs no more; block: its height; call and node: the Unix second of the end',
  `stage` LowCardinality(String) COMMENT 'fabric.commit.mvcc, …: core\'s Stage',
  `node` LowCardinality(String) COMMENT 'Who acted, as the configuration names it',
  `remote` LowCardinality(String) COMMENT 'The other side of a call; empty when none',
  `attempt` UInt32 COMMENT 'Number of the try, from 0',
  `source` LowCardinality(String) COMMENT 'Where it was read: log:peer1:gateway',
  `edge` LowCardinality(String) COMMENT 'span, start or end: which times this fact has',
  `at` DateTime64(9, 'UTC') COMMENT 'The end where it is known, else the start, UTC',
  `start_at` Nullable(DateTime64(9, 'UTC')) COMMENT 'UTC; NULL when only the end was seen',
  `end_at` Nullable(DateTime64(9, 'UTC')) COMMENT 'UTC; NULL when only the start was seen',
  `evidence` LowCardinality(String) COMMENT 'measured, observed, inferred or derived',
  `evidence_rank` UInt8 COMMENT '3 measured … 0 derived: of equal rows the best known stays',
  `attributes` Map(String, String) COMMENT 'Further values, named as in OpenTelemetry'
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', `evidence_rank`)
PARTITION BY network
ORDER BY (`network`, `channel`, `subject`, `id`, `stage`, `node`, `remote`, `attempt`, `source`, `edge`, `at`)
SETTINGS index_granularity = 1024, replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800, min_compress_block_size = 8192
COMMENT 'What one observer saw of one transaction or block at one time; block facts stand once per block and node and are joined to its transactions when read';

CREATE TABLE IF NOT EXISTS store.`stage_facts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `subject` LowCardinality(String) COMMENT 'tx, block, call or node: what id names',
  `id` String COMMENT 'tx: transaction id in hex without 0x, or its first 8 digits where the observer logs no more; block: its height; call and node: the Unix second of the end',
  `stage` LowCardinality(String) COMMENT 'fabric.commit.mvcc, …: core\'s Stage',
  `node` LowCardinality(String) COMMENT 'Who acted, as the configuration names it',
  `remote` LowCardinality(String) COMMENT 'The other side of a call; empty when none',
  `attempt` UInt32 COMMENT 'Number of the try, from 0',
  `source` LowCardinality(String) COMMENT 'Where it was read: log:peer1:gateway',
  `edge` LowCardinality(String) COMMENT 'span, start or end: which times this fact has',
  `at` DateTime64(9, 'UTC') COMMENT 'The end where it is known, else the start, UTC',
  `start_at` Nullable(DateTime64(9, 'UTC')) COMMENT 'UTC; NULL when only the end was seen',
  `end_at` Nullable(DateTime64(9, 'UTC')) COMMENT 'UTC; NULL when only the start was seen',
  `evidence` LowCardinality(String) COMMENT 'measured, observed, inferred or derived',
  `evidence_rank` UInt8 COMMENT '3 measured … 0 derived: of equal rows the best known stays',
  `attributes` Map(String, String) COMMENT 'Further values, named as in OpenTelemetry'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `stage_facts`, cityHash64(network, id))
COMMENT 'What one observer saw of one transaction or block at one time; block facts stand once per block and node and are joined to its transactions when read';

CREATE TABLE IF NOT EXISTS store_local.`log_positions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `node` LowCardinality(String) COMMENT 'Whose log it is, as the configuration names it',
  `fingerprint` String COMMENT 'SHA-256 of the first line, hex',
  `path` String COMMENT 'Where it was read last',
  `offset` UInt64 COMMENT 'Bytes read so far, after unpacking; always the end of a line',
  `packed_bytes` UInt64 COMMENT 'Size on disk of a packed file that was read to its end, in bytes; 0 for plain files, which may grow',
  `lines` UInt64 COMMENT 'Lines read so far',
  `facts` UInt64 COMMENT 'Facts found so far',
  `malformed` UInt64 COMMENT 'Malformed lines so far',
  `stages` Array(String) COMMENT 'Stages that this log has shown so far',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', `seq`)
ORDER BY (`network`, `channel`, `node`, `fingerprint`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'How far each log file has been read; a file is known by its first line, so that rotation and packing do not hide it';

CREATE TABLE IF NOT EXISTS store.`log_positions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `node` LowCardinality(String) COMMENT 'Whose log it is, as the configuration names it',
  `fingerprint` String COMMENT 'SHA-256 of the first line, hex',
  `path` String COMMENT 'Where it was read last',
  `offset` UInt64 COMMENT 'Bytes read so far, after unpacking; always the end of a line',
  `packed_bytes` UInt64 COMMENT 'Size on disk of a packed file that was read to its end, in bytes; 0 for plain files, which may grow',
  `lines` UInt64 COMMENT 'Lines read so far',
  `facts` UInt64 COMMENT 'Facts found so far',
  `malformed` UInt64 COMMENT 'Malformed lines so far',
  `stages` Array(String) COMMENT 'Stages that this log has shown so far',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `log_positions`, cityHash64(`network`))
COMMENT 'How far each log file has been read; a file is known by its first line, so that rotation and packing do not hide it';

CREATE TABLE IF NOT EXISTS store_local.`malformed_log_lines` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `node` LowCardinality(String) COMMENT 'Whose log it is',
  `fingerprint` String COMMENT 'SHA-256 of the file\'s first line, hex',
  `offset` UInt64 COMMENT 'Where the line begins, in bytes after unpacking',
  `reason` String COMMENT 'Why it could not be read',
  `line` String COMMENT 'The line, cut at 4096 bytes' CODEC(ZSTD(3)),
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', `seq`)
ORDER BY (`network`, `channel`, `node`, `fingerprint`, `offset`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Log lines that could not be read, as they stand';

CREATE TABLE IF NOT EXISTS store.`malformed_log_lines` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `node` LowCardinality(String) COMMENT 'Whose log it is',
  `fingerprint` String COMMENT 'SHA-256 of the file\'s first line, hex',
  `offset` UInt64 COMMENT 'Where the line begins, in bytes after unpacking',
  `reason` String COMMENT 'Why it could not be read',
  `line` String COMMENT 'The line, cut at 4096 bytes',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `malformed_log_lines`, cityHash64(`network`))
COMMENT 'Log lines that could not be read, as they stand';

CREATE TABLE IF NOT EXISTS store_local.`fact_batches` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `seq` UInt64 COMMENT 'When its facts were durable: Unix nanoseconds',
  `from_at` DateTime64(9, 'UTC') COMMENT 'Earliest time of its facts, UTC',
  `to_at` DateTime64(9, 'UTC') COMMENT 'Latest time of its facts, UTC',
  `heights` Array(UInt64) COMMENT 'Blocks that it tells of, ascending' CODEC(Delta(8), ZSTD(1)),
  `tx_prefixes` Array(UInt32) COMMENT 'First 8 hex digits of the ids of the transactions that it tells of, as a number, ascending' CODEC(Delta(4), ZSTD(1))
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (`network`, `channel`, `seq`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Which blocks and transactions the facts of each insert are about, so that a trace that was explained before them is explained again';

CREATE TABLE IF NOT EXISTS store.`fact_batches` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `seq` UInt64 COMMENT 'When its facts were durable: Unix nanoseconds',
  `from_at` DateTime64(9, 'UTC') COMMENT 'Earliest time of its facts, UTC',
  `to_at` DateTime64(9, 'UTC') COMMENT 'Latest time of its facts, UTC',
  `heights` Array(UInt64) COMMENT 'Blocks that it tells of, ascending',
  `tx_prefixes` Array(UInt32) COMMENT 'First 8 hex digits of the ids of the transactions that it tells of, as a number, ascending'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fact_batches`, cityHash64(`network`))
COMMENT 'Which blocks and transactions the facts of each insert are about, so that a trace that was explained before them is explained again';

CREATE TABLE IF NOT EXISTS store_local.`metric_samples` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `node` LowCardinality(String) COMMENT 'Whose metric it is, as the configuration names it',
  `metric` LowCardinality(String) COMMENT 'Name of the sample, with _sum or _count where it has one',
  `labels` Map(String, String) COMMENT 'Labels of the sample',
  `at` DateTime64(9, 'UTC') COMMENT 'When it was scraped, by our clock, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `value` Float64 COMMENT 'In the metric\'s own unit' CODEC(Gorilla, ZSTD(1))
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (`network`, `metric`, `node`, `at`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Metrics of nodes, asked for every 5 seconds: a sample stands where it differs from the one before, and each series once in 5 minutes in any case; no buckets of histograms, nothing of the language\'s own';

CREATE TABLE IF NOT EXISTS store.`metric_samples` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `node` LowCardinality(String) COMMENT 'Whose metric it is, as the configuration names it',
  `metric` LowCardinality(String) COMMENT 'Name of the sample, with _sum or _count where it has one',
  `labels` Map(String, String) COMMENT 'Labels of the sample',
  `at` DateTime64(9, 'UTC') COMMENT 'When it was scraped, by our clock, UTC',
  `value` Float64 COMMENT 'In the metric\'s own unit'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `metric_samples`, cityHash64(`network`))
COMMENT 'Metrics of nodes, asked for every 5 seconds: a sample stands where it differs from the one before, and each series once in 5 minutes in any case; no buckets of histograms, nothing of the language\'s own';

CREATE TABLE IF NOT EXISTS store_local.`trace_summaries` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `family` LowCardinality(String) COMMENT 'evm, fabric',
  `tx_id` String COMMENT 'Transaction id or hash in lower-case hex without 0x',
  `height` Nullable(UInt64) COMMENT 'Block number; NULL for a transaction that never reached a block',
  `tx_index` Nullable(UInt32) COMMENT 'Position in the block, from 0; NULL as for height',
  `time` DateTime64(9, 'UTC') COMMENT 'The client\'s claim (Fabric), the block\'s time (EVM), or where neither is stored start_at; UTC' CODEC(DoubleDelta, ZSTD(1)),
  `start_at` DateTime64(9, 'UTC') COMMENT 'Earliest time of any span, UTC',
  `end_at` DateTime64(9, 'UTC') COMMENT 'Latest time of any span, UTC',
  `duration_ns` UInt64 COMMENT 'From the first span\'s start to the last one\'s end, nanoseconds',
  `unknown_ns` Nullable(UInt64) COMMENT 'Of the duration, the time in which no stage was seen at work, nanoseconds; NULL where it is not known',
  `status` LowCardinality(String) COMMENT 'valid, failed (in a block), not_ordered (endorsed, in no block), not_endorsed (refused before)',
  `code` Nullable(UInt16) COMMENT 'Fabric\'s validation code, the receipt\'s status; NULL for a transaction that never reached a block',
  `chaincode` LowCardinality(String) COMMENT 'Chaincode; for EVM the recipient or created contract',
  `function` String COMMENT 'Function of the chaincode; for EVM the four-byte selector, 0x…',
  `creator_msp` LowCardinality(String) COMMENT 'MSP id of the creator; for EVM the sender\'s address',
  `gateway` LowCardinality(String) COMMENT 'Peer whose gateway the client used; empty when unknown',
  `stages.stage` Array(LowCardinality(String)) COMMENT 'Name of each span: fabric.endorse, …',
  `stages.node` Array(LowCardinality(String)) COMMENT 'Who acted; empty for what no single node did',
  `stages.duration_ns` Array(UInt64) COMMENT 'How long, nanoseconds; 0 where only an instant is known',
  `stages.status` Array(LowCardinality(String)) COMMENT 'ok, error or unset',
  `gaps` Array(String) COMMENT 'What could not be seen: stage, or stage@node',
  `rule_version` UInt32 COMMENT 'Version of the rules that made the row',
  `seq` UInt64 COMMENT 'When it was made: Unix nanoseconds',
  INDEX `by_tx` tx_id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX `by_height` height TYPE minmax GRANULARITY 1,
  PROJECTION `extent` (SELECT network, channel, count(), min(time), max(time), max(height), max(seq) GROUP BY network, channel)
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (`network`, `channel`, `time`, `tx_id`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800, lightweight_mutation_projection_mode = 'rebuild'
COMMENT 'One row per transaction: when it began and ended, how long each stage took on each node, what could not be seen. Made by `ledgerscope explain` from traces to which nothing more is expected, and made again when late facts come or the rules change';

CREATE TABLE IF NOT EXISTS store.`trace_summaries` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `family` LowCardinality(String) COMMENT 'evm, fabric',
  `tx_id` String COMMENT 'Transaction id or hash in lower-case hex without 0x',
  `height` Nullable(UInt64) COMMENT 'Block number; NULL for a transaction that never reached a block',
  `tx_index` Nullable(UInt32) COMMENT 'Position in the block, from 0; NULL as for height',
  `time` DateTime64(9, 'UTC') COMMENT 'The client\'s claim (Fabric), the block\'s time (EVM), or where neither is stored start_at; UTC',
  `start_at` DateTime64(9, 'UTC') COMMENT 'Earliest time of any span, UTC',
  `end_at` DateTime64(9, 'UTC') COMMENT 'Latest time of any span, UTC',
  `duration_ns` UInt64 COMMENT 'From the first span\'s start to the last one\'s end, nanoseconds',
  `unknown_ns` Nullable(UInt64) COMMENT 'Of the duration, the time in which no stage was seen at work, nanoseconds; NULL where it is not known',
  `status` LowCardinality(String) COMMENT 'valid, failed (in a block), not_ordered (endorsed, in no block), not_endorsed (refused before)',
  `code` Nullable(UInt16) COMMENT 'Fabric\'s validation code, the receipt\'s status; NULL for a transaction that never reached a block',
  `chaincode` LowCardinality(String) COMMENT 'Chaincode; for EVM the recipient or created contract',
  `function` String COMMENT 'Function of the chaincode; for EVM the four-byte selector, 0x…',
  `creator_msp` LowCardinality(String) COMMENT 'MSP id of the creator; for EVM the sender\'s address',
  `gateway` LowCardinality(String) COMMENT 'Peer whose gateway the client used; empty when unknown',
  `stages.stage` Array(LowCardinality(String)) COMMENT 'Name of each span: fabric.endorse, …',
  `stages.node` Array(LowCardinality(String)) COMMENT 'Who acted; empty for what no single node did',
  `stages.duration_ns` Array(UInt64) COMMENT 'How long, nanoseconds; 0 where only an instant is known',
  `stages.status` Array(LowCardinality(String)) COMMENT 'ok, error or unset',
  `gaps` Array(String) COMMENT 'What could not be seen: stage, or stage@node',
  `rule_version` UInt32 COMMENT 'Version of the rules that made the row',
  `seq` UInt64 COMMENT 'When it was made: Unix nanoseconds'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `trace_summaries`, cityHash64(network, tx_id))
COMMENT 'One row per transaction: when it began and ended, how long each stage took on each node, what could not be seen. Made by `ledgerscope explain` from traces to which nothing more is expected, and made again when late facts come or the rules change';

CREATE TABLE IF NOT EXISTS store_local.`diagnoses` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `tx_id` String COMMENT 'Transaction id or hash in lower-case hex without 0x',
  `height` Nullable(UInt64) COMMENT 'Block number; NULL for a transaction that never reached a block',
  `tx_index` Nullable(UInt32) COMMENT 'Position in the block, from 0; NULL as for height',
  `time` DateTime64(9, 'UTC') COMMENT 'As in trace_summaries, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `kind` LowCardinality(String) COMMENT 'failure, slow or suspicion',
  `code` LowCardinality(String) COMMENT 'Name of the diagnosis: mvcc_read_conflict, …',
  `sub_cause` LowCardinality(String) COMMENT 'Which of the ways that lead there: hot_key_in_block, …; empty where they are not told apart',
  `confidence` Float64 COMMENT '0 to 1; 1 is proved by stored data',
  `cost_ns` Nullable(UInt64) COMMENT 'Of kind slow: the time that it cost the transaction, nanoseconds; NULL for others',
  `title_en` LowCardinality(String) COMMENT 'In a few words, English',
  `title_zh` LowCardinality(String) COMMENT 'In a few words, Chinese',
  `summary_en` String COMMENT 'What happened, English' CODEC(ZSTD(3)),
  `summary_zh` String COMMENT 'What happened, Chinese' CODEC(ZSTD(3)),
  `chaincode` LowCardinality(String) COMMENT 'As in trace_summaries',
  `function` String COMMENT 'As in trace_summaries',
  `culprits.tx_id` Array(String) COMMENT 'Transactions that caused it, first in the ledger first',
  `culprits.height` Array(UInt64) COMMENT 'Their blocks',
  `culprits.tx_index` Array(UInt32) COMMENT 'Their positions in the blocks, from 0',
  `culprits.namespace` Array(LowCardinality(String)) COMMENT 'Chaincode of the key; empty when none',
  `culprits.collection` Array(LowCardinality(String)) COMMENT 'Private data collection; empty when none',
  `culprits.key` Array(String) COMMENT 'The key, printable; for a collection its SHA-256',
  `proof.label` Array(LowCardinality(String)) COMMENT 'Names of the facts that it rests on',
  `proof.value` Array(String) COMMENT 'Their values',
  `rule_version` UInt32 COMMENT 'Version of the rules that made the row',
  `seq` UInt64 COMMENT 'When it was made: Unix nanoseconds',
  INDEX `by_tx` tx_id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX `by_height` height TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
ORDER BY (`network`, `channel`, `time`, `tx_id`, `kind`, `code`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Why transactions failed or were slow, and what is suspected: one row per finding. Made by `ledgerscope explain` with trace_summaries';

CREATE TABLE IF NOT EXISTS store.`diagnoses` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `tx_id` String COMMENT 'Transaction id or hash in lower-case hex without 0x',
  `height` Nullable(UInt64) COMMENT 'Block number; NULL for a transaction that never reached a block',
  `tx_index` Nullable(UInt32) COMMENT 'Position in the block, from 0; NULL as for height',
  `time` DateTime64(9, 'UTC') COMMENT 'As in trace_summaries, UTC',
  `kind` LowCardinality(String) COMMENT 'failure, slow or suspicion',
  `code` LowCardinality(String) COMMENT 'Name of the diagnosis: mvcc_read_conflict, …',
  `sub_cause` LowCardinality(String) COMMENT 'Which of the ways that lead there: hot_key_in_block, …; empty where they are not told apart',
  `confidence` Float64 COMMENT '0 to 1; 1 is proved by stored data',
  `cost_ns` Nullable(UInt64) COMMENT 'Of kind slow: the time that it cost the transaction, nanoseconds; NULL for others',
  `title_en` LowCardinality(String) COMMENT 'In a few words, English',
  `title_zh` LowCardinality(String) COMMENT 'In a few words, Chinese',
  `summary_en` String COMMENT 'What happened, English',
  `summary_zh` String COMMENT 'What happened, Chinese',
  `chaincode` LowCardinality(String) COMMENT 'As in trace_summaries',
  `function` String COMMENT 'As in trace_summaries',
  `culprits.tx_id` Array(String) COMMENT 'Transactions that caused it, first in the ledger first',
  `culprits.height` Array(UInt64) COMMENT 'Their blocks',
  `culprits.tx_index` Array(UInt32) COMMENT 'Their positions in the blocks, from 0',
  `culprits.namespace` Array(LowCardinality(String)) COMMENT 'Chaincode of the key; empty when none',
  `culprits.collection` Array(LowCardinality(String)) COMMENT 'Private data collection; empty when none',
  `culprits.key` Array(String) COMMENT 'The key, printable; for a collection its SHA-256',
  `proof.label` Array(LowCardinality(String)) COMMENT 'Names of the facts that it rests on',
  `proof.value` Array(String) COMMENT 'Their values',
  `rule_version` UInt32 COMMENT 'Version of the rules that made the row',
  `seq` UInt64 COMMENT 'When it was made: Unix nanoseconds'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `diagnoses`, cityHash64(network, tx_id))
COMMENT 'Why transactions failed or were slow, and what is suspected: one row per finding. Made by `ledgerscope explain` with trace_summaries';

CREATE TABLE IF NOT EXISTS store_local.`explained_batches` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `upto` UInt64 COMMENT 'seq of fact_batches',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}', `seq`)
ORDER BY (`network`, `channel`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'Up to which insert of facts explanations take account of them';

CREATE TABLE IF NOT EXISTS store.`explained_batches` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `upto` UInt64 COMMENT 'seq of fact_batches',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `explained_batches`, cityHash64(`network`))
COMMENT 'Up to which insert of facts explanations take account of them';

CREATE OR REPLACE VIEW store.`canonical` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the canonical block'
) AS
SELECT network, height, argMax(block_hash, seq) AS block_hash
FROM store.canonical_log
GROUP BY network, height
HAVING argMax(in_head, seq)
COMMENT 'The canonical block of each height in the head zone';

CREATE OR REPLACE VIEW store.`evm_blocks` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the header',
  `parent_hash` FixedString(32) COMMENT 'Hash of the block before',
  `time` DateTime64(3, 'UTC') COMMENT 'Header timestamp, UTC',
  `timestamp` UInt64 COMMENT 'Timestamp as the header has it: Unix seconds; GoQuorum with Raft: nanoseconds',
  `uncles_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the uncles\' headers (sha3Uncles)',
  `miner` FixedString(20) COMMENT 'Beneficiary (coinbase) address',
  `state_root` FixedString(32) COMMENT 'Root of the state trie',
  `transactions_root` FixedString(32) COMMENT 'Root of the transactions trie',
  `receipts_root` FixedString(32) COMMENT 'Root of the receipts trie',
  `logs_bloom` FixedString(256) COMMENT 'Bloom filter of the logs\' addresses and topics',
  `difficulty` UInt256 COMMENT 'Difficulty, in expected hashes; 0 after the merge',
  `gas_limit` UInt64 COMMENT 'Gas limit, in gas',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `extra_data` String COMMENT 'Extra data of the block\'s producer',
  `mix_hash` FixedString(32) COMMENT 'Proof-of-work mix (mixHash); the beacon chain\'s randomness (prevRandao) after the merge',
  `nonce` FixedString(8) COMMENT 'Nonce of the header',
  `base_fee_per_gas` Nullable(UInt256) COMMENT 'Base fee, in wei per gas; NULL before London',
  `withdrawals_root` Nullable(FixedString(32)) COMMENT 'Root of the withdrawals; NULL before Shanghai',
  `blob_gas_used` Nullable(UInt64) COMMENT 'Blob gas used, in gas; NULL before Cancun',
  `excess_blob_gas` Nullable(UInt64) COMMENT 'Excess blob gas, in gas; NULL before Cancun',
  `parent_beacon_block_root` Nullable(FixedString(32)) COMMENT 'Root of the parent beacon block; NULL before Cancun',
  `requests_hash` Nullable(FixedString(32)) COMMENT 'Hash of the execution requests; NULL before Prague',
  `size` UInt64 COMMENT 'Size that the node reports, in bytes',
  `uncles` Array(FixedString(32)) COMMENT 'Hashes of the uncles; empty after the merge',
  `tx_count` UInt32 COMMENT 'Transactions in the block',
  `withdrawal_count` Nullable(UInt32) COMMENT 'Withdrawals in the block; NULL where the node does not serve the list',
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds; empty when none'
) AS
SELECT `network`, `height`, `block_hash`, `parent_hash`, `time`, `timestamp`, `uncles_hash`, `miner`, `state_root`, `transactions_root`, `receipts_root`, `logs_bloom`, `difficulty`, `gas_limit`, `gas_used`, `extra_data`, `mix_hash`, `nonce`, `base_fee_per_gas`, `withdrawals_root`, `blob_gas_used`, `excess_blob_gas`, `parent_beacon_block_root`, `requests_hash`, `size`, `uncles`, `tx_count`, `withdrawal_count`, `unknown_fields`
FROM store.`evm_blocks_final`
WHERE (network, height) GLOBAL NOT IN (SELECT network, height FROM store.canonical)
UNION ALL
SELECT `network`, `height`, `block_hash`, `parent_hash`, `time`, `timestamp`, `uncles_hash`, `miner`, `state_root`, `transactions_root`, `receipts_root`, `logs_bloom`, `difficulty`, `gas_limit`, `gas_used`, `extra_data`, `mix_hash`, `nonce`, `base_fee_per_gas`, `withdrawals_root`, `blob_gas_used`, `excess_blob_gas`, `parent_beacon_block_root`, `requests_hash`, `size`, `uncles`, `tx_count`, `withdrawal_count`, `unknown_fields`
FROM store.`evm_blocks_head` FINAL
WHERE (network, height, block_hash) GLOBAL IN (SELECT network, height, block_hash FROM store.canonical)
COMMENT 'EVM block headers, one row per block; the header hash can be recomputed from the row';

CREATE OR REPLACE VIEW store.`evm_transactions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `hash` FixedString(32) COMMENT 'Transaction hash',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `type` UInt8 COMMENT 'EIP-2718 type; 0 for legacy',
  `from` FixedString(20) COMMENT 'Sender address, as the node reports it',
  `to` Nullable(FixedString(20)) COMMENT 'Recipient address; NULL for a contract creation',
  `nonce` UInt64 COMMENT 'Transactions that the sender had sent before',
  `value` UInt256 COMMENT 'Value, in wei',
  `gas_limit` UInt64 COMMENT 'Gas limit of the transaction, in gas',
  `gas_price` UInt256 COMMENT 'gasPrice as the node reports it, in wei per gas',
  `max_fee_per_gas` Nullable(UInt256) COMMENT 'Fee cap, in wei per gas; NULL before type 2',
  `max_priority_fee_per_gas` Nullable(UInt256) COMMENT 'Tip cap, in wei per gas; NULL before type 2',
  `max_fee_per_blob_gas` Nullable(UInt256) COMMENT 'Blob fee cap, in wei per blob gas; NULL unless type 3',
  `chain_id` Nullable(UInt64) COMMENT 'Chain id that a typed transaction is signed for; NULL for legacy',
  `input` String COMMENT 'Call data or init code',
  `selector` String COMMENT 'First four bytes of the call data; empty when shorter or a creation',
  `access_list` String COMMENT 'EIP-2930 access list, JSON [{address, storageKeys}]; empty when none',
  `blob_versioned_hashes` Array(FixedString(32)) COMMENT 'EIP-4844 blob hashes',
  `authorization_list` String COMMENT 'EIP-7702 authorizations, JSON [{chainId, address, nonce, yParity, r, s}]; empty when none',
  `v` UInt256 COMMENT 'Signature v, or parity',
  `r` UInt256 COMMENT 'Signature r',
  `s` UInt256 COMMENT 'Signature s',
  `status` Nullable(UInt8) COMMENT 'Receipt status: 1 success, 0 failed; NULL before Byzantium',
  `post_state` Nullable(FixedString(32)) COMMENT 'State root after the transaction; NULL since Byzantium',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `cumulative_gas_used` UInt64 COMMENT 'Gas used in the block up to and including this transaction, in gas',
  `effective_gas_price` UInt256 COMMENT 'Price paid, in wei per gas',
  `contract_address` Nullable(FixedString(20)) COMMENT 'Contract created; NULL when none',
  `log_count` UInt32 COMMENT 'Logs emitted',
  `error` String COMMENT 'Failed: the node\'s word for it from callTracer; empty when not offered. No root commits to it',
  `revert_data` String COMMENT 'Failed: bytes returned by the reverting frame; empty when not offered. No root commits to it',
  `unknown_fields` String COMMENT 'JSON {tx, receipt} of fields that no column holds; empty when none'
) AS
SELECT `network`, `height`, `block_hash`, `tx_index`, `hash`, `time`, `type`, `from`, `to`, `nonce`, `value`, `gas_limit`, `gas_price`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `max_fee_per_blob_gas`, `chain_id`, `input`, `selector`, `access_list`, `blob_versioned_hashes`, `authorization_list`, `v`, `r`, `s`, `status`, `post_state`, `gas_used`, `cumulative_gas_used`, `effective_gas_price`, `contract_address`, `log_count`, `error`, `revert_data`, `unknown_fields`
FROM store.`evm_transactions_final`
WHERE (network, height) GLOBAL NOT IN (SELECT network, height FROM store.canonical)
UNION ALL
SELECT `network`, `height`, `block_hash`, `tx_index`, `hash`, `time`, `type`, `from`, `to`, `nonce`, `value`, `gas_limit`, `gas_price`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `max_fee_per_blob_gas`, `chain_id`, `input`, `selector`, `access_list`, `blob_versioned_hashes`, `authorization_list`, `v`, `r`, `s`, `status`, `post_state`, `gas_used`, `cumulative_gas_used`, `effective_gas_price`, `contract_address`, `log_count`, `error`, `revert_data`, `unknown_fields`
FROM store.`evm_transactions_head` FINAL
WHERE (network, height, block_hash) GLOBAL IN (SELECT network, height, block_hash FROM store.canonical)
COMMENT 'EVM transactions merged with their receipts, one row per transaction';

CREATE OR REPLACE VIEW store.`evm_logs` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `address` FixedString(20) COMMENT 'Contract that emitted the log',
  `topics` Array(FixedString(32)) COMMENT 'Topics; the first is the hash of the event\'s signature unless anonymous',
  `data` String COMMENT 'Unindexed data'
) AS
SELECT `network`, `height`, `block_hash`, `tx_index`, `tx_hash`, `log_index`, `address`, `topics`, `data`
FROM store.`evm_logs_final`
WHERE (network, height) GLOBAL NOT IN (SELECT network, height FROM store.canonical)
UNION ALL
SELECT `network`, `height`, `block_hash`, `tx_index`, `tx_hash`, `log_index`, `address`, `topics`, `data`
FROM store.`evm_logs_head` FINAL
WHERE (network, height, block_hash) GLOBAL IN (SELECT network, height, block_hash FROM store.canonical)
COMMENT 'EVM logs from the receipts, one row per log';

CREATE OR REPLACE VIEW store.`evm_consensus` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `profile` LowCardinality(String) COMMENT 'Rule of the header: clique, ibft, ibft2, qbft or raft',
  `proposer` Nullable(FixedString(20)) COMMENT 'Who proposed the block: recovered from the seal; QBFT has none, there it is the miner\'s address',
  `round` Nullable(UInt32) COMMENT 'Round that succeeded, from 0; NULL where the header has none',
  `validators` Array(FixedString(20)) COMMENT 'Who may seal the block, as the header lists them; Clique lists them at checkpoints only',
  `quorum` UInt32 COMMENT 'Validators who must commit: two thirds, rounded up; 0 where the header lists none',
  `committers` Array(FixedString(20)) COMMENT 'Who committed to the block, recovered from the seals, in their order',
  `vote_address` Nullable(FixedString(20)) COMMENT 'Whom the proposer votes about; NULL without a vote',
  `vote` LowCardinality(String) COMMENT 'add, drop, or empty without a vote',
  `raft_id` Nullable(UInt32) COMMENT 'Raft: id of the minter in its cluster'
) AS
SELECT `network`, `height`, `block_hash`, `time`, `profile`, `proposer`, `round`, `validators`, `quorum`, `committers`, `vote_address`, `vote`, `raft_id`
FROM store.`evm_consensus_final`
WHERE (network, height) GLOBAL NOT IN (SELECT network, height FROM store.canonical)
UNION ALL
SELECT `network`, `height`, `block_hash`, `time`, `profile`, `proposer`, `round`, `validators`, `quorum`, `committers`, `vote_address`, `vote`, `raft_id`
FROM store.`evm_consensus_head` FINAL
WHERE (network, height, block_hash) GLOBAL IN (SELECT network, height, block_hash FROM store.canonical)
COMMENT 'Who sealed the blocks of Clique, IBFT, QBFT and Raft chains, one row per block';

CREATE OR REPLACE VIEW store.`evm_withdrawals` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `position` UInt32 COMMENT 'Position in the block, from 0',
  `withdrawal_index` UInt64 COMMENT 'Number of the withdrawal on its chain, from 0',
  `validator_index` UInt64 COMMENT 'The validator: its number on the consensus chain, from 0',
  `address` FixedString(20) COMMENT 'Who receives it',
  `amount` UInt64 COMMENT 'Amount, in gwei'
) AS
SELECT `network`, `height`, `block_hash`, `time`, `position`, `withdrawal_index`, `validator_index`, `address`, `amount`
FROM store.`evm_withdrawals_final`
WHERE (network, height) GLOBAL NOT IN (SELECT network, height FROM store.canonical)
UNION ALL
SELECT `network`, `height`, `block_hash`, `time`, `position`, `withdrawal_index`, `validator_index`, `address`, `amount`
FROM store.`evm_withdrawals_head` FINAL
WHERE (network, height, block_hash) GLOBAL IN (SELECT network, height, block_hash FROM store.canonical)
COMMENT 'Withdrawals of validators\' funds (EIP-4895), one row each; the block\'s root can be recomputed from them';

CREATE OR REPLACE VIEW store.`evm_token_transfers` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `batch_index` UInt32 COMMENT 'Position in an ERC-1155 batch, from 0; 0 for other transfers',
  `standard` LowCardinality(String) COMMENT 'erc20, erc721 or erc1155, by the shape of the log',
  `token` FixedString(20) COMMENT 'Contract of the token',
  `operator` Nullable(FixedString(20)) COMMENT 'ERC-1155: who made the transfer; NULL for other standards',
  `from` FixedString(20) COMMENT 'Holder before; the zero address: tokens made (mint)',
  `to` FixedString(20) COMMENT 'Holder after; the zero address: tokens destroyed (burn)',
  `token_id` Nullable(UInt256) COMMENT 'ERC-721 and ERC-1155: id of the token; NULL for ERC-20',
  `amount` UInt256 COMMENT 'Amount, in the token\'s smallest unit; 1 for ERC-721'
) AS
SELECT `network`, `height`, `block_hash`, `time`, `tx_index`, `tx_hash`, `log_index`, `batch_index`, `standard`, `token`, `operator`, `from`, `to`, `token_id`, `amount`
FROM store.`evm_token_transfers_final`
WHERE (network, height) GLOBAL NOT IN (SELECT network, height FROM store.canonical)
UNION ALL
SELECT `network`, `height`, `block_hash`, `time`, `tx_index`, `tx_hash`, `log_index`, `batch_index`, `standard`, `token`, `operator`, `from`, `to`, `token_id`, `amount`
FROM store.`evm_token_transfers_head` FINAL
WHERE (network, height, block_hash) GLOBAL IN (SELECT network, height, block_hash FROM store.canonical)
COMMENT 'Transfers of ERC-20, ERC-721 and ERC-1155 tokens, from the logs; one row per token of a batch';

CREATE OR REPLACE VIEW store.`evm_contracts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `trace_address` Array(UInt32) COMMENT 'Which call made it: positions of the calls down to it; empty: the transaction itself',
  `address` FixedString(20) COMMENT 'The contract',
  `creator` FixedString(20) COMMENT 'Who made it: the sender, or the contract that called',
  `init_code_hash` FixedString(32) COMMENT 'Keccak-256 of the code that made it',
  `code_hash` Nullable(FixedString(32)) COMMENT 'Keccak-256 of its code when it was made; NULL without a trace, which no root commits to',
  `code_size` Nullable(UInt32) COMMENT 'Size of its code, in bytes; NULL without a trace',
  `source` LowCardinality(String) COMMENT 'How it is known: receipt (proven by the block) or trace'
) AS
SELECT `network`, `height`, `block_hash`, `time`, `tx_index`, `tx_hash`, `trace_address`, `address`, `creator`, `init_code_hash`, `code_hash`, `code_size`, `source`
FROM store.`evm_contracts_final`
WHERE (network, height) GLOBAL NOT IN (SELECT network, height FROM store.canonical)
UNION ALL
SELECT `network`, `height`, `block_hash`, `time`, `tx_index`, `tx_hash`, `trace_address`, `address`, `creator`, `init_code_hash`, `code_hash`, `code_size`, `source`
FROM store.`evm_contracts_head` FINAL
WHERE (network, height, block_hash) GLOBAL IN (SELECT network, height, block_hash FROM store.canonical)
COMMENT 'Contracts created: by transactions, and by other contracts where traces are stored';

CREATE OR REPLACE VIEW store.`evm_traces` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0; one past the last for a block reward',
  `tx_hash` Nullable(FixedString(32)) COMMENT 'Transaction hash; NULL for a block reward',
  `trace_address` Array(UInt32) COMMENT 'Positions of the calls down to this one, from 0; empty: the transaction itself',
  `subtraces` UInt32 COMMENT 'Calls that this call made itself',
  `type` LowCardinality(String) COMMENT 'call, staticcall, delegatecall, callcode, create, create2, selfdestruct, reward; else the node\'s word',
  `from` FixedString(20) COMMENT 'Who called; zero for a block reward',
  `to` Nullable(FixedString(20)) COMMENT 'Whose code ran, the contract created, or who received; NULL when nothing was created',
  `value` UInt256 COMMENT 'Value, in wei; what a delegatecall repeats of its caller is not moved',
  `gas` UInt64 COMMENT 'Gas given, in gas; the first call of callTracer has the transaction\'s limit',
  `gas_used` UInt64 COMMENT 'Gas used, in gas; the first call of callTracer has the transaction\'s',
  `input` String COMMENT 'Call data or init code',
  `selector` String COMMENT 'First four bytes of call data; empty when shorter or a creation',
  `output` String COMMENT 'What was returned; the code of a created contract',
  `error` String COMMENT 'The node\'s word for why it failed; empty when it did not',
  `revert_reason` String COMMENT 'Text of Error(string), number of Panic(uint256) in the output, else the node\'s; empty when none',
  `reverted` Bool COMMENT 'This call, or one that it was made from, failed: what it did was undone',
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: callTracer or trace_block',
  `unknown_fields` String COMMENT 'JSON of fields that no column holds; empty when none'
) AS
SELECT `network`, `height`, `block_hash`, `time`, `tx_index`, `tx_hash`, `trace_address`, `subtraces`, `type`, `from`, `to`, `value`, `gas`, `gas_used`, `input`, `selector`, `output`, `error`, `revert_reason`, `reverted`, `tracer`, `unknown_fields`
FROM store.`evm_traces_final`
WHERE (network, height) GLOBAL NOT IN (SELECT network, height FROM store.canonical)
UNION ALL
SELECT `network`, `height`, `block_hash`, `time`, `tx_index`, `tx_hash`, `trace_address`, `subtraces`, `type`, `from`, `to`, `value`, `gas`, `gas_used`, `input`, `selector`, `output`, `error`, `revert_reason`, `reverted`, `tracer`, `unknown_fields`
FROM store.`evm_traces_head` FINAL
WHERE (network, height, block_hash) GLOBAL IN (SELECT network, height, block_hash FROM store.canonical)
COMMENT 'Calls made inside transactions, as a node traces them, one row per call: of failed transactions whenever the node tells them. No root commits to them';

CREATE OR REPLACE VIEW store.`evm_state_diffs` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` FixedString(32) COMMENT 'Transaction hash',
  `address` FixedString(20) COMMENT 'The account',
  `kind` LowCardinality(String) COMMENT 'balance, nonce, code or storage',
  `slot` FixedString(32) COMMENT 'Storage: the slot; otherwise zero',
  `before` String COMMENT 'Before the transaction: 32 bytes big-endian, code as it is; zero or empty for no account',
  `after` String COMMENT 'After the transaction, likewise',
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: prestateTracer or stateDiff'
) AS
SELECT `network`, `height`, `block_hash`, `time`, `tx_index`, `tx_hash`, `address`, `kind`, `slot`, `before`, `after`, `tracer`
FROM store.`evm_state_diffs_final`
WHERE (network, height) GLOBAL NOT IN (SELECT network, height FROM store.canonical)
UNION ALL
SELECT `network`, `height`, `block_hash`, `time`, `tx_index`, `tx_hash`, `address`, `kind`, `slot`, `before`, `after`, `tracer`
FROM store.`evm_state_diffs_head` FINAL
WHERE (network, height, block_hash) GLOBAL IN (SELECT network, height, block_hash FROM store.canonical)
COMMENT 'What transactions changed in the state, one row per change, as a node traces it. No root commits to it';

CREATE OR REPLACE VIEW store.`evm_raw` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` FixedString(32) COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `kind` LowCardinality(String) COMMENT 'block, receipts, traces or state_diffs',
  `response` String COMMENT 'The result of the answer, JSON',
  `stored_at` DateTime64(3, 'UTC') COMMENT 'When it was received, UTC'
) AS
SELECT `network`, `height`, `block_hash`, `time`, `kind`, `response`, `stored_at`
FROM store.`evm_raw_final`
WHERE (network, height) GLOBAL NOT IN (SELECT network, height FROM store.canonical)
UNION ALL
SELECT `network`, `height`, `block_hash`, `time`, `kind`, `response`, `stored_at`
FROM store.`evm_raw_head` FINAL
WHERE (network, height, block_hash) GLOBAL IN (SELECT network, height, block_hash FROM store.canonical)
COMMENT 'The node\'s answers as they came, one row per question';

CREATE OR REPLACE VIEW default.`_ranges` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `zone` LowCardinality(String) COMMENT 'head (can be reverted) or final; reverted: the range no longer counts',
  `from` UInt64 COMMENT 'First height',
  `to` UInt64 COMMENT 'One past the last height',
  `revision` UInt32 COMMENT 'Raised by every deliberate rewrite',
  `rows` UInt64 COMMENT 'Rows written, all tables; a batch that makes several ranges has its sum in the first',
  `bytes` UInt64 COMMENT 'Bytes written, before compression; a batch that makes several ranges has its sum in the first',
  `first_hash` String COMMENT 'Hash of the first block, as its chain prints it',
  `last_hash` String COMMENT 'Hash of the last block',
  `last_parent_hash` String COMMENT 'Parent hash of the last block',
  `checks` String COMMENT 'Checks made on the blocks: JSON {check: {state: count}}',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds',
  `exceptions` String COMMENT 'Checks with another outcome than verified: JSON [{check, state, from, to, count, detail}]'
) AS
SELECT `network`, `zone`, `from`, `to`, `revision`, `rows`, `bytes`, `first_hash`, `last_hash`, `last_parent_hash`, `checks`, `seq`, `exceptions`
FROM store.`_ranges`
COMMENT 'Stored block ranges, half-open; written after their rows, so that a range that stands here is complete';

CREATE OR REPLACE VIEW default.`_passes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `pass` LowCardinality(String) COMMENT 'Name of the pass: signatures, senders',
  `version` UInt32 COMMENT 'Version of its rules; rows of older versions no longer count',
  `from` UInt64 COMMENT 'First height',
  `to` UInt64 COMMENT 'One past the last height',
  `revision` UInt32 COMMENT 'Revision of the blocks, as in _ranges',
  `items` UInt64 COMMENT 'What was worked through, in the pass\'s unit',
  `unit` LowCardinality(String) COMMENT 'What items counts: signatures',
  `checks` String COMMENT 'Checks made: JSON {check: {state: count}}',
  `exceptions` String COMMENT 'Checks with another outcome than verified: JSON [{check, state, from, to, count, detail}]',
  `seconds` Float64 COMMENT 'Time taken, reading and writing included',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
) AS
SELECT `network`, `pass`, `version`, `from`, `to`, `revision`, `items`, `unit`, `checks`, `exceptions`, `seconds`, `seq`
FROM store.`_passes`
COMMENT 'Work done over stored final blocks in the background; written after its rows. A row counts while all its blocks are final in _ranges at its revision';

CREATE OR REPLACE VIEW default.`_quarantine` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `check` LowCardinality(String) COMMENT 'The check that failed',
  `detail` String COMMENT 'What was expected and what was found',
  `raw` String COMMENT 'The block as received, raw bytes',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
) AS
SELECT `network`, `height`, `check`, `detail`, `raw`, `seq`
FROM store.`_quarantine`
COMMENT 'Blocks that failed a check and were not stored, with their bytes as received';

CREATE OR REPLACE VIEW default.`evm_blocks` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` String COMMENT 'Keccak-256 of the RLP of the header',
  `parent_hash` String COMMENT 'Hash of the block before',
  `time` DateTime64(3, 'UTC') COMMENT 'Header timestamp, UTC',
  `timestamp` UInt64 COMMENT 'Timestamp as the header has it: Unix seconds; GoQuorum with Raft: nanoseconds',
  `uncles_hash` String COMMENT 'Keccak-256 of the RLP of the uncles\' headers (sha3Uncles)',
  `miner` String COMMENT 'Beneficiary (coinbase) address',
  `state_root` String COMMENT 'Root of the state trie',
  `transactions_root` String COMMENT 'Root of the transactions trie',
  `receipts_root` String COMMENT 'Root of the receipts trie',
  `logs_bloom` String COMMENT 'Bloom filter of the logs\' addresses and topics',
  `difficulty` UInt256 COMMENT 'Difficulty, in expected hashes; 0 after the merge',
  `gas_limit` UInt64 COMMENT 'Gas limit, in gas',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `extra_data` String COMMENT 'Extra data of the block\'s producer',
  `mix_hash` String COMMENT 'Proof-of-work mix (mixHash); the beacon chain\'s randomness (prevRandao) after the merge',
  `nonce` String COMMENT 'Nonce of the header',
  `base_fee_per_gas` Nullable(UInt256) COMMENT 'Base fee, in wei per gas; NULL before London',
  `withdrawals_root` Nullable(String) COMMENT 'Root of the withdrawals; NULL before Shanghai',
  `blob_gas_used` Nullable(UInt64) COMMENT 'Blob gas used, in gas; NULL before Cancun',
  `excess_blob_gas` Nullable(UInt64) COMMENT 'Excess blob gas, in gas; NULL before Cancun',
  `parent_beacon_block_root` Nullable(String) COMMENT 'Root of the parent beacon block; NULL before Cancun',
  `requests_hash` Nullable(String) COMMENT 'Hash of the execution requests; NULL before Prague',
  `size` UInt64 COMMENT 'Size that the node reports, in bytes',
  `uncles` Array(String) COMMENT 'Hashes of the uncles; empty after the merge',
  `tx_count` UInt32 COMMENT 'Transactions in the block',
  `withdrawal_count` Nullable(UInt32) COMMENT 'Withdrawals in the block; NULL where the node does not serve the list',
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds; empty when none'
) AS
SELECT `network`, `height`, concat('0x', lower(hex(block_hash))) AS `block_hash`, concat('0x', lower(hex(parent_hash))) AS `parent_hash`, `time`, `timestamp`, concat('0x', lower(hex(uncles_hash))) AS `uncles_hash`, concat('0x', lower(hex(miner))) AS `miner`, concat('0x', lower(hex(state_root))) AS `state_root`, concat('0x', lower(hex(transactions_root))) AS `transactions_root`, concat('0x', lower(hex(receipts_root))) AS `receipts_root`, concat('0x', lower(hex(logs_bloom))) AS `logs_bloom`, `difficulty`, `gas_limit`, `gas_used`, concat('0x', lower(hex(extra_data))) AS `extra_data`, concat('0x', lower(hex(mix_hash))) AS `mix_hash`, concat('0x', lower(hex(nonce))) AS `nonce`, `base_fee_per_gas`, concat('0x', lower(hex(withdrawals_root))) AS `withdrawals_root`, `blob_gas_used`, `excess_blob_gas`, concat('0x', lower(hex(parent_beacon_block_root))) AS `parent_beacon_block_root`, concat('0x', lower(hex(requests_hash))) AS `requests_hash`, `size`, arrayMap(x -> concat('0x', lower(hex(x))), uncles) AS `uncles`, `tx_count`, `withdrawal_count`, `unknown_fields`
FROM store.`evm_blocks`
COMMENT 'EVM block headers, one row per block; the header hash can be recomputed from the row';

CREATE OR REPLACE VIEW default.`evm_transactions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` String COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `hash` String COMMENT 'Transaction hash',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `type` UInt8 COMMENT 'EIP-2718 type; 0 for legacy',
  `from` String COMMENT 'Sender address, as the node reports it',
  `to` Nullable(String) COMMENT 'Recipient address; NULL for a contract creation',
  `nonce` UInt64 COMMENT 'Transactions that the sender had sent before',
  `value` UInt256 COMMENT 'Value, in wei',
  `gas_limit` UInt64 COMMENT 'Gas limit of the transaction, in gas',
  `gas_price` UInt256 COMMENT 'gasPrice as the node reports it, in wei per gas',
  `max_fee_per_gas` Nullable(UInt256) COMMENT 'Fee cap, in wei per gas; NULL before type 2',
  `max_priority_fee_per_gas` Nullable(UInt256) COMMENT 'Tip cap, in wei per gas; NULL before type 2',
  `max_fee_per_blob_gas` Nullable(UInt256) COMMENT 'Blob fee cap, in wei per blob gas; NULL unless type 3',
  `chain_id` Nullable(UInt64) COMMENT 'Chain id that a typed transaction is signed for; NULL for legacy',
  `input` String COMMENT 'Call data or init code',
  `selector` String COMMENT 'First four bytes of the call data; empty when shorter or a creation',
  `access_list` String COMMENT 'EIP-2930 access list, JSON [{address, storageKeys}]; empty when none',
  `blob_versioned_hashes` Array(String) COMMENT 'EIP-4844 blob hashes',
  `authorization_list` String COMMENT 'EIP-7702 authorizations, JSON [{chainId, address, nonce, yParity, r, s}]; empty when none',
  `v` UInt256 COMMENT 'Signature v, or parity',
  `r` UInt256 COMMENT 'Signature r',
  `s` UInt256 COMMENT 'Signature s',
  `status` Nullable(UInt8) COMMENT 'Receipt status: 1 success, 0 failed; NULL before Byzantium',
  `post_state` Nullable(String) COMMENT 'State root after the transaction; NULL since Byzantium',
  `gas_used` UInt64 COMMENT 'Gas used, in gas',
  `cumulative_gas_used` UInt64 COMMENT 'Gas used in the block up to and including this transaction, in gas',
  `effective_gas_price` UInt256 COMMENT 'Price paid, in wei per gas',
  `contract_address` Nullable(String) COMMENT 'Contract created; NULL when none',
  `log_count` UInt32 COMMENT 'Logs emitted',
  `error` String COMMENT 'Failed: the node\'s word for it from callTracer; empty when not offered. No root commits to it',
  `revert_data` String COMMENT 'Failed: bytes returned by the reverting frame; empty when not offered. No root commits to it',
  `unknown_fields` String COMMENT 'JSON {tx, receipt} of fields that no column holds; empty when none'
) AS
SELECT `network`, `height`, concat('0x', lower(hex(block_hash))) AS `block_hash`, `tx_index`, concat('0x', lower(hex(hash))) AS `hash`, `time`, `type`, concat('0x', lower(hex(`from`))) AS `from`, concat('0x', lower(hex(to))) AS `to`, `nonce`, `value`, `gas_limit`, `gas_price`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `max_fee_per_blob_gas`, `chain_id`, concat('0x', lower(hex(input))) AS `input`, concat('0x', lower(hex(selector))) AS `selector`, `access_list`, arrayMap(x -> concat('0x', lower(hex(x))), blob_versioned_hashes) AS `blob_versioned_hashes`, `authorization_list`, `v`, `r`, `s`, `status`, concat('0x', lower(hex(post_state))) AS `post_state`, `gas_used`, `cumulative_gas_used`, `effective_gas_price`, concat('0x', lower(hex(contract_address))) AS `contract_address`, `log_count`, `error`, concat('0x', lower(hex(revert_data))) AS `revert_data`, `unknown_fields`
FROM store.`evm_transactions`
COMMENT 'EVM transactions merged with their receipts, one row per transaction';

CREATE OR REPLACE VIEW default.`evm_logs` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` String COMMENT 'Hash of the block',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` String COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `address` String COMMENT 'Contract that emitted the log',
  `topics` Array(String) COMMENT 'Topics; the first is the hash of the event\'s signature unless anonymous',
  `data` String COMMENT 'Unindexed data'
) AS
SELECT `network`, `height`, concat('0x', lower(hex(block_hash))) AS `block_hash`, `tx_index`, concat('0x', lower(hex(tx_hash))) AS `tx_hash`, `log_index`, concat('0x', lower(hex(address))) AS `address`, arrayMap(x -> concat('0x', lower(hex(x))), topics) AS `topics`, concat('0x', lower(hex(data))) AS `data`
FROM store.`evm_logs`
COMMENT 'EVM logs from the receipts, one row per log';

CREATE OR REPLACE VIEW default.`evm_consensus` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` String COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `profile` LowCardinality(String) COMMENT 'Rule of the header: clique, ibft, ibft2, qbft or raft',
  `proposer` Nullable(String) COMMENT 'Who proposed the block: recovered from the seal; QBFT has none, there it is the miner\'s address',
  `round` Nullable(UInt32) COMMENT 'Round that succeeded, from 0; NULL where the header has none',
  `validators` Array(String) COMMENT 'Who may seal the block, as the header lists them; Clique lists them at checkpoints only',
  `quorum` UInt32 COMMENT 'Validators who must commit: two thirds, rounded up; 0 where the header lists none',
  `committers` Array(String) COMMENT 'Who committed to the block, recovered from the seals, in their order',
  `vote_address` Nullable(String) COMMENT 'Whom the proposer votes about; NULL without a vote',
  `vote` LowCardinality(String) COMMENT 'add, drop, or empty without a vote',
  `raft_id` Nullable(UInt32) COMMENT 'Raft: id of the minter in its cluster'
) AS
SELECT `network`, `height`, concat('0x', lower(hex(block_hash))) AS `block_hash`, `time`, `profile`, concat('0x', lower(hex(proposer))) AS `proposer`, `round`, arrayMap(x -> concat('0x', lower(hex(x))), validators) AS `validators`, `quorum`, arrayMap(x -> concat('0x', lower(hex(x))), committers) AS `committers`, concat('0x', lower(hex(vote_address))) AS `vote_address`, `vote`, `raft_id`
FROM store.`evm_consensus`
COMMENT 'Who sealed the blocks of Clique, IBFT, QBFT and Raft chains, one row per block';

CREATE OR REPLACE VIEW default.`evm_withdrawals` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` String COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `position` UInt32 COMMENT 'Position in the block, from 0',
  `withdrawal_index` UInt64 COMMENT 'Number of the withdrawal on its chain, from 0',
  `validator_index` UInt64 COMMENT 'The validator: its number on the consensus chain, from 0',
  `address` String COMMENT 'Who receives it',
  `amount` UInt64 COMMENT 'Amount, in gwei'
) AS
SELECT `network`, `height`, concat('0x', lower(hex(block_hash))) AS `block_hash`, `time`, `position`, `withdrawal_index`, `validator_index`, concat('0x', lower(hex(address))) AS `address`, `amount`
FROM store.`evm_withdrawals`
COMMENT 'Withdrawals of validators\' funds (EIP-4895), one row each; the block\'s root can be recomputed from them';

CREATE OR REPLACE VIEW default.`evm_token_transfers` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` String COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` String COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `batch_index` UInt32 COMMENT 'Position in an ERC-1155 batch, from 0; 0 for other transfers',
  `standard` LowCardinality(String) COMMENT 'erc20, erc721 or erc1155, by the shape of the log',
  `token` String COMMENT 'Contract of the token',
  `operator` Nullable(String) COMMENT 'ERC-1155: who made the transfer; NULL for other standards',
  `from` String COMMENT 'Holder before; the zero address: tokens made (mint)',
  `to` String COMMENT 'Holder after; the zero address: tokens destroyed (burn)',
  `token_id` Nullable(UInt256) COMMENT 'ERC-721 and ERC-1155: id of the token; NULL for ERC-20',
  `amount` UInt256 COMMENT 'Amount, in the token\'s smallest unit; 1 for ERC-721'
) AS
SELECT `network`, `height`, concat('0x', lower(hex(block_hash))) AS `block_hash`, `time`, `tx_index`, concat('0x', lower(hex(tx_hash))) AS `tx_hash`, `log_index`, `batch_index`, `standard`, concat('0x', lower(hex(token))) AS `token`, concat('0x', lower(hex(operator))) AS `operator`, concat('0x', lower(hex(`from`))) AS `from`, concat('0x', lower(hex(to))) AS `to`, `token_id`, `amount`
FROM store.`evm_token_transfers`
COMMENT 'Transfers of ERC-20, ERC-721 and ERC-1155 tokens, from the logs; one row per token of a batch';

CREATE OR REPLACE VIEW default.`evm_token_movements` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Last block of the stretch in which the holder\'s tokens moved',
  `standard` LowCardinality(String) COMMENT 'erc20, erc721 or erc1155',
  `token` String COMMENT 'Contract of the token',
  `holder` String COMMENT 'Who received or sent; the zero address: made or destroyed',
  `token_id` UInt256 COMMENT 'ERC-721 and ERC-1155: id of the token; 0 for ERC-20',
  `received` UInt256 COMMENT 'Received in the stretch, in the token\'s smallest unit',
  `sent` UInt256 COMMENT 'Sent in the stretch, in the token\'s smallest unit',
  `transfers` UInt32 COMMENT 'Transfers in the stretch, in or out; one to oneself counts twice'
) AS
SELECT `network`, `height`, `standard`, concat('0x', lower(hex(token))) AS `token`, concat('0x', lower(hex(holder))) AS `holder`, `token_id`, `received`, `sent`, `transfers`
FROM store.`evm_token_movements`
COMMENT 'What holders received and sent of tokens in stretches of final blocks, summed from evm_token_transfers';

CREATE OR REPLACE VIEW default.`evm_token_metadata` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `token` String COMMENT 'Contract of the token',
  `height` UInt64 COMMENT 'Last block of the stretch in which it was met; of several rows the one with the highest holds',
  `name` Nullable(String) COMMENT 'Answer to name(), at most 256 bytes; NULL: it has none',
  `symbol` Nullable(String) COMMENT 'Answer to symbol(), at most 64 bytes; NULL: it has none',
  `decimals` Nullable(UInt8) COMMENT 'Answer to decimals(): one whole is 10^decimals of the smallest unit; NULL: it has none',
  `asked_at` DateTime64(3, 'UTC') COMMENT 'When the node was asked, UTC'
) AS
SELECT `network`, concat('0x', lower(hex(token))) AS `token`, `height`, `name`, `symbol`, `decimals`, `asked_at`
FROM store.`evm_token_metadata`
COMMENT 'Name, symbol and decimals of tokens, as their contracts answered a node once they had moved in a final block: claims of whoever wrote the contract';

CREATE OR REPLACE VIEW default.`evm_contracts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` String COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` String COMMENT 'Transaction hash',
  `trace_address` Array(UInt32) COMMENT 'Which call made it: positions of the calls down to it; empty: the transaction itself',
  `address` String COMMENT 'The contract',
  `creator` String COMMENT 'Who made it: the sender, or the contract that called',
  `init_code_hash` String COMMENT 'Keccak-256 of the code that made it',
  `code_hash` Nullable(String) COMMENT 'Keccak-256 of its code when it was made; NULL without a trace, which no root commits to',
  `code_size` Nullable(UInt32) COMMENT 'Size of its code, in bytes; NULL without a trace',
  `source` LowCardinality(String) COMMENT 'How it is known: receipt (proven by the block) or trace'
) AS
SELECT `network`, `height`, concat('0x', lower(hex(block_hash))) AS `block_hash`, `time`, `tx_index`, concat('0x', lower(hex(tx_hash))) AS `tx_hash`, `trace_address`, concat('0x', lower(hex(address))) AS `address`, concat('0x', lower(hex(creator))) AS `creator`, concat('0x', lower(hex(init_code_hash))) AS `init_code_hash`, concat('0x', lower(hex(code_hash))) AS `code_hash`, `code_size`, `source`
FROM store.`evm_contracts`
COMMENT 'Contracts created: by transactions, and by other contracts where traces are stored';

CREATE OR REPLACE VIEW default.`evm_traces` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` String COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0; one past the last for a block reward',
  `tx_hash` Nullable(String) COMMENT 'Transaction hash; NULL for a block reward',
  `trace_address` Array(UInt32) COMMENT 'Positions of the calls down to this one, from 0; empty: the transaction itself',
  `subtraces` UInt32 COMMENT 'Calls that this call made itself',
  `type` LowCardinality(String) COMMENT 'call, staticcall, delegatecall, callcode, create, create2, selfdestruct, reward; else the node\'s word',
  `from` String COMMENT 'Who called; zero for a block reward',
  `to` Nullable(String) COMMENT 'Whose code ran, the contract created, or who received; NULL when nothing was created',
  `value` UInt256 COMMENT 'Value, in wei; what a delegatecall repeats of its caller is not moved',
  `gas` UInt64 COMMENT 'Gas given, in gas; the first call of callTracer has the transaction\'s limit',
  `gas_used` UInt64 COMMENT 'Gas used, in gas; the first call of callTracer has the transaction\'s',
  `input` String COMMENT 'Call data or init code',
  `selector` String COMMENT 'First four bytes of call data; empty when shorter or a creation',
  `output` String COMMENT 'What was returned; the code of a created contract',
  `error` String COMMENT 'The node\'s word for why it failed; empty when it did not',
  `revert_reason` String COMMENT 'Text of Error(string), number of Panic(uint256) in the output, else the node\'s; empty when none',
  `reverted` Bool COMMENT 'This call, or one that it was made from, failed: what it did was undone',
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: callTracer or trace_block',
  `unknown_fields` String COMMENT 'JSON of fields that no column holds; empty when none'
) AS
SELECT `network`, `height`, concat('0x', lower(hex(block_hash))) AS `block_hash`, `time`, `tx_index`, concat('0x', lower(hex(tx_hash))) AS `tx_hash`, `trace_address`, `subtraces`, `type`, concat('0x', lower(hex(`from`))) AS `from`, concat('0x', lower(hex(to))) AS `to`, `value`, `gas`, `gas_used`, concat('0x', lower(hex(input))) AS `input`, concat('0x', lower(hex(selector))) AS `selector`, concat('0x', lower(hex(output))) AS `output`, `error`, `revert_reason`, `reverted`, `tracer`, `unknown_fields`
FROM store.`evm_traces`
COMMENT 'Calls made inside transactions, as a node traces them, one row per call: of failed transactions whenever the node tells them. No root commits to them';

CREATE OR REPLACE VIEW default.`evm_state_diffs` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` String COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` String COMMENT 'Transaction hash',
  `address` String COMMENT 'The account',
  `kind` LowCardinality(String) COMMENT 'balance, nonce, code or storage',
  `slot` String COMMENT 'Storage: the slot; otherwise zero',
  `before` String COMMENT 'Before the transaction: 32 bytes big-endian, code as it is; zero or empty for no account',
  `after` String COMMENT 'After the transaction, likewise',
  `tracer` LowCardinality(String) COMMENT 'Which tracer told: prestateTracer or stateDiff'
) AS
SELECT `network`, `height`, concat('0x', lower(hex(block_hash))) AS `block_hash`, `time`, `tx_index`, concat('0x', lower(hex(tx_hash))) AS `tx_hash`, concat('0x', lower(hex(address))) AS `address`, `kind`, concat('0x', lower(hex(slot))) AS `slot`, concat('0x', lower(hex(before))) AS `before`, concat('0x', lower(hex(after))) AS `after`, `tracer`
FROM store.`evm_state_diffs`
COMMENT 'What transactions changed in the state, one row per change, as a node traces it. No root commits to it';

CREATE OR REPLACE VIEW default.`evm_raw` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` String COMMENT 'Hash of the block',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `kind` LowCardinality(String) COMMENT 'block, receipts, traces or state_diffs',
  `response` String COMMENT 'The result of the answer, JSON',
  `stored_at` DateTime64(3, 'UTC') COMMENT 'When it was received, UTC'
) AS
SELECT `network`, `height`, concat('0x', lower(hex(block_hash))) AS `block_hash`, `time`, `kind`, `response`, `stored_at`
FROM store.`evm_raw`
COMMENT 'The node\'s answers as they came, one row per question';

CREATE OR REPLACE VIEW default.`evm_tx_lookup` ON CLUSTER `ledgerscope` (
  `hash_prefix` UInt64 COMMENT 'First eight bytes of the hash, little-endian: reinterpretAsUInt64(hash). Others may share them',
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0'
) AS
SELECT `hash_prefix`, `network`, `height`, `tx_index`
FROM store.`evm_tx_lookup`
COMMENT 'Where transactions of final blocks stand, by the first bytes of their hashes';

CREATE OR REPLACE VIEW default.`evm_address_lookup` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `address` String COMMENT 'The address',
  `role` LowCardinality(String) COMMENT 'sent, received or created (by a transaction); internal (caller or callee inside one); transfer (holder of tokens that moved), token (their contract); event (contract of a log); state (account that changed); withdrawal; block (its fee recipient)',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0; 0 for withdrawals and blocks',
  `item` Array(UInt32) COMMENT 'internal: trace_address; transfer and token: log_index, batch_index; event: log_index; withdrawal: position; otherwise empty',
  `failed` Bool COMMENT 'The transaction failed; internal: the call was undone'
) AS
SELECT `network`, concat('0x', lower(hex(address))) AS `address`, `role`, `height`, `tx_index`, `item`, `failed`
FROM store.`evm_address_lookup`
COMMENT 'Where final blocks have something to do with an address: one row per address and role in it';

CREATE OR REPLACE VIEW default.`evm_address_activity` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Last block of the stretch that it was in',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of that block, UTC',
  `address` String COMMENT 'The address',
  `kind` LowCardinality(String) COMMENT 'sent, received, created: transactions; method: calls of it by transactions, inner_method: by other calls; caller: calls of it by sender; event: its logs; internal: calls inside transactions; transfer, token: token transfers; token_in, token_out: tokens received, sent; balance: value after the stretch, where state diffs tell it; block: blocks as fee recipient; withdrawal',
  `item` String COMMENT 'method, inner_method: selector; caller: its address; event: first topic; token_in, token_out: contract of the token, last two digits of the standard\'s number as a byte, then the id, big-endian without leading zeros; otherwise empty',
  `count` UInt64 COMMENT 'How many in the stretch',
  `failed` UInt64 COMMENT 'Of these, how many failed',
  `gas` UInt64 COMMENT 'Gas used by them, in gas',
  `value` UInt256 COMMENT 'Their value together, in wei; balance: the balance, in wei; token_in, token_out: amounts, in the token\'s smallest unit'
) AS
SELECT `network`, `height`, `time`, concat('0x', lower(hex(address))) AS `address`, `kind`, concat('0x', lower(hex(item))) AS `item`, `count`, `failed`, `gas`, `value`
FROM store.`evm_address_activity`
COMMENT 'What addresses did in stretches of final blocks, counted: transactions, methods called, callers, events';

CREATE OR REPLACE VIEW default.`fabric_blocks` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `block_hash` String COMMENT 'SHA-256 of the ASN.1 DER of the header',
  `previous_hash` String COMMENT 'Hash of the block before; empty in block 0',
  `data_hash` String COMMENT 'SHA-256 of the concatenated envelopes, as the header states it',
  `time` DateTime64(3, 'UTC') COMMENT 'Median client time of the transactions, never before the block before; a Fabric block has no time of its own',
  `time_source` LowCardinality(String) COMMENT 'Where the time comes from: transactions',
  `tx_count` UInt32 COMMENT 'Envelopes in the block',
  `valid_count` UInt32 COMMENT 'Envelopes with validation code 0',
  `bytes` UInt64 COMMENT 'Size of the block as read, in bytes',
  `commit_hash` String COMMENT 'Commit hash that the peer wrote into the metadata; empty when absent',
  `orderer_msps` Array(String) COMMENT 'MSP ids of the orderers whose signatures the block carries, in order',
  `last_config` UInt64 COMMENT 'Height of the configuration block that was in force',
  `consensus` String COMMENT 'What the consensus wrote into the block, as JSON: Raft\'s members and index, BFT\'s view and decisions, Kafka\'s offsets; empty where it is not known',
  `consenter_metadata` String COMMENT 'The same as protobuf',
  `metadata` Array(String) COMMENT 'Raw block metadata, by index of common.BlockMetadataIndex'
) AS
SELECT `network`, `channel`, `height`, lower(hex(block_hash)) AS `block_hash`, lower(hex(previous_hash)) AS `previous_hash`, lower(hex(data_hash)) AS `data_hash`, `time`, `time_source`, `tx_count`, `valid_count`, `bytes`, lower(hex(commit_hash)) AS `commit_hash`, `orderer_msps`, `last_config`, `consensus`, lower(hex(consenter_metadata)) AS `consenter_metadata`, arrayMap(x -> lower(hex(x)), metadata) AS `metadata`
FROM store.`fabric_blocks`
COMMENT 'Fabric blocks, one row per block, with header, metadata and what was computed from them';

CREATE OR REPLACE VIEW default.`fabric_block_signatures` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `metadata_index` UInt8 COMMENT 'common.BlockMetadataIndex, from 0: 0 SIGNATURES, 1 LAST_CONFIG (before 2.0), 3 ORDERER (before 2.0)',
  `signature_index` UInt32 COMMENT 'Position among the signatures, from 0',
  `msp` LowCardinality(String) COMMENT 'MSP id of the signer; empty where it cannot be known',
  `cert_sha256` String COMMENT 'SHA-256 of the signer\'s certificate (DER)',
  `consenter_id` UInt64 COMMENT 'BFT: number of the signer in the channel configuration; 0 where the signature names a certificate',
  `nonce` String COMMENT 'Nonce of the signature\'s header',
  `signature` String COMMENT 'ECDSA signature (DER)',
  `header` String COMMENT 'common.SignatureHeader, or common.IdentifierHeader of BFT, as it was signed'
) AS
SELECT `network`, `channel`, `height`, `metadata_index`, `signature_index`, `msp`, lower(hex(cert_sha256)) AS `cert_sha256`, `consenter_id`, lower(hex(nonce)) AS `nonce`, lower(hex(signature)) AS `signature`, lower(hex(header)) AS `header`
FROM store.`fabric_block_signatures`
COMMENT 'Orderer signatures in the metadata of blocks, one row each';

CREATE OR REPLACE VIEW default.`fabric_envelopes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `envelope` String COMMENT 'Bytes of common.Envelope'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, lower(hex(envelope)) AS `envelope`
FROM store.`fabric_envelopes`
COMMENT 'Raw envelopes as they stand in the block: what every proof starts from';

CREATE OR REPLACE VIEW default.`fabric_transactions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex; configuration transactions may have none',
  `header_type` LowCardinality(String) COMMENT 'common.HeaderType: CONFIG, ENDORSER_TRANSACTION, …',
  `validation_code` UInt8 COMMENT 'peer.TxValidationCode; 0 is VALID, 254 NOT_VALIDATED (an orderer\'s copy has no codes)',
  `validation_name` LowCardinality(String) COMMENT 'Name of the validation code',
  `time` DateTime64(9, 'UTC') COMMENT 'Channel header timestamp: the client\'s claim, UTC',
  `creator_msp` LowCardinality(String) COMMENT 'MSP id of the creator',
  `creator_cert_sha256` String COMMENT 'SHA-256 of the creator\'s certificate (DER); personal data stays in the certificate',
  `chaincode` LowCardinality(String) COMMENT 'Chaincode name; empty for configuration transactions',
  `chaincode_version` LowCardinality(String) COMMENT 'Chaincode version from the action',
  `function` String COMMENT 'First argument, by convention the function name',
  `args` Array(String) COMMENT 'Arguments after the first, raw bytes',
  `response_status` Int64 COMMENT 'Chaincode response status; 200 is OK',
  `response_message` String COMMENT 'Chaincode response message',
  `response_payload` String COMMENT 'Chaincode response payload, raw bytes',
  `event_name` String COMMENT 'Chaincode event name; empty when none',
  `event_payload` String COMMENT 'Chaincode event payload, raw bytes',
  `endorsement_count` UInt32 COMMENT 'Endorsements carried',
  `read_count` UInt32 COMMENT 'Reads of public state',
  `write_count` UInt32 COMMENT 'Writes of public state',
  `bytes` UInt32 COMMENT 'Size of the envelope, in bytes',
  `action_count` UInt32 COMMENT 'Actions carried; Fabric itself accepts one',
  `nonce` String COMMENT 'Nonce of the signature header',
  `signature` String COMMENT 'The creator\'s ECDSA signature (DER) over the payload',
  `header_chaincode` LowCardinality(String) COMMENT 'Chaincode that the channel header\'s extension names; empty for other transactions',
  `header_version` Int64 COMMENT 'Version of the channel header',
  `epoch` UInt64 COMMENT 'Epoch of the channel header; Fabric asks for 0',
  `extension` String COMMENT 'Extension of the channel header, as protobuf',
  `tls_cert_hash` String COMMENT 'SHA-256 of the client\'s TLS certificate; mostly empty',
  `decode_error` String COMMENT 'Why the envelope could not be decoded in full; empty when it could. The bytes are in fabric_envelopes'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `tx_id`, `header_type`, `validation_code`, `validation_name`, `time`, `creator_msp`, lower(hex(creator_cert_sha256)) AS `creator_cert_sha256`, `chaincode`, `chaincode_version`, `function`, `args`, `response_status`, `response_message`, `response_payload`, `event_name`, `event_payload`, `endorsement_count`, `read_count`, `write_count`, `bytes`, `action_count`, lower(hex(nonce)) AS `nonce`, lower(hex(signature)) AS `signature`, `header_chaincode`, `header_version`, `epoch`, lower(hex(extension)) AS `extension`, lower(hex(tls_cert_hash)) AS `tls_cert_hash`, `decode_error`
FROM store.`fabric_transactions`
COMMENT 'Fabric transactions (envelopes), valid or not, one row per envelope';

CREATE OR REPLACE VIEW default.`fabric_actions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `creator_msp` LowCardinality(String) COMMENT 'MSP id of who proposed the action',
  `creator_cert_sha256` String COMMENT 'SHA-256 of the proposer\'s certificate (DER)',
  `nonce` String COMMENT 'Nonce of the action\'s header',
  `chaincode` LowCardinality(String) COMMENT 'Chaincode that the endorsers ran',
  `chaincode_version` LowCardinality(String) COMMENT 'Its version, as the endorsers state it',
  `chaincode_path` LowCardinality(String) COMMENT 'Its path, as the endorsers state it; mostly empty',
  `called_chaincode` LowCardinality(String) COMMENT 'Chaincode that the proposal calls',
  `called_version` LowCardinality(String) COMMENT 'Version that the proposal names; mostly empty',
  `called_path` LowCardinality(String) COMMENT 'Path that the proposal names; mostly empty',
  `called_type` LowCardinality(String) COMMENT 'Language that the proposal names: GOLANG, NODE, JAVA, CAR or UNDEFINED',
  `called_timeout` Int64 COMMENT 'Timeout that the proposal names, as written; Fabric ignores it',
  `is_init` Bool COMMENT 'The call initialises the chaincode (isInit)',
  `args` Array(String) COMMENT 'All arguments, the function name by convention first; raw bytes',
  `decorations` Array(String) COMMENT 'Decorations added by peers, as protobuf map entries',
  `proposal_hash` String COMMENT 'SHA-256 of channel header, signature header and proposal payload, as the endorsers signed it',
  `response_status` Int64 COMMENT 'Chaincode response status; 200 is OK',
  `response_message` String COMMENT 'Chaincode response message',
  `response_payload` String COMMENT 'Chaincode response payload, raw bytes',
  `event_name` String COMMENT 'Chaincode event name; empty when none',
  `endorsement_count` UInt32 COMMENT 'Endorsements carried',
  `namespaces` Array(String) COMMENT 'Namespaces of the read-write set, in its order'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `action_index`, `tx_id`, `validation_code`, `creator_msp`, lower(hex(creator_cert_sha256)) AS `creator_cert_sha256`, lower(hex(nonce)) AS `nonce`, `chaincode`, `chaincode_version`, `chaincode_path`, `called_chaincode`, `called_version`, `called_path`, `called_type`, `called_timeout`, `is_init`, `args`, arrayMap(x -> lower(hex(x)), decorations) AS `decorations`, lower(hex(proposal_hash)) AS `proposal_hash`, `response_status`, `response_message`, `response_payload`, `event_name`, `endorsement_count`, `namespaces`
FROM store.`fabric_actions`
COMMENT 'Actions of endorser transactions: what was proposed and what the endorsers simulated, one row each';

CREATE OR REPLACE VIEW default.`fabric_endorsements` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `endorsement_index` UInt32 COMMENT 'Endorsement within the action, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `msp` LowCardinality(String) COMMENT 'MSP id of the endorser',
  `cert_sha256` String COMMENT 'SHA-256 of the endorser\'s certificate (DER)',
  `signature` String COMMENT 'ECDSA signature (DER) over the proposal response payload and the endorser'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `action_index`, `endorsement_index`, `tx_id`, `msp`, lower(hex(cert_sha256)) AS `cert_sha256`, lower(hex(signature)) AS `signature`
FROM store.`fabric_endorsements`
COMMENT 'Endorsements, one row each';

CREATE OR REPLACE VIEW default.`fabric_reads` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `read_absent` Bool COMMENT 'The key did not exist when it was read',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 when absent',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 when absent',
  `in_range` Bool COMMENT 'Part of a range query\'s raw reads rather than a read of its own'
) AS
SELECT `network`, `channel`, `namespace`, `collection`, `key`, `height`, `tx_index`, `action_index`, `tx_id`, `validation_code`, `read_absent`, `read_height`, `read_tx_index`, `in_range`
FROM store.`fabric_reads`
COMMENT 'Keys read, with the version that was read; public state and hashed private data';

CREATE OR REPLACE VIEW default.`fabric_writes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `is_delete` Bool COMMENT 'The key was deleted',
  `is_metadata` Bool COMMENT 'Only the key\'s metadata (such as its endorsement policy) was written: the version advances all the same',
  `value` String COMMENT 'Value as raw bytes; for a collection the SHA-256 of the value; for metadata the entries as protobuf'
) AS
SELECT `network`, `channel`, `namespace`, `collection`, `key`, `height`, `tx_index`, `action_index`, `tx_id`, `validation_code`, `is_delete`, `is_metadata`, `value`
FROM store.`fabric_writes`
COMMENT 'Keys written, deleted, or whose metadata was changed; public state and hashed private data';

CREATE OR REPLACE VIEW default.`fabric_range_queries` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `query_index` UInt32 COMMENT 'Query within the namespace\'s set, from 0',
  `start_key` String COMMENT 'First key of the range, raw bytes; empty: from the first key on',
  `end_key` String COMMENT 'End of the range, raw bytes, exclusive when exhausted; otherwise the last key read, inclusive. Empty: to the last key',
  `exhausted` Bool COMMENT 'The query was read to its end',
  `form` LowCardinality(String) COMMENT 'How its result is recorded: raw_reads, or merkle_hashes (a summary of many reads)',
  `read_count` UInt32 COMMENT 'Keys recorded one by one',
  `read_keys` Array(String) COMMENT 'Keys recorded one by one, in order, raw bytes',
  `merkle_max_degree` UInt32 COMMENT 'Summary: children per node of the Merkle tree',
  `merkle_max_level` UInt32 COMMENT 'Summary: level of the hashes',
  `merkle_hashes` Array(String) COMMENT 'Summary: hashes of that level'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `action_index`, `tx_id`, `validation_code`, `namespace`, `query_index`, `start_key`, `end_key`, `exhausted`, `form`, `read_count`, `read_keys`, `merkle_max_degree`, `merkle_max_level`, arrayMap(x -> lower(hex(x)), merkle_hashes) AS `merkle_hashes`
FROM store.`fabric_range_queries`
COMMENT 'Range queries over public state, with their bounds; the keys they returned are in fabric_reads (in_range)';

CREATE OR REPLACE VIEW default.`fabric_metadata_writes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `entry_index` UInt32 COMMENT 'Entry of the key\'s metadata, from 0',
  `name` LowCardinality(String) COMMENT 'Name of the entry, such as VALIDATION_PARAMETER; empty: all metadata of the key was removed',
  `value` String COMMENT 'Value as raw bytes',
  `policy` String COMMENT 'The value as an endorsement policy in words; empty where it is none'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `action_index`, `tx_id`, `validation_code`, `namespace`, `collection`, `key`, `entry_index`, `name`, lower(hex(value)) AS `value`, `policy`
FROM store.`fabric_metadata_writes`
COMMENT 'Metadata written to keys, one row per entry: key-level endorsement policies, in words';

CREATE OR REPLACE VIEW default.`fabric_private_hashes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection',
  `item_index` UInt32 COMMENT 'Position in the collection\'s set: reads, then writes, then metadata, from 0',
  `operation` LowCardinality(String) COMMENT 'read, write, delete, purge, metadata, or none (a set that names no key)',
  `key_hash` String COMMENT 'SHA-256 of the key',
  `value_hash` String COMMENT 'SHA-256 of the value written; empty otherwise',
  `is_delete` Bool COMMENT 'The write\'s own flag; an empty value deletes as well',
  `is_purge` Bool COMMENT 'The key\'s history is purged from the peers (since 2.5)',
  `read_absent` Bool COMMENT 'A read of a key that did not exist',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 otherwise',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 otherwise',
  `private_set_hash` String COMMENT 'SHA-256 of the private read-write set that the peers of the collection hold'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `action_index`, `tx_id`, `validation_code`, `namespace`, `collection`, `item_index`, `operation`, lower(hex(key_hash)) AS `key_hash`, lower(hex(value_hash)) AS `value_hash`, `is_delete`, `is_purge`, `read_absent`, `read_height`, `read_tx_index`, lower(hex(private_set_hash)) AS `private_set_hash`
FROM store.`fabric_private_hashes`
COMMENT 'Private data as the ledger shows it, hashes of keys and values, one row per read, write or metadata write';

CREATE OR REPLACE VIEW default.`fabric_events` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `chaincode` String COMMENT 'Chaincode, as the event names it',
  `event_tx_id` String COMMENT 'Transaction id, as the event names it',
  `event_name` String COMMENT 'Name of the event',
  `payload` String COMMENT 'Payload, raw bytes'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `action_index`, `tx_id`, `validation_code`, `chaincode`, `event_tx_id`, `event_name`, `payload`
FROM store.`fabric_events`
COMMENT 'Chaincode events, one row each; those of invalid transactions were never delivered';

CREATE OR REPLACE VIEW default.`fabric_lifecycle` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `action_index` UInt32 COMMENT 'Action within the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `step` LowCardinality(String) COMMENT 'approve, commit; of Fabric 1.x: deploy, upgrade',
  `chaincode` String COMMENT 'Name of the chaincode',
  `version` String COMMENT 'Version of the chaincode',
  `sequence` Int64 COMMENT 'Sequence of the definition, from 1; 0 in Fabric 1.x',
  `org` LowCardinality(String) COMMENT 'MSP id of who approved or submitted it',
  `endorsers` Array(String) COMMENT 'MSP ids of the endorsers: of a commit, the organisations that agree',
  `package_id` String COMMENT 'approve: the package that the organisation runs; empty where it runs none',
  `chaincode_path` String COMMENT 'Fabric 1.x: path of the source',
  `language` LowCardinality(String) COMMENT 'Fabric 1.x: GOLANG, NODE, JAVA, CAR',
  `init_args` Array(String) COMMENT 'Fabric 1.x: arguments of the call that initialises, raw bytes',
  `init_required` Bool COMMENT 'The chaincode must be initialised before it is called',
  `endorsement_plugin` LowCardinality(String) COMMENT 'Endorsement plugin (ESCC); mostly escc',
  `validation_plugin` LowCardinality(String) COMMENT 'Validation plugin (VSCC); mostly vscc',
  `policy` String COMMENT 'Endorsement policy in words; a path names a policy of the configuration. Empty: the channel\'s default',
  `policy_bytes` String COMMENT 'The same as bytes: the validation parameter, protobuf',
  `collections` String COMMENT 'Private data collections as JSON array: name, member_orgs_policy and endorsement_policy in words, peer counts, block_to_live, member_only_read, member_only_write',
  `definition` String COMMENT 'All arguments as JSON',
  `decode_error` String COMMENT 'Why the arguments could not be decoded in full; empty when they could'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `action_index`, `tx_id`, `validation_code`, `step`, `chaincode`, `version`, `sequence`, `org`, `endorsers`, `package_id`, `chaincode_path`, `language`, `init_args`, `init_required`, `endorsement_plugin`, `validation_plugin`, `policy`, lower(hex(policy_bytes)) AS `policy_bytes`, `collections`, `definition`, `decode_error`
FROM store.`fabric_lifecycle`
COMMENT 'Chaincode lifecycle: approvals per organisation, commits, and deployments and upgrades of Fabric 1.x';

CREATE OR REPLACE VIEW default.`fabric_configs` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `config_channel` LowCardinality(String) COMMENT 'Channel that is configured; another than the ledger\'s where an orderer\'s system channel creates it',
  `sequence` UInt64 COMMENT 'common.Config.sequence: 0 in the genesis block, one more with each update',
  `update_tx_id` String COMMENT 'Transaction id of the update; mostly empty',
  `update_time` DateTime64(9, 'UTC') COMMENT 'Time that the update\'s creator claims, UTC; 1970 where there is none',
  `update_creator_msp` LowCardinality(String) COMMENT 'MSP id of who submitted the update',
  `update_creator_cert_sha256` String COMMENT 'SHA-256 of the submitter\'s certificate (DER)',
  `signer_msps` Array(String) COMMENT 'MSP ids of those who signed the update, in order',
  `signer_cert_sha256` Array(String) COMMENT 'SHA-256 of the signers\' certificates (DER), in order',
  `update` String COMMENT 'The update transaction (last_update) as JSON in the shape of configtxlator; empty in the genesis block',
  `decode_error` String COMMENT 'Why the configuration could not be decoded in full; empty when it could'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `tx_id`, `validation_code`, `config_channel`, `sequence`, `update_tx_id`, `update_time`, `update_creator_msp`, lower(hex(update_creator_cert_sha256)) AS `update_creator_cert_sha256`, `signer_msps`, arrayMap(x -> lower(hex(x)), signer_cert_sha256) AS `signer_cert_sha256`, `update`, `decode_error`
FROM store.`fabric_configs`
COMMENT 'Configuration transactions, one row each: the sequence they bring, and the update with its signers';

CREATE OR REPLACE VIEW default.`fabric_config_items` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `config_channel` LowCardinality(String) COMMENT 'Channel that is configured',
  `sequence` UInt64 COMMENT 'common.Config.sequence',
  `path` String COMMENT 'Where it stands, as policies refer to it: /Channel/Application/Org1MSP/Admins',
  `kind` LowCardinality(String) COMMENT 'group, value or policy',
  `name` LowCardinality(String) COMMENT 'Last part of the path',
  `version` UInt64 COMMENT 'Grows with every change of it',
  `mod_policy` LowCardinality(String) COMMENT 'Policy that a change of it must satisfy',
  `text` String COMMENT 'In words; a policy as in AND(\'Org1MSP.peer\', \'Org2MSP.peer\') or MAJORITY Admins',
  `json` String COMMENT 'As JSON in the shape of configtxlator; null for a group',
  `bytes` String COMMENT 'Bytes as protobuf: common.ConfigValue or common.ConfigPolicy; empty for a group',
  `decode_error` String COMMENT 'Why the bytes could not be decoded; empty when they could'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `config_channel`, `sequence`, `path`, `kind`, `name`, `version`, `mod_policy`, `text`, `json`, lower(hex(bytes)) AS `bytes`, `decode_error`
FROM store.`fabric_config_items`
COMMENT 'Whole channel configurations, one row per group, value and policy of each configuration block';

CREATE OR REPLACE VIEW default.`fabric_config_updates` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `config_channel` LowCardinality(String) COMMENT 'Channel that is configured',
  `sequence` UInt64 COMMENT 'common.Config.sequence after the update',
  `path` String COMMENT 'Where it stands: /Channel/Orderer/BatchSize',
  `kind` LowCardinality(String) COMMENT 'group, value or policy',
  `change` LowCardinality(String) COMMENT 'added, changed, removed; stated where the configuration before is not known',
  `old_version` UInt64 COMMENT 'Version before; 0 where it was not there',
  `new_version` UInt64 COMMENT 'Version after; 0 where it is gone',
  `old_mod_policy` LowCardinality(String) COMMENT 'Policy for changes of it, before',
  `new_mod_policy` LowCardinality(String) COMMENT 'Policy for changes of it, after',
  `old_text` String COMMENT 'In words, before',
  `new_text` String COMMENT 'In words, after',
  `old_json` String COMMENT 'As JSON, before; empty where it was not there',
  `new_json` String COMMENT 'As JSON, after; empty where it is gone',
  `signer_msps` Array(String) COMMENT 'MSP ids of those who signed the update, in order'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `config_channel`, `sequence`, `path`, `kind`, `change`, `old_version`, `new_version`, `old_mod_policy`, `new_mod_policy`, `old_text`, `new_text`, `old_json`, `new_json`, `signer_msps`
FROM store.`fabric_config_updates`
COMMENT 'What each configuration block changes, one row per group, value or policy: old and new, and who signed';

CREATE OR REPLACE VIEW default.`fabric_identity_uses` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `msp` LowCardinality(String) COMMENT 'MSP id',
  `cert_sha256` String COMMENT 'SHA-256 of the certificate (DER)',
  `use` LowCardinality(String) COMMENT 'creator, endorser, orderer, config_signer; in configurations: root, intermediate, admin, tls_root, tls_intermediate, consenter, consenter_tls',
  `count` UInt32 COMMENT 'How often in the block',
  `first_tx_index` UInt32 COMMENT 'Position of the first transaction with it, from 0; 0 for orderers'
) AS
SELECT `network`, `channel`, `height`, `msp`, lower(hex(cert_sha256)) AS `cert_sha256`, `use`, `count`, `first_tx_index`
FROM store.`fabric_identity_uses`
COMMENT 'Which certificates a block names and as what, one row per block, certificate and use';

CREATE OR REPLACE VIEW default.`fabric_arrivals` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `node` LowCardinality(String) COMMENT 'The peer or orderer, as the configuration or discovery names it',
  `arrived_at` DateTime64(9, 'UTC') COMMENT 'When its block arrived, by the clock of this machine, UTC'
) AS
SELECT `network`, `channel`, `height`, `node`, `arrived_at`
FROM store.`fabric_arrivals`
COMMENT 'When blocks arrived here from running nodes, one row per node that had sent the block by the time it was stored; none for blocks that were there before they were asked for, nor for ledgers on disk';

CREATE OR REPLACE VIEW default.`fabric_conflicts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `kind` LowCardinality(String) COMMENT 'read: a key that was read; range: a key that a range query had returned, or would have returned since',
  `evidence` LowCardinality(String) COMMENT 'proved: from the version that was read; expired: private data that was purged since, by no transaction; inferred: the query\'s result is recorded as a hash, so these are the keys of its range that were written since the newest version that the transaction had read; incomplete: blocks below are not stored, and nothing that is stored explains it; one row without a key stands for all of the transaction\'s',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `read_absent` Bool COMMENT 'The key did not exist when it was read; not known where inferred',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 when absent or not known',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 when absent',
  `writer_height` UInt64 COMMENT 'Block of the writing transaction',
  `writer_tx_index` UInt32 COMMENT 'Its position in the block, from 0',
  `writer_tx_id` String COMMENT 'Its id; empty where none wrote the key: expired, or not explained by what is stored',
  `writer_is_delete` Bool COMMENT 'It deleted the key',
  `within_block` Bool COMMENT 'It stands in the same block',
  `rule_version` UInt32 COMMENT 'Version of the rule that made the row'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `tx_id`, `validation_code`, `kind`, `evidence`, `namespace`, `collection`, `key`, `read_absent`, `read_height`, `read_tx_index`, `writer_height`, `writer_tx_index`, `writer_tx_id`, `writer_is_delete`, `within_block`, `rule_version`
FROM store.`fabric_conflicts`
COMMENT 'Why transactions were refused with code 11 or 12: every key whose read was out of date, with every valid transaction that had written it since';

CREATE OR REPLACE VIEW default.`fabric_policy_evaluations` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `evaluation_index` UInt32 COMMENT 'Policy among those of the transaction, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace that the transaction called or wrote to',
  `collection` LowCardinality(String) COMMENT 'Private data collection whose policy it is, or that holds the key; empty for public state',
  `key` String COMMENT 'Key whose own policy it is; empty for any other',
  `source` LowCardinality(String) COMMENT 'Where the policy comes from: chaincode, collection, key, lifecycle, or system (of Fabric 1.x)',
  `policy` String COMMENT 'The policy in words',
  `state` LowCardinality(String) COMMENT 'satisfied, unsatisfied, or unsupported (it rests on something that is not covered)',
  `endorsed_by` Array(String) COMMENT 'MSP ids of the endorsers whose signature and certificate are good, each certificate once',
  `missing` Array(String) COMMENT 'What would have to be added, all of it; empty when satisfied',
  `detail` String COMMENT 'Why it is not satisfied where no endorsement is missing, or not supported'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `evaluation_index`, `tx_id`, `validation_code`, `namespace`, `collection`, `key`, `source`, `policy`, `state`, `endorsed_by`, `missing`, `detail`
FROM store.`fabric_policy_evaluations`
COMMENT 'Endorsement policies that transactions had to meet, evaluated again from the signatures that they carry; made by the pass signatures';

CREATE OR REPLACE VIEW default.`fabric_private_data` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection',
  `key` String COMMENT 'Key as raw bytes',
  `key_hash` String COMMENT 'SHA-256 of the key, as fabric_private_hashes has it',
  `value` String COMMENT 'Value as raw bytes; empty for a deletion',
  `is_delete` Bool COMMENT 'The key was deleted, or purged',
  `node` LowCardinality(String) COMMENT 'The peer that served it, as the configuration names it',
  `served_at` DateTime64(9, 'UTC') COMMENT 'When it was served, by the clock of this machine, UTC'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `tx_id`, `namespace`, `collection`, `key`, lower(hex(key_hash)) AS `key_hash`, `value`, `is_delete`, `node`, `served_at`
FROM store.`fabric_private_data`
COMMENT 'Private data in the clear, one row per key written by a valid transaction, as far as peers show it to the configured identity; every row agrees with the hashes in its block. Empty unless the network is configured with privateData: true. Confidential: it is never published';

CREATE OR REPLACE VIEW default.`stage_facts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `subject` LowCardinality(String) COMMENT 'tx, block, call or node: what id names',
  `id` String COMMENT 'tx: transaction id in hex without 0x, or its first 8 digits where the observer logs no more; block: its height; call and node: the Unix second of the end',
  `stage` LowCardinality(String) COMMENT 'fabric.commit.mvcc, …: core\'s Stage',
  `node` LowCardinality(String) COMMENT 'Who acted, as the configuration names it',
  `remote` LowCardinality(String) COMMENT 'The other side of a call; empty when none',
  `attempt` UInt32 COMMENT 'Number of the try, from 0',
  `source` LowCardinality(String) COMMENT 'Where it was read: log:peer1:gateway',
  `edge` LowCardinality(String) COMMENT 'span, start or end: which times this fact has',
  `at` DateTime64(9, 'UTC') COMMENT 'The end where it is known, else the start, UTC',
  `start_at` Nullable(DateTime64(9, 'UTC')) COMMENT 'UTC; NULL when only the end was seen',
  `end_at` Nullable(DateTime64(9, 'UTC')) COMMENT 'UTC; NULL when only the start was seen',
  `evidence` LowCardinality(String) COMMENT 'measured, observed, inferred or derived',
  `evidence_rank` UInt8 COMMENT '3 measured … 0 derived: of equal rows the best known stays',
  `attributes` Map(String, String) COMMENT 'Further values, named as in OpenTelemetry'
) AS
SELECT `network`, `channel`, `subject`, `id`, `stage`, `node`, `remote`, `attempt`, `source`, `edge`, `at`, `start_at`, `end_at`, `evidence`, `evidence_rank`, `attributes`
FROM store.`stage_facts`
COMMENT 'What one observer saw of one transaction or block at one time; block facts stand once per block and node and are joined to its transactions when read';

CREATE OR REPLACE VIEW default.`log_positions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `node` LowCardinality(String) COMMENT 'Whose log it is, as the configuration names it',
  `fingerprint` String COMMENT 'SHA-256 of the first line, hex',
  `path` String COMMENT 'Where it was read last',
  `offset` UInt64 COMMENT 'Bytes read so far, after unpacking; always the end of a line',
  `packed_bytes` UInt64 COMMENT 'Size on disk of a packed file that was read to its end, in bytes; 0 for plain files, which may grow',
  `lines` UInt64 COMMENT 'Lines read so far',
  `facts` UInt64 COMMENT 'Facts found so far',
  `malformed` UInt64 COMMENT 'Malformed lines so far',
  `stages` Array(String) COMMENT 'Stages that this log has shown so far',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
) AS
SELECT `network`, `channel`, `node`, `fingerprint`, `path`, `offset`, `packed_bytes`, `lines`, `facts`, `malformed`, `stages`, `seq`
FROM store.`log_positions`
COMMENT 'How far each log file has been read; a file is known by its first line, so that rotation and packing do not hide it';

CREATE OR REPLACE VIEW default.`malformed_log_lines` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `node` LowCardinality(String) COMMENT 'Whose log it is',
  `fingerprint` String COMMENT 'SHA-256 of the file\'s first line, hex',
  `offset` UInt64 COMMENT 'Where the line begins, in bytes after unpacking',
  `reason` String COMMENT 'Why it could not be read',
  `line` String COMMENT 'The line, cut at 4096 bytes',
  `seq` UInt64 COMMENT 'Order of writing: Unix nanoseconds'
) AS
SELECT `network`, `channel`, `node`, `fingerprint`, `offset`, `reason`, `line`, `seq`
FROM store.`malformed_log_lines`
COMMENT 'Log lines that could not be read, as they stand';

CREATE OR REPLACE VIEW default.`metric_samples` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `node` LowCardinality(String) COMMENT 'Whose metric it is, as the configuration names it',
  `metric` LowCardinality(String) COMMENT 'Name of the sample, with _sum or _count where it has one',
  `labels` Map(String, String) COMMENT 'Labels of the sample',
  `at` DateTime64(9, 'UTC') COMMENT 'When it was scraped, by our clock, UTC',
  `value` Float64 COMMENT 'In the metric\'s own unit'
) AS
SELECT `network`, `node`, `metric`, `labels`, `at`, `value`
FROM store.`metric_samples`
COMMENT 'Metrics of nodes, asked for every 5 seconds: a sample stands where it differs from the one before, and each series once in 5 minutes in any case; no buckets of histograms, nothing of the language\'s own';

CREATE OR REPLACE VIEW default.`trace_summaries` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `family` LowCardinality(String) COMMENT 'evm, fabric',
  `tx_id` String COMMENT 'Transaction id or hash in lower-case hex without 0x',
  `height` Nullable(UInt64) COMMENT 'Block number; NULL for a transaction that never reached a block',
  `tx_index` Nullable(UInt32) COMMENT 'Position in the block, from 0; NULL as for height',
  `time` DateTime64(9, 'UTC') COMMENT 'The client\'s claim (Fabric), the block\'s time (EVM), or where neither is stored start_at; UTC',
  `start_at` DateTime64(9, 'UTC') COMMENT 'Earliest time of any span, UTC',
  `end_at` DateTime64(9, 'UTC') COMMENT 'Latest time of any span, UTC',
  `duration_ns` UInt64 COMMENT 'From the first span\'s start to the last one\'s end, nanoseconds',
  `unknown_ns` Nullable(UInt64) COMMENT 'Of the duration, the time in which no stage was seen at work, nanoseconds; NULL where it is not known',
  `status` LowCardinality(String) COMMENT 'valid, failed (in a block), not_ordered (endorsed, in no block), not_endorsed (refused before)',
  `code` Nullable(UInt16) COMMENT 'Fabric\'s validation code, the receipt\'s status; NULL for a transaction that never reached a block',
  `chaincode` LowCardinality(String) COMMENT 'Chaincode; for EVM the recipient or created contract',
  `function` String COMMENT 'Function of the chaincode; for EVM the four-byte selector, 0x…',
  `creator_msp` LowCardinality(String) COMMENT 'MSP id of the creator; for EVM the sender\'s address',
  `gateway` LowCardinality(String) COMMENT 'Peer whose gateway the client used; empty when unknown',
  `stages.stage` Array(LowCardinality(String)) COMMENT 'Name of each span: fabric.endorse, …',
  `stages.node` Array(LowCardinality(String)) COMMENT 'Who acted; empty for what no single node did',
  `stages.duration_ns` Array(UInt64) COMMENT 'How long, nanoseconds; 0 where only an instant is known',
  `stages.status` Array(LowCardinality(String)) COMMENT 'ok, error or unset',
  `gaps` Array(String) COMMENT 'What could not be seen: stage, or stage@node',
  `rule_version` UInt32 COMMENT 'Version of the rules that made the row',
  `seq` UInt64 COMMENT 'When it was made: Unix nanoseconds'
) AS
SELECT `network`, `channel`, `family`, `tx_id`, `height`, `tx_index`, `time`, `start_at`, `end_at`, `duration_ns`, `unknown_ns`, `status`, `code`, `chaincode`, `function`, `creator_msp`, `gateway`, `stages.stage`, `stages.node`, `stages.duration_ns`, `stages.status`, `gaps`, `rule_version`, `seq`
FROM store.`trace_summaries`
COMMENT 'One row per transaction: when it began and ended, how long each stage took on each node, what could not be seen. Made by `ledgerscope explain` from traces to which nothing more is expected, and made again when late facts come or the rules change';

CREATE OR REPLACE VIEW default.`diagnoses` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `tx_id` String COMMENT 'Transaction id or hash in lower-case hex without 0x',
  `height` Nullable(UInt64) COMMENT 'Block number; NULL for a transaction that never reached a block',
  `tx_index` Nullable(UInt32) COMMENT 'Position in the block, from 0; NULL as for height',
  `time` DateTime64(9, 'UTC') COMMENT 'As in trace_summaries, UTC',
  `kind` LowCardinality(String) COMMENT 'failure, slow or suspicion',
  `code` LowCardinality(String) COMMENT 'Name of the diagnosis: mvcc_read_conflict, …',
  `sub_cause` LowCardinality(String) COMMENT 'Which of the ways that lead there: hot_key_in_block, …; empty where they are not told apart',
  `confidence` Float64 COMMENT '0 to 1; 1 is proved by stored data',
  `cost_ns` Nullable(UInt64) COMMENT 'Of kind slow: the time that it cost the transaction, nanoseconds; NULL for others',
  `title_en` LowCardinality(String) COMMENT 'In a few words, English',
  `title_zh` LowCardinality(String) COMMENT 'In a few words, Chinese',
  `summary_en` String COMMENT 'What happened, English',
  `summary_zh` String COMMENT 'What happened, Chinese',
  `chaincode` LowCardinality(String) COMMENT 'As in trace_summaries',
  `function` String COMMENT 'As in trace_summaries',
  `culprits.tx_id` Array(String) COMMENT 'Transactions that caused it, first in the ledger first',
  `culprits.height` Array(UInt64) COMMENT 'Their blocks',
  `culprits.tx_index` Array(UInt32) COMMENT 'Their positions in the blocks, from 0',
  `culprits.namespace` Array(LowCardinality(String)) COMMENT 'Chaincode of the key; empty when none',
  `culprits.collection` Array(LowCardinality(String)) COMMENT 'Private data collection; empty when none',
  `culprits.key` Array(String) COMMENT 'The key, printable; for a collection its SHA-256',
  `proof.label` Array(LowCardinality(String)) COMMENT 'Names of the facts that it rests on',
  `proof.value` Array(String) COMMENT 'Their values',
  `rule_version` UInt32 COMMENT 'Version of the rules that made the row',
  `seq` UInt64 COMMENT 'When it was made: Unix nanoseconds'
) AS
SELECT `network`, `channel`, `tx_id`, `height`, `tx_index`, `time`, `kind`, `code`, `sub_cause`, `confidence`, `cost_ns`, `title_en`, `title_zh`, `summary_en`, `summary_zh`, `chaincode`, `function`, `culprits.tx_id`, `culprits.height`, `culprits.tx_index`, `culprits.namespace`, `culprits.collection`, `culprits.key`, `proof.label`, `proof.value`, `rule_version`, `seq`
FROM store.`diagnoses`
COMMENT 'Why transactions failed or were slow, and what is suspected: one row per finding. Made by `ledgerscope explain` with trace_summaries';

CREATE OR REPLACE VIEW default.`check_exceptions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `pass` String COMMENT 'Background pass that made the check; empty: made when the block was stored',
  `check` String COMMENT 'Name of the check',
  `state` String COMMENT 'unverified (no rule for it), unchecked (the node did not serve it) or failed',
  `from` UInt64 COMMENT 'First height',
  `to` UInt64 COMMENT 'One past the last height',
  `count` UInt64 COMMENT 'Checks, at least one for each height',
  `detail` String COMMENT 'Reason; for failed: what was expected and what was found'
) AS
WITH ranges AS (
  SELECT network, from, to, argMax(r.zone, r.seq) AS zone, argMax(r.revision, r.seq) AS revision,
    argMax(r.exceptions, r.seq) AS exceptions
  FROM store._ranges AS r GROUP BY network, from, to HAVING zone != 'reverted'
)
SELECT network, '' AS pass, e.check AS check, e.state AS state, e.from AS from, e.to AS to, e.count AS count, e.detail AS detail
FROM (SELECT network, arrayJoin(JSONExtract(exceptions, 'Array(Tuple(check String, state String, from UInt64, to UInt64, count UInt64, detail String))')) AS e FROM ranges WHERE exceptions != '[]')
UNION ALL
SELECT DISTINCT p.network, p.pass, p.check, p.state, p.from, p.to, p.count, p.detail
FROM (
  SELECT network, pass, revision, e.check AS check, e.state AS state, e.from AS from, e.to AS to, e.count AS count, e.detail AS detail FROM (
    SELECT s.network AS network, s.pass AS pass, s.revision AS revision, arrayJoin(JSONExtract(s.found, 'Array(Tuple(check String, state String, from UInt64, to UInt64, count UInt64, detail String))')) AS e
    FROM (
      SELECT network, pass, version, from, to, revision, argMax(t.exceptions, t.seq) AS found
      FROM store._passes AS t GROUP BY network, pass, version, from, to, revision HAVING found != '[]') AS s
    JOIN (SELECT network, pass, max(version) AS version FROM store._passes GROUP BY network, pass) AS newest
      ON newest.network = s.network AND newest.pass = s.pass AND newest.version = s.version)) AS p
ASOF JOIN (SELECT network, from, to, revision FROM ranges WHERE zone = 'final') AS r
  ON r.network = p.network AND r.revision = p.revision AND p.from >= r.from
WHERE r.to > p.from
COMMENT 'Checks on stored blocks with another outcome than verified, by neighbouring heights';

CREATE OR REPLACE VIEW default.`evm_token_balances` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `standard` LowCardinality(String) COMMENT 'erc20, erc721 or erc1155',
  `token` String COMMENT 'Contract of the token',
  `holder` String COMMENT 'Who holds; the zero address: minus what was made, plus what was destroyed',
  `token_id` UInt256 COMMENT 'ERC-721 and ERC-1155: id of the token; 0 for ERC-20',
  `balance` Int256 COMMENT 'Received less sent, in the token\'s smallest unit',
  `received` UInt256 COMMENT 'Received, in the token\'s smallest unit',
  `sent` UInt256 COMMENT 'Sent, in the token\'s smallest unit',
  `transfers` UInt64 COMMENT 'Transfers in or out; one to oneself counts twice',
  `height` UInt64 COMMENT 'Last block of the stretch of blocks in which it changed last'
) AS
SELECT network, standard, token, holder, token_id,
  reinterpretAsInt256(sum(m.received)) - reinterpretAsInt256(sum(m.sent)) AS balance,
  sum(m.received) AS received, sum(m.sent) AS sent, sum(m.transfers) AS transfers, max(m.height) AS height
FROM default.evm_token_movements AS m
GROUP BY network, standard, token, holder, token_id
COMMENT 'Balances of token holders as their transfers add up, in the final blocks that are stored and summed. Not the contract\'s word: rebasing tokens, tokens that mint without a Transfer log (deposits of wrapped ether) and blocks that are not stored make a difference, a negative balance among them';

CREATE OR REPLACE VIEW default.`evm_tokens` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `standard` LowCardinality(String) COMMENT 'erc20, erc721 or erc1155',
  `token` String COMMENT 'Contract of the token',
  `holders` UInt64 COMMENT 'Addresses with a balance above zero, the zero address left out',
  `supply` Int256 COMMENT 'Made less destroyed, in the token\'s smallest unit; over all ids',
  `transfers` UInt64 COMMENT 'Transfers',
  `height` UInt64 COMMENT 'Last block of the stretch of blocks in which it moved last',
  `name` Nullable(String) COMMENT 'What it calls itself; NULL: not known',
  `symbol` Nullable(String) COMMENT 'Its sign, in its own words; NULL: not known',
  `decimals` Nullable(UInt8) COMMENT 'One whole is 10^decimals of supply; NULL: not known'
) AS
SELECT t.network AS network, t.standard AS standard, t.token AS token, t.holders AS holders,
  t.supply AS supply, t.transfers AS transfers, t.height AS height, m.name AS name, m.symbol AS symbol,
  m.decimals AS decimals
FROM (
  SELECT network, standard, token,
    uniqExactIf(holder, balance > 0 AND holder != '0x0000000000000000000000000000000000000000') AS holders,
    -sumIf(balance, holder = '0x0000000000000000000000000000000000000000') AS supply, intDiv(sum(b.transfers), 2) AS transfers, max(b.height) AS height
  FROM default.evm_token_balances AS b
  GROUP BY network, standard, token
) AS t
LEFT JOIN (
  SELECT * FROM default.evm_token_metadata ORDER BY height DESC LIMIT 1 BY network, token
) AS m ON m.network = t.network AND m.token = t.token
COMMENT 'Tokens with their holders and supply, as their transfers add up (see evm_token_balances for what that means), and what they call themselves';

CREATE OR REPLACE VIEW default.`evm_native_transfers` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` String COMMENT 'Transaction hash',
  `trace_address` Array(UInt32) COMMENT 'Which call; empty: the transaction itself',
  `type` LowCardinality(String) COMMENT 'call, create, create2, selfdestruct or reward',
  `from` String COMMENT 'Who paid',
  `to` Nullable(String) COMMENT 'Who received',
  `value` UInt256 COMMENT 'In wei'
) AS
SELECT network, height, time, tx_index, ifNull(tx_hash, '') AS tx_hash, trace_address, type, `from`, `to`, value
FROM default.evm_traces AS t
WHERE NOT reverted AND value > 0 AND type IN ('call', 'create', 'create2', 'selfdestruct', 'reward')
COMMENT 'Transfers of the chain\'s own currency by transactions and the calls inside them, where traces are stored. Fees and withdrawals are not among them, nor what a failed call undid';

CREATE OR REPLACE VIEW default.`evm_native_balances` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `address` String COMMENT 'The account',
  `balance` UInt256 COMMENT 'In wei',
  `height` UInt64 COMMENT 'Block of the last transaction that changed it',
  `tx_index` UInt32 COMMENT 'Position of that transaction in the block, from 0'
) AS
SELECT d.network AS network, d.address AS address, any(d.balance)
    + sumIf(toUInt256(w.amount) * 1000000000, w.height >= d.last.1) AS balance,
  any(d.last.1) AS height, any(d.last.2) AS tx_index
FROM (
  SELECT network, address, max((s.height, s.tx_index)) AS last,
    argMax(reinterpretAsUInt256(reverse(unhex(substring(s.after, 3)))), (s.height, s.tx_index)) AS balance
  FROM default.evm_state_diffs AS s WHERE kind = 'balance' GROUP BY network, address
) AS d
LEFT JOIN default.evm_withdrawals AS w ON w.network = d.network AND w.address = d.address
GROUP BY d.network, d.address
COMMENT 'Balances in the chain\'s own currency of accounts that a stored state diff touched: what the node said after the last transaction that changed them, and withdrawals since. Rewards for blocks before the merge are not in them';

CREATE OR REPLACE VIEW default.`evm_signatures` ON CLUSTER `ledgerscope` (
  `kind` String COMMENT 'function, event or error',
  `selector` String COMMENT 'First four bytes of the signature\'s hash; of an event the whole hash',
  `signature` String COMMENT 'Name and types: transfer(address,uint256)'
) AS
SELECT kind,
  concat('0x', lower(hex(if(kind = 'event', keccak256(signature), substring(keccak256(signature), 1, 4))))) AS selector,
  signature
FROM (
  SELECT substring(line, 1, position(line, ' ') - 1) AS kind, substring(line, position(line, ' ') + 1) AS signature
  FROM (SELECT arrayJoin(splitByChar('\n', 'error AccessControlBadConfirmation()
error AccessControlEnforcedDefaultAdminDelay(uint48)
error AccessControlEnforcedDefaultAdminRules()
error AccessControlInvalidDefaultAdmin(address)
error AccessControlUnauthorizedAccount(address,bytes32)
error AccessManagedInvalidAuthority(address)
error AccessManagedRequiredDelay(address,uint32)
error AccessManagedUnauthorized(address)
error AccessManagerAlreadyScheduled(bytes32)
error AccessManagerBadConfirmation()
error AccessManagerExpired(bytes32)
error AccessManagerInvalidInitialAdmin(address)
error AccessManagerLockedFunction(bytes4)
error AccessManagerLockedRole(uint64)
error AccessManagerNotReady(bytes32)
error AccessManagerNotScheduled(bytes32)
error AccessManagerUnauthorizedAccount(address,uint64)
error AccessManagerUnauthorizedCall(address,address,bytes4)
error AccessManagerUnauthorizedCancel(address,address,address,bytes4)
error AccessManagerUnauthorizedConsume(address)
error AccessRestricted()
error AccountUnauthorized(address)
error AddressEmptyCode(address)
error BadContractSignature()
error BadFraction()
error BadReturnValueFromERC20OnTransfer(address,address,address,uint256)
error BadSignatureV(uint8)
error BeaconInvalidImplementation(address)
error CallerIsNotNewPotentialOwner(address)
error CallerIsNotOwner(address)
error CannotCancelOrder()
error ChannelClosed(address)
error ChannelOutOfRange(address)
error ChannelStatusAlreadySet(address,bool)
error CheckpointUnorderedInsertion()
error CloneArgumentsTooLong()
error ConduitAlreadyExists(address)
error ConsiderationCriteriaResolverOutOfRange()
error ConsiderationLengthNotEqualToTotalOriginal()
error ConsiderationNotMet(uint256,uint256,uint256)
error Create2EmptyBytecode()
error Create3EmptyBytecode()
error CriteriaNotEnabledForItem()
error CrosschainFungibleEmptyAddress()
error CrosschainMultiTokenEmptyAddress()
error CrosschainNonFungibleEmptyAddress()
error DelegateAndRevert(bool,bytes)
error DomainAlreadyRegistered(string)
error DomainIndexOutOfRange(bytes4,uint256,uint256)
error ECDSAInvalidSignature()
error ECDSAInvalidSignatureLength(uint256)
error ECDSAInvalidSignatureS(bytes32)
error ERC1155BatchTransferGenericFailure(address,address,address,uint256[],uint256[])
error ERC1155InsufficientBalance(address,uint256,uint256,uint256)
error ERC1155InvalidApprover(address)
error ERC1155InvalidArrayLength(uint256,uint256)
error ERC1155InvalidOperator(address)
error ERC1155InvalidReceiver(address)
error ERC1155InvalidSender(address)
error ERC1155MissingApprovalForAll(address,address)
error ERC1363ApproveFailed(address,uint256)
error ERC1363InvalidReceiver(address)
error ERC1363InvalidSpender(address)
error ERC1363TransferFailed(address,uint256)
error ERC1363TransferFromFailed(address,address,uint256)
error ERC1967InvalidAdmin(address)
error ERC1967InvalidBeacon(address)
error ERC1967InvalidImplementation(address)
error ERC1967NonPayable()
error ERC1967ProxyUninitialized()
error ERC20ExceededCap(uint256,uint256)
error ERC20ExceededSafeSupply(uint256,uint256)
error ERC20InsufficientAllowance(address,uint256,uint256)
error ERC20InsufficientBalance(address,uint256,uint256)
error ERC20InvalidApprover(address)
error ERC20InvalidCap(uint256)
error ERC20InvalidReceiver(address)
error ERC20InvalidSender(address)
error ERC20InvalidSpender(address)
error ERC20InvalidUnderlying(address)
error ERC2612ExpiredSignature(uint256)
error ERC2612InvalidSigner(address,address)
error ERC2771ForwarderExpiredRequest(uint48)
error ERC2771ForwarderInvalidSigner(address,address)
error ERC2771ForwarderMismatchedValue(uint256,uint256)
error ERC2771ForwarderNoRefundReceiver()
error ERC2771UntrustfulTarget(address,address)
error ERC2981InvalidDefaultRoyalty(uint256,uint256)
error ERC2981InvalidDefaultRoyaltyReceiver(address)
error ERC2981InvalidTokenRoyalty(uint256,uint256,uint256)
error ERC2981InvalidTokenRoyaltyReceiver(uint256,address)
error ERC3009InvalidAuthorizationTime(uint256,uint256)
error ERC3009InvalidSignature()
error ERC3009UsedAuthorization(address,bytes32)
error ERC3156ExceededMaxLoan(uint256)
error ERC3156InvalidReceiver(address)
error ERC3156UnsupportedToken(address)
error ERC4626ExceededMaxDeposit(address,uint256,uint256)
error ERC4626ExceededMaxMint(address,uint256,uint256)
error ERC4626ExceededMaxRedeem(address,uint256,uint256)
error ERC4626ExceededMaxWithdraw(address,uint256,uint256)
error ERC5267ExtensionsNotSupported()
error ERC5805FutureLookup(uint256,uint48)
error ERC6372InconsistentClock()
error ERC6909InsufficientAllowance(address,uint256,uint256,uint256)
error ERC6909InsufficientBalance(address,uint256,uint256,uint256)
error ERC6909InvalidApprover(address)
error ERC6909InvalidReceiver(address)
error ERC6909InvalidSender(address)
error ERC6909InvalidSpender(address)
error ERC721EnumerableForbiddenBatchMint()
error ERC721ExceededMaxBatchMint(uint256,uint256)
error ERC721ForbiddenBatchBurn()
error ERC721ForbiddenBatchMint()
error ERC721ForbiddenMint()
error ERC721IncorrectOwner(address,uint256,address)
error ERC721InsufficientApproval(address,uint256)
error ERC721InvalidApprover(address)
error ERC721InvalidOperator(address)
error ERC721InvalidOwner(address)
error ERC721InvalidReceiver(address)
error ERC721InvalidSender(address)
error ERC721NonexistentToken(uint256)
error ERC721OutOfBoundsIndex(address,uint256)
error ERC721UnsupportedToken(address)
error ERC7579AlreadyInstalledModule(uint256,address)
error ERC7579CannotDecodeFallbackData()
error ERC7579DecodingError()
error ERC7579HookModuleAlreadyPresent(address)
error ERC7579MismatchedModuleTypeId(uint256,address)
error ERC7579MissingFallbackHandler(bytes4)
error ERC7579UninstalledModule(uint256,address)
error ERC7579UnsupportedCallType(bytes1)
error ERC7579UnsupportedExecType(bytes1)
error ERC7579UnsupportedModuleType(uint256)
error ERC7786RecipientUnauthorizedGateway(address,bytes)
error Empty()
error EnforcedPause()
error EnumerableMapNonexistentBytesKey(bytes)
error EnumerableMapNonexistentKey(bytes32)
error Error(string)
error ExecuteError(uint256,bytes)
error ExpectedPause()
error FailedCall()
error FailedDeployment()
error FailedOp(uint256,string)
error FailedOpWithRevert(uint256,string,bytes)
error FieldNotPresentInBlockHeader(uint8)
error GovernorAlreadyCastVote(address)
error GovernorAlreadyInitializedLatestProposalId()
error GovernorAlreadyOverriddenVote(address)
error GovernorAlreadyQueuedProposal(uint256)
error GovernorDisabledDeposit()
error GovernorExceedRemainingWeight(address,uint256,uint256)
error GovernorInsufficientProposerVotes(address,uint256,uint256)
error GovernorInvalidProposalLength(uint256,uint256,uint256)
error GovernorInvalidQuorumFraction(uint256,uint256)
error GovernorInvalidQuorumTooLarge(uint256,uint256)
error GovernorInvalidSignature(address)
error GovernorInvalidSuperQuorumFraction(uint256,uint256)
error GovernorInvalidSuperQuorumTooSmall(uint256,uint256)
error GovernorInvalidVoteParams()
error GovernorInvalidVoteType()
error GovernorInvalidVotingPeriod(uint256)
error GovernorLockedIgnore()
error GovernorMismatchedNonce(uint256,uint256,uint256)
error GovernorNonexistentProposal(uint256)
error GovernorOnlyExecutor(address)
error GovernorPreventLateQuorumVoteExtensionTooLarge(uint256,uint256)
error GovernorProposalQueueingFailed(uint256)
error GovernorProposalQueueingNotRequired(uint256)
error GovernorRestrictedProposer(address)
error GovernorUnableToCancel(uint256,address)
error GovernorUnexpectedProposalState(uint256,uint8,bytes32)
error GovernorUnmetDelay(uint256,uint256)
error InexactFraction()
error InsufficientBalance(uint256,uint256)
error InsufficientNativeTokensSupplied()
error InteroperableAddressEmptyReferenceAndAddress()
error InteroperableAddressParsingError(bytes)
error Invalid1155BatchTransferEncoding()
error InvalidAccountNonce(address,uint256)
error InvalidBase58Char(bytes1)
error InvalidBase64Char(bytes1)
error InvalidBasicOrderParameterEncoding()
error InvalidBufferSize()
error InvalidCallToConduit(address)
error InvalidCliffDuration(uint64,uint64)
error InvalidConduit(bytes32,address)
error InvalidContractOrder(bytes32)
error InvalidController()
error InvalidCreator()
error InvalidERC721TransferAmount(uint256)
error InvalidFulfillmentComponentData()
error InvalidInitialOwner()
error InvalidInitialization()
error InvalidItemType()
error InvalidMsgValue(uint256)
error InvalidNativeOfferItem()
error InvalidProof()
error InvalidRestrictedOrder(bytes32)
error InvalidShortString()
error InvalidSignature()
error InvalidSigner()
error InvalidTime(uint256,uint256)
error LinkAlreadyRegistered(bytes)
error MerkleProofInvalidMultiproof()
error MerkleTreeUpdateInvalidIndex(uint256,uint256)
error MerkleTreeUpdateInvalidProof()
error MismatchedFulfillmentOfferAndConsiderationComponents(uint256)
error MissingFulfillmentComponentOnAggregation(uint8)
error MissingItemAmount()
error MissingOriginalConsiderationItems()
error MissingPrecompile(address)
error MultiSignerERC7913AlreadyExists(bytes)
error MultiSignerERC7913InvalidSigner(bytes)
error MultiSignerERC7913NonexistentSigner(bytes)
error MultiSignerERC7913UnreachableThreshold(uint64,uint64)
error MultiSignerERC7913WeightedInvalidWeight(bytes,uint64)
error MultiSignerERC7913WeightedMismatchedLength()
error MultiSignerERC7913ZeroThreshold()
error NativeTokenTransferGenericFailure(address,uint256)
error NewPotentialOwnerAlreadySet(address,address)
error NewPotentialOwnerIsZeroAddress(address)
error NoConduit()
error NoContract(address)
error NoPotentialOwnerCurrentlySet(address)
error NoReentrantCalls()
error NoSpecifiedOrdersAvailable()
error NotCrossChainCall()
error NotInitializing()
error OfferAndConsiderationRequiredOnFulfillment()
error OfferCriteriaResolverOutOfRange()
error OrderAlreadyFilled(bytes32)
error OrderCriteriaResolverOutOfRange(uint8)
error OrderIsCancelled(bytes32)
error OrderPartiallyFilled(bytes32)
error OutOfBounds()
error OutOfRangeAccess()
error OwnableInvalidOwner(address)
error OwnableUnauthorizedAccount(address)
error Panic(uint256)
error PartialFillsNotEnabledForOrder()
error PaymasterERC20FailedRefund(address,uint256,uint256,bytes)
error PaymasterUnauthorized(address)
error PostOpReverted(bytes)
error ProxyDeniedAdminAccess()
error RLPInvalidEncoding()
error RateLimitExceeded()
error ReentrancyGuardReentrantCall()
error SafeCastOverflowedIntDowncast(uint8,int256)
error SafeCastOverflowedIntToUint(int256)
error SafeCastOverflowedUintDowncast(uint8,uint256)
error SafeCastOverflowedUintToInt(uint256)
error SafeERC20FailedDecreaseAllowance(address,uint256,uint256)
error SafeERC20FailedOperation(address)
error SenderAddressResult(address)
error SignatureValidationFailed(address)
error SignerP256InvalidPublicKey(bytes32,bytes32)
error StringTooLong(string)
error StringsInsufficientHexLength(uint256,uint256)
error StringsInvalidAddressFormat()
error StringsInvalidChar()
error TStoreAlreadyActivated()
error TStoreNotSupported()
error TimelockInsufficientDelay(uint256,uint256)
error TimelockInvalidOperationLength(uint256,uint256,uint256)
error TimelockUnauthorizedCaller(address)
error TimelockUnexecutedPredecessor(bytes32)
error TimelockUnexpectedOperationState(bytes32,bytes32)
error TloadTestContractDeploymentFailed()
error TokenTransferGenericFailure(address,address,address,uint256,uint256)
error TrieProofTraversalError(uint8)
error UUPSUnauthorizedCallContext()
error UUPSUnsupportedProxiableUUID(bytes32)
error UnresolvedConsiderationCriteria(uint256,uint256)
error UnresolvedOfferCriteria(uint256,uint256)
error UnsupportedAttribute(bytes4)
error UnsupportedExecutionMode()
error UnusedItemParameters()
error VotesExpiredSignature(uint256)
error WrappedError(address,bytes4,bytes,bytes)
event AccessManagerIgnoredSet(address,bytes4,bool)
event AccountDeployed(bytes32,address,address,address)
event AddedInterface(address,bytes4)
event AddedOwner(address)
event AdminChanged(address,address)
event AffirmationCompleted(address,address,bytes32,bool)
event Approval(address,address,uint256)
event Approval(address,address,uint256,uint256)
event ApprovalForAll(address,address,bool)
event ApproveHash(bytes32,address)
event AssetProxyRegistered(bytes4,address)
event AuthorityUpdated(address)
event AuthorizationCanceled(address,bytes32)
event AuthorizationUsed(address,bytes32)
event AuthorizedAddressAdded(address,address)
event AuthorizedAddressRemoved(address,address)
event AuthorizedOperator(address,address)
event BaseDelaySet(uint32,uint32)
event BatchMetadataUpdate(uint256,uint256)
event BeaconUpgraded(address)
event BeforeExecution()
event BridgeCallTriggered(address,address,uint256,bytes)
event Burn(address,int24,int24,uint128,uint256,uint256)
event Burn(address,uint256,uint256,address)
event Burned(address,address,uint256,bytes,bytes)
event CallExecuted(bytes32,uint256,address,uint256,bytes)
event CallSalt(bytes32,bytes32)
event CallScheduled(bytes32,uint256,address,uint256,bytes,bytes32,uint256)
event Cancel(address,address,bytes,bytes,address,bytes32)
event CancelTransaction(bytes32,address,uint256,string,bytes,uint256)
event CancelUpTo(address,address,uint256)
event Cancelled(bytes32)
event ChainSpecificProxyCreationL2(address,address,bytes,uint256,uint256)
event ChangedDomainVerifier(address,bytes32,address,address)
event ChangedFallbackHandler(address)
event ChangedGuard(address)
event ChangedMasterCopy(address)
event ChangedModuleGuard(address)
event ChangedSafeMethod(address,bytes4,bytes32,bytes32)
event ChangedThreshold(uint256)
event ChannelUpdated(address,bool)
event Collect(address,address,int24,int24,uint128,uint128)
event Collect(uint256,address,uint256,uint256)
event Confirmation(address,uint256)
event ConfirmationTimeSet(uint256,uint256)
event ConsecutiveTransfer(uint256,uint256,address,address)
event ContractCreation(address)
event ContractURIUpdated()
event CoordinatorEndpointSet(address,string)
event CounterIncremented(uint256,address)
event CrosschainBurn(address,uint256,address)
event CrosschainControllerSet(address,bytes)
event CrosschainFungibleTransferReceived(bytes32,bytes,address,uint256)
event CrosschainFungibleTransferSent(bytes32,address,bytes,uint256)
event CrosschainMint(address,uint256,address)
event CrosschainMultiTokenTransferReceived(bytes32,bytes,address,uint256[],uint256[],bytes)
event CrosschainMultiTokenTransferSent(bytes32,address,bytes,uint256[],uint256[],bytes)
event CrosschainNonFungibleTransferReceived(bytes32,bytes,address,uint256)
event CrosschainNonFungibleTransferSent(bytes32,address,bytes,uint256)
event DecreaseLiquidity(uint256,uint128,uint256,uint256)
event DefaultAdminDelayChangeCanceled()
event DefaultAdminDelayChangeScheduled(uint48,uint48)
event DefaultAdminTransferCanceled()
event DefaultAdminTransferScheduled(address,uint48)
event DelegateChanged(address,address,address)
event DelegateVotesChanged(address,uint256,uint256)
event Deposit(address,address,uint256,uint256)
event Deposit(address,uint256)
event Deposited(address,uint256)
event DisabledModule(address)
event DomainRegistered(string,bytes4,uint256)
event EIP712DomainChanged()
event ERC1155OrderCancelled(address,uint256)
event ERC1155OrderFilled(uint8,address,address,uint256,address,uint256,address,uint256,uint128,address)
event ERC1155OrderPreSigned(uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[],uint128)
event ERC20PaymentReleased(address,address,uint256)
event ERC20Released(address,uint256)
event ERC6909DecimalsUpdated(uint256,uint8)
event ERC6909NameUpdated(uint256,string)
event ERC6909SymbolUpdated(uint256,string)
event ERC721OrderCancelled(address,uint256)
event ERC721OrderFilled(uint8,address,address,uint256,address,uint256,address,uint256,address)
event ERC721OrderPreSigned(uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[])
event ERC7579TryExecuteFail(uint256,bytes)
event ERC7913SignerAdded(bytes)
event ERC7913SignerRemoved(bytes)
event ERC7913SignerWeightChanged(bytes,uint64)
event ERC7913ThresholdSet(uint64)
event EnabledModule(address)
event EpochEnded(uint256,uint256,uint256,uint256,uint256)
event EpochFinalized(uint256,uint256,uint256)
event EtherReleased(uint256)
event ExchangeAdded(address)
event ExchangeRemoved(address)
event ExecuteTransaction(bytes32,address,uint256,string,bytes,uint256)
event ExecutedForwardRequest(address,uint256,bool)
event Execution(uint256)
event ExecutionFailed(bytes32)
event ExecutionFailure(bytes32,uint256)
event ExecutionFailure(uint256)
event ExecutionFromModuleFailure(address)
event ExecutionFromModuleSuccess(address)
event ExecutionSuccess(bytes32,uint256)
event FailedRelayedMessage(bytes32)
event Fill(address,address,bytes,bytes,bytes,bytes,bytes32,address,address,uint256,uint256,uint256,uint256,uint256)
event Flash(address,address,uint256,uint256,uint256,uint256)
event FunctionCallTimeLockRegistration(bytes4,address,bool,uint128)
event InCatastrophicFailureMode(address)
event InboxMessageDelivered(uint256,bytes)
event InboxMessageDeliveredFromOrigin(uint256)
event InboxToggle(address,bool)
event IncreaseLiquidity(uint256,uint128,uint256,uint256)
event Initialize(uint160,int24)
event Initialized(uint64)
event Initialized(uint8)
event InterfaceImplementerSet(address,bytes32,address)
event L2ToL1Transaction(address,address,uint256,uint256,uint256,uint256,uint256,uint256,uint256,bytes)
event L2ToL1Tx(address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes)
event LateQuorumVoteExtensionSet(uint64,uint64)
event LimitOrderFilled(bytes32,address,address,address,address,address,uint128,uint128,uint128,uint256,bytes32)
event LinkRegistered(address,bytes)
event LiquidityProviderSwap(address,address,uint256,uint256,address,address)
event MakerStakingPoolSet(address,bytes32)
event ManagerChanged(address,address)
event MessageDelivered(uint256,bytes32,address,uint8,address,bytes32,uint256,uint64)
event MessageSent(bytes32,bytes,bytes,bytes,uint256,bytes[])
event MetaTransactionExecuted(bytes32,bytes4,address,address)
event MetadataUpdate(uint256)
event Migrated(address,address,address)
event MinDelayChange(uint256,uint256)
event Mint(address,address,int24,int24,uint128,uint256,uint256)
event Mint(address,uint256,uint256)
event Minted(address,address,uint256,bytes,bytes)
event ModuleInstalled(uint256,address)
event ModuleUninstalled(uint256,address)
event MoveStake(address,uint256,uint8,bytes32,uint8,bytes32)
event NewAdmin(address)
event NewConduit(address,bytes32)
event NewDelay(uint256)
event NewPendingAdmin(address)
event OperationCanceled(bytes32,uint32)
event OperationExecuted(bytes32,uint32)
event OperationScheduled(bytes32,uint32,uint48,address,address,bytes)
event OperatorSet(address,address,bool)
event OperatorShareDecreased(bytes32,uint32,uint32)
event OrderCancelled(bytes32,address)
event OrderCancelled(bytes32,address,address)
event OrderFulfilled(bytes32,address,address,address,(uint8,address,uint256,uint256)[],(uint8,address,uint256,uint256,address)[])
event OrderSignerRegistered(address,address,bool)
event OrderValidated(bytes32,(address,address,(uint8,address,uint256,uint256,uint256)[],(uint8,address,uint256,uint256,uint256,address)[],uint8,uint256,uint256,bytes32,uint256,bytes32,uint256))
event OrdersMatched(bytes32[])
event OtcOrderFilled(bytes32,address,address,address,address,uint128,uint128)
event OutBoxTransactionExecuted(address,address,uint256,uint256)
event OutboxToggle(address,bool)
event OverrideVoteCast(address,uint256,uint8,uint256,string)
event OwnerAddition(address)
event OwnerRemoval(address)
event OwnershipTransferStarted(address,address)
event OwnershipTransferred(address,address)
event OwnershipTransferred(address,address,address)
event PairCancelledLimitOrders(address,address,address,uint256)
event PairCancelledRfqOrders(address,address,address,uint256)
event PairCreated(address,address,address,uint256)
event ParamsSet(uint256,uint32,uint256,uint256,uint256)
event Paused(address)
event PayeeAdded(address,uint256)
event PaymentReceived(address,uint256)
event PaymentReleased(address,uint256)
event Permit(address,address,address,uint160,uint48,uint48)
event PoolCreated(address,address,uint24,int24,address)
event PostOpRevertReason(bytes32,address,uint256,bytes)
event PotentialOwnerUpdated(address)
event ProposalCanceled(uint256)
event ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)
event ProposalExecuted(uint256)
event ProposalExtended(uint256,uint64)
event ProposalGuardianSet(address,address)
event ProposalQueued(uint256,uint256)
event ProposalThresholdSet(uint256,uint256)
event ProtocolFeeCollectorAddress(address,address)
event ProtocolFeeMultiplier(uint256,uint256)
event ProxyCreation(address)
event ProxyCreation(address,address)
event ProxyCreationL2(address,address,bytes,uint256)
event ProxyFunctionUpdated(bytes4,address,address)
event QueueTransaction(bytes32,address,uint256,string,bytes,uint256)
event QuorumNumeratorUpdated(uint256,uint256)
event QuoteSignerUpdated(address)
event RefundsClosed()
event RefundsEnabled()
event RelayedMessage(address,address,bytes32,bool)
event RelayedMessage(bytes32)
event RemovedInterface(address,bytes4)
event RemovedOwner(address)
event RequirementChange(uint256)
event Revocation(address,uint256)
event RevokedOperator(address,address)
event RewardsPaid(uint256,bytes32,uint256,uint256)
event RfqOrderFilled(bytes32,address,address,address,address,uint128,uint128,bytes32)
event RfqOrderOriginsAllowed(address,address[],bool)
event RoleAdminChanged(bytes32,bytes32,bytes32)
event RoleAdminChanged(uint64,uint64)
event RoleGrantDelayChanged(uint64,uint32,uint48)
event RoleGranted(bytes32,address,address)
event RoleGranted(uint64,address,uint32,uint48,bool)
event RoleGuardianChanged(uint64,uint64)
event RoleLabel(uint64,string)
event RoleRevoked(bytes32,address,address)
event RoleRevoked(uint64,address)
event SafeModuleTransaction(address,address,uint256,bytes,uint8)
event SafeMultiSigTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes,bytes)
event SafeReceived(address,uint256)
event SafeSetup(address,address[],uint256,address,address)
event SendMerkleUpdate(uint256,bytes32,uint256)
event SendRootUpdated(bytes32,bytes32)
event Sent(address,address,address,uint256,bytes,bytes)
event SentMessage(address,address,bytes,uint256,uint256)
event SequencerInboxUpdated(address)
event SignMsg(bytes32)
event SignatureAggregatorChanged(address)
event SignatureValidatorApproval(address,address,bool)
event SimpleAccountInitialized(address,address)
event Snapshot(uint256)
event Stake(address,uint256)
event StakeLocked(address,uint256,uint256)
event StakeUnlocked(address,uint256)
event StakeWithdrawn(address,address,uint256)
event StakingContractAttachedToProxy(address)
event StakingContractDetachedFromProxy()
event StakingPoolCreated(bytes32,address,uint32)
event StakingPoolEarnedRewardsInEpoch(uint256,bytes32)
event StakingProxySet(address)
event Submission(uint256)
event SuperQuorumNumeratorUpdated(uint256,uint256)
event Swap(address,address,int256,int256,uint160,uint128,int24)
event Swap(address,uint256,uint256,uint256,uint256,address)
event Sync(uint112,uint112)
event TargetAdminDelayUpdated(address,uint32,uint48)
event TargetClosed(address,bool)
event TargetFunctionRoleUpdated(address,bytes4,uint64)
event TimeLockChange(uint256)
event TimelockChange(address,address)
event TransactionExecution(bytes32)
event Transfer(address,address,address,uint256,uint256)
event Transfer(address,address,uint256)
event TransferBatch(address,address,address,uint256[],uint256[])
event TransferSingle(address,address,address,uint256,uint256)
event TransformedERC20(address,address,address,uint256,uint256)
event TransformerDeployerUpdated(address)
event URI(string,uint256)
event Unpaused(address)
event Unstake(address,uint256)
event Upgraded(address)
event UserOperationEvent(bytes32,address,address,uint256,bool,uint256,uint256)
event UserOperationGuaranteed(bytes32,address,uint256)
event UserOperationPrefundTooLow(bytes32,address,uint256)
event UserOperationRevertReason(bytes32,address,uint256,bytes)
event UserOperationSponsored(bytes32,address,uint256,uint256)
event UserRequestForAffirmation(bytes32,bytes)
event UserRequestForSignature(bytes32,bytes)
event VoteCast(address,uint256,uint8,uint256,string)
event VoteCastWithParams(address,uint256,uint8,uint256,string,bytes)
event VoteReduced(address,uint256,uint8,uint256)
event VotingDelaySet(uint256,uint256)
event VotingPeriodSet(uint256,uint256)
event Withdraw(address,address,address,uint256,uint256)
event Withdraw(address,uint256)
event Withdrawal(address,uint256)
event Withdrawn(address,address,uint256)
event Withdrawn(address,uint256)
event ZrxProxySet(address)
function ADMIN_ROLE()
function ARBSYS()
function BALLOT_TYPEHASH()
function CANCELLER_ROLE()
function CLOCK_MODE()
function COUNTING_MODE()
function CROSSCHAIN_ALIAS()
function DEFAULT_ADMIN_ROLE()
function DOMAIN_SEPARATOR()
function DOMAIN_SEPARATOR_TYPEHASH()
function EIP1271_MAGIC_VALUE()
function EIP712_COORDINATOR_APPROVAL_SCHEMA_HASH()
function EIP712_COORDINATOR_DOMAIN_HASH()
function EIP712_COORDINATOR_DOMAIN_NAME()
function EIP712_COORDINATOR_DOMAIN_VERSION()
function EIP712_EXCHANGE_DOMAIN_HASH()
function ERC1155_BATCH_RECEIVED()
function ERC1155_RECEIVED()
function EXCHANGE_V2_ORDER_ID()
function EXECUTOR_ROLE()
function EXTENDED_BALLOT_TYPEHASH()
function GRACE_PERIOD()
function MAXIMUM_DELAY()
function MAX_MINT_AMOUNT()
function MAX_OWNER_COUNT()
function MIGRATION_SINGLETON()
function MINIMUM_DELAY()
function MINTER_ROLE()
function NAME()
function OUTBOX_VERSION()
function OVERRIDE_BALLOT_TYPEHASH()
function PAUSER_ROLE()
function PAYMASTER_DATA_OFFSET()
function PAYMASTER_POSTOP_GAS_OFFSET()
function PAYMASTER_VALIDATION_GAS_OFFSET()
function PROPOSER_ROLE()
function PUBLIC_ROLE()
function SAFE_FALLBACK_HANDLER()
function SAFE_L2_SINGLETON()
function SAFE_MSG_TYPEHASH()
function SAFE_SINGLETON()
function SAFE_TX_TYPEHASH()
function SENTINEL_MODULES()
function SENTINEL_OWNERS()
function TIMELOCK_ADMIN_ROLE()
function UPGRADE_INTERFACE_VERSION()
function VERSION()
function __acceptAdmin()
function __activateTstore()
function _fillLimitOrder((address,address,uint128,uint128,uint128,address,address,address,address,bytes32,uint64,uint256),(uint8,uint8,bytes32,bytes32),uint128,address,address)
function _fillOtcOrder((address,address,uint128,uint128,address,address,address,uint256),(uint8,uint8,bytes32,bytes32),uint128,address,bool,address)
function _fillRfqOrder((address,address,uint128,uint128,address,address,address,bytes32,uint64,uint256),(uint8,uint8,bytes32,bytes32),uint128,address,bool,address)
function _sellHeldTokenForTokenToUniswapV3(bytes,uint256,uint256,address)
function _transformERC20((address,address,address,uint256,uint256,(uint32,bytes)[],bool,address))
function acceptAdmin()
function acceptDefaultAdminTransfer()
function acceptOwnership()
function acceptOwnership(address)
function accessManager()
function accountId()
function accountImplementation()
function activeOutbox()
function addAuthorizedAddress(address)
function addDeposit()
function addExchangeAddress(address)
function addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)
function addLiquidityETH(address,uint256,uint256,uint256,address,uint256)
function addOwner(address)
function addOwnerWithThreshold(address,uint256)
function addStake(uint32)
function addSupportedInterfaceBatch(bytes4,bytes32[])
function admin()
function aggregate((address,bytes)[])
function aggregate3((address,bool,bytes)[])
function aggregateSignatures((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes)[])
function aggregatedStatsByEpoch(uint256)
function allowance(address,address)
function allowance(address,address,uint256)
function allowedDelayedInboxList(uint256)
function allowedDelayedInboxes(address)
function allowedOutboxList(uint256)
function allowedOutboxes(address)
function allowedValidators(address,address)
function approve(address,uint256)
function approve(address,uint256,uint256)
function approveAndCall(address,uint256)
function approveAndCall(address,uint256,bytes)
function approveHash(bytes32)
function approveMakerAssetProxy(bytes)
function approveToken(address,address,uint256)
function approvedHashes(address,bytes32)
function arbBlockHash(uint256)
function arbBlockNumber()
function arbChainID()
function arbOSVersion()
function assertValidCoordinatorApprovals((uint256,uint256,uint256,address,bytes),address,bytes,bytes[])
function assertValidStorageParams()
function asset()
function assetProxies(bytes4)
function attachStakingContract(address)
function authorities(uint256)
function authority()
function authorizationState(address,bytes32)
function authorizeOperator(address)
function authorized(address)
function balanceOf(address)
function balanceOf(address,uint256)
function balanceOf(bytes,address)
function balanceOfAt(address,uint256)
function balanceOfBatch(address[],uint256[])
function balanceOfZrxVault()
function baseDelaySeconds()
function batchBuyERC1155s((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[],uint128)[],(uint8,uint8,bytes32,bytes32)[],uint128[],bytes[],bool)
function batchBuyERC721s((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[])[],(uint8,uint8,bytes32,bytes32)[],bytes[],bool)
function batchCancelERC1155Orders(uint256[])
function batchCancelERC721Orders(uint256[])
function batchCancelLimitOrders((address,address,uint128,uint128,uint128,address,address,address,address,bytes32,uint64,uint256)[])
function batchCancelOrders((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[])
function batchCancelPairLimitOrders(address[],address[],uint256[])
function batchCancelPairLimitOrdersWithSigner(address,address[],address[],uint256[])
function batchCancelPairRfqOrders(address[],address[],uint256[])
function batchCancelPairRfqOrdersWithSigner(address,address[],address[],uint256[])
function batchCancelRfqOrders((address,address,uint128,uint128,address,address,address,bytes32,uint64,uint256)[])
function batchExecute(bytes[])
function batchExecuteMetaTransactions((address,address,uint256,uint256,uint256,uint256,bytes,uint256,address,uint256)[],(uint8,uint8,bytes32,bytes32)[])
function batchExecuteTransactions((uint256,uint256,uint256,address,bytes)[],bytes[])
function batchFillLimitOrders((address,address,uint128,uint128,uint128,address,address,address,address,bytes32,uint64,uint256)[],(uint8,uint8,bytes32,bytes32)[],uint128[],bool)
function batchFillOrKillOrders((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],uint256[],bytes[])
function batchFillOrders((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],uint256[],bytes[])
function batchFillOrdersNoThrow((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],uint256[],bytes[])
function batchFillRfqOrders((address,address,uint128,uint128,address,address,address,bytes32,uint64,uint256)[],(uint8,uint8,bytes32,bytes32)[],uint128[],bool)
function batchFillTakerSignedOtcOrders((address,address,uint128,uint128,address,address,address,uint256)[],(uint8,uint8,bytes32,bytes32)[],(uint8,uint8,bytes32,bytes32)[],bool[])
function batchGetLimitOrderRelevantStates((address,address,uint128,uint128,uint128,address,address,address,address,bytes32,uint64,uint256)[],(uint8,uint8,bytes32,bytes32)[])
function batchGetRfqOrderRelevantStates((address,address,uint128,uint128,address,address,address,bytes32,uint64,uint256)[],(uint8,uint8,bytes32,bytes32)[])
function beginDefaultAdminTransfer(address)
function beneficiary()
function beneficiaryWithdraw()
function blockTransfer(bool)
function blocked()
function bridge()
function burn(address)
function burn(address,uint256)
function burn(address,uint256,uint256)
function burn(uint256)
function burn(uint256,bytes)
function burnBatch(address,uint256[],uint256[])
function burnFrom(address,uint256)
function buyERC1155((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[],uint128),(uint8,uint8,bytes32,bytes32),uint128,bytes)
function buyERC721((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[]),(uint8,uint8,bytes32,bytes32),bytes)
function calculateCreateProxyWithNonceAddress(address,bytes,uint256)
function calculateItemHash(address,address,uint256,uint256,uint256,uint256,bytes)
function calculateMerkleRoot(bytes32[],uint256,bytes32)
function calculateRetryableSubmissionFee(uint256,uint256)
function canCall(address,address,bytes4)
function canImplementInterfaceForAddress(bytes32,address)
function cancel((address,address,(uint8,address,uint256,uint256,uint256)[],(uint8,address,uint256,uint256,uint256,address)[],uint8,uint256,uint256,bytes32,uint256,bytes32,uint256)[])
function cancel(address,address,bytes)
function cancel(address[],uint256[],bytes[],bytes32)
function cancel(bytes32)
function cancel(uint256)
function cancelAuthorization(address,bytes32,bytes)
function cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)
function cancelDefaultAdminTransfer()
function cancelERC1155Order(uint256)
function cancelERC721Order(uint256)
function cancelLimitOrder((address,address,uint128,uint128,uint128,address,address,address,address,bytes32,uint64,uint256))
function cancelOrder((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes))
function cancelOrdersUpTo(uint256)
function cancelOwnershipTransfer(address)
function cancelPairLimitOrders(address,address,uint256)
function cancelPairLimitOrdersWithSigner(address,address,address,uint256)
function cancelPairRfqOrders(address,address,uint256)
function cancelPairRfqOrdersWithSigner(address,address,address,uint256)
function cancelRfqOrder((address,address,uint128,uint128,address,address,address,bytes32,uint64,uint256))
function cancelTransaction(address,uint256,string,bytes,uint256)
function cancelled(bytes32)
function cap()
function castOverrideVote(uint256,uint8,string)
function castOverrideVoteBySig(uint256,uint8,address,string,bytes)
function castVote(uint256,uint8)
function castVoteBySig(uint256,uint8,address,bytes)
function castVoteBySig(uint256,uint8,uint8,bytes32,bytes32)
function castVoteWithReason(uint256,uint8,string)
function castVoteWithReasonAndParams(uint256,uint8,string,bytes)
function castVoteWithReasonAndParamsBySig(uint256,uint8,address,string,bytes,bytes)
function castVoteWithReasonAndParamsBySig(uint256,uint8,string,bytes,uint8,bytes32,bytes32)
function chaiBridgeAddress()
function changeAdmin(address)
function changeDefaultAdminDelay(uint48)
function changeMasterCopy(address)
function changeProxyAdmin(address,address)
function changeRequirement(uint256)
function changeThreshold(uint256)
function changeTimeLock(uint256)
function checkBrokerAsset(uint256,bytes)
function checkNSignatures(address,bytes32,bytes,uint256)
function checkNSignatures(bytes32,bytes,bytes,uint256)
function checkSignatures(address,bytes32,bytes)
function checkSignatures(bytes32,bytes,bytes)
function checkpoints(address,uint32)
function cliff()
function clock()
function close()
function cobbDouglasAlphaDenominator()
function cobbDouglasAlphaNumerator()
function collect((uint256,address,uint128,uint128))
function computeRewardBalanceOfDelegator(bytes32,address)
function computeRewardBalanceOfOperator(bytes32)
function confirmTransaction(uint256)
function confirmationTimes(uint256)
function confirmations(uint256,address)
function consumeScheduledOp(address,bytes)
function contractURI()
function controller()
function convertToAssets(uint256)
function convertToShares(uint256)
function create(string,bool)
function createAccount(address,uint256)
function createAndAddModules(address,bytes)
function createChainSpecificProxyWithNonce(address,bytes,uint256)
function createChainSpecificProxyWithNonceL2(address,bytes,uint256)
function createConduit(bytes32,address)
function createPair(address,address)
function createProxy(address,bytes)
function createProxyWithCallback(address,bytes,uint256,address)
function createProxyWithNonce(address,bytes,uint256)
function createProxyWithNonceL2(address,bytes,uint256)
function createRetryableTicket(address,uint256,uint256,address,address,uint256,uint256,bytes)
function createSender(bytes)
function createStakingPool(uint32,bool)
function createTransformWallet()
function createWithType(uint256,string)
function creators(uint256)
function crosschainBurn(address,uint256)
function crosschainMint(address,uint256)
function crosschainTransfer(bytes,uint256)
function crosschainTransferFrom(address,bytes,uint256)
function crosschainTransferFrom(address,bytes,uint256,uint256)
function crosschainTransferFrom(address,bytes,uint256,uint256,bytes)
function crosschainTransferFrom(address,bytes,uint256[],uint256[])
function crosschainTransferFrom(address,bytes,uint256[],uint256[],bytes)
function currentContextAddress()
function currentEpoch()
function currentEpochStartTimeInSeconds()
function decimals()
function decimals(uint256)
function decodeAssetProxyId(bytes)
function decodeERC1155AssetData(bytes)
function decodeERC20AssetData(bytes)
function decodeERC20BridgeAssetData(bytes)
function decodeERC721AssetData(bytes)
function decodeMultiAssetData(bytes)
function decodeOrdersFromFillData(bytes)
function decodeStaticCallAssetData(bytes)
function decodeZeroExTransactionData(bytes)
function decreaseAllowance(address,uint256)
function decreaseLiquidity((uint256,uint128,uint256,uint256,uint256))
function decreaseStakingPoolOperatorShare(bytes32,uint32)
function defaultAdmin()
function defaultAdminDelay()
function defaultAdminDelayIncreaseWait()
function defaultOperators()
function delay()
function delayedInboxAccs(uint256)
function delayedMessageCount()
function delegate(address)
function delegateAndRevert(address,bytes)
function delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)
function delegates(address)
function deposit()
function deposit(address)
function deposit(uint256,address)
function depositEth()
function depositFor(address,uint256)
function depositFor(address,uint256[])
function depositFrom(address,uint256)
function depositTo(address)
function depositsOf(address)
function destinationChainId()
function detachProtocolFeeCollector()
function detachStakingContract()
function disableModule(address,address)
function domainSeparator()
function domainVerifiers(address,bytes32)
function duration()
function dydxBridgeAddress()
function eip712Domain()
function enableModule(address)
function enableRefunds()
function encodeERC1155AssetData(address,uint256[],uint256[],bytes)
function encodeERC20AssetData(address)
function encodeERC721AssetData(address,uint256)
function encodeMessageDataForSafe(address,bytes)
function encodeMultiAssetData(uint256[],bytes[])
function encodeStaticCallAssetData(address,bytes,bytes32)
function encodeTransactionData(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,uint256)
function end()
function endEpoch()
function enqueueDelayedMessage(uint8,address,bytes32)
function enqueueSequencerMessage(bytes32,uint256,uint256,uint256)
function enterCatastrophicFailure()
function entryPoint()
function epochDurationInSeconds()
function erc1155ProxyAddress()
function erc20ProxyAddress()
function erc721ProxyAddress()
function exactInput((bytes,address,uint256,uint256))
function exactInput((bytes,address,uint256,uint256,uint256))
function exactInputSingle((address,address,uint24,address,uint256,uint256,uint160))
function exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))
function exactOutput((bytes,address,uint256,uint256,uint256))
function exactOutputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))
function exchangeAddress()
function execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)
function execTransactionFromModule(address,uint256,bytes,uint8)
function execTransactionFromModuleReturnData(address,uint256,bytes,uint8)
function execute((address,address,uint256,uint256,uint256,bytes),bytes)
function execute((address,address,uint256,uint256,uint48,bytes,bytes))
function execute((uint8,address,address,address,uint256,uint256)[])
function execute(address,bytes)
function execute(address,uint256,bytes)
function execute(address,uint256,bytes,bytes32,bytes32)
function execute(address[],uint256[],bytes[],bytes32)
function execute(bytes,bytes[])
function execute(bytes,bytes[],uint256)
function execute(bytes32,bytes)
function execute(uint256)
function executeBatch((address,address,uint256,uint256,uint48,bytes,bytes)[],address)
function executeBatch((address,uint256,bytes)[])
function executeBatch(address[],uint256[],bytes[],bytes32,bytes32)
function executeBatch1155((address,address,address,uint256[],uint256[])[])
function executeCall(address,uint256,bytes)
function executeFromExecutor(bytes32,bytes)
function executeMetaTransaction((address,address,uint256,uint256,uint256,uint256,bytes,uint256,address,uint256),(uint8,uint8,bytes32,bytes32))
function executeTransaction((uint256,uint256,uint256,address,bytes),address,bytes,bytes[])
function executeTransaction((uint256,uint256,uint256,address,bytes),bytes)
function executeTransaction(address,uint256,string,bytes,uint256)
function executeTransaction(bytes32[],uint256,address,address,uint256,uint256,uint256,uint256,bytes)
function executeTransaction(uint256)
function executeTransactionSimulation(uint256,address,address,uint256,uint256,uint256,uint256,bytes)
function executeUserOp((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes),bytes32)
function executeWithBatch1155((uint8,address,address,address,uint256,uint256)[],(address,address,address,uint256[],uint256[])[])
function exists(uint256)
function expiration()
function extend(bytes4,address)
function failedMessageDataHash(bytes32)
function failedMessageReceiver(bytes32)
function failedMessageSender(bytes32)
function fillLimitOrder((address,address,uint128,uint128,uint128,address,address,address,address,bytes32,uint64,uint256),(uint8,uint8,bytes32,bytes32),uint128)
function fillOrKillLimitOrder((address,address,uint128,uint128,uint128,address,address,address,address,bytes32,uint64,uint256),(uint8,uint8,bytes32,bytes32),uint128)
function fillOrKillOrder((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes),uint256,bytes)
function fillOrKillRfqOrder((address,address,uint128,uint128,address,address,address,bytes32,uint64,uint256),(uint8,uint8,bytes32,bytes32),uint128)
function fillOrder((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes),uint256,bytes)
function fillOtcOrder((address,address,uint128,uint128,address,address,address,uint256),(uint8,uint8,bytes32,bytes32),uint128)
function fillOtcOrderForEth((address,address,uint128,uint128,address,address,address,uint256),(uint8,uint8,bytes32,bytes32),uint128)
function fillOtcOrderWithEth((address,address,uint128,uint128,address,address,address,uint256),(uint8,uint8,bytes32,bytes32))
function fillRfqOrder((address,address,uint128,uint128,address,address,address,bytes32,uint64,uint256),(uint8,uint8,bytes32,bytes32),uint128)
function fillTakerSignedOtcOrder((address,address,uint128,uint128,address,address,address,uint256),(uint8,uint8,bytes32,bytes32),(uint8,uint8,bytes32,bytes32))
function fillTakerSignedOtcOrderForEth((address,address,uint128,uint128,address,address,address,uint256),(uint8,uint8,bytes32,bytes32),(uint8,uint8,bytes32,bytes32))
function filled(bytes32)
function finalizePool(bytes32)
function flashFee(address,uint256)
function flashLoan(address,address,uint256,bytes)
function fulfillBasicOrder((address,uint256,uint256,address,address,address,uint256,uint256,uint8,uint256,uint256,bytes32,uint256,bytes32,bytes32,uint256,(uint256,address)[],bytes))
function fulfillBasicOrder_efficient_6GL6yc((address,uint256,uint256,address,address,address,uint256,uint256,uint8,uint256,uint256,bytes32,uint256,bytes32,bytes32,uint256,(uint256,address)[],bytes))
function fulfillOrder(((address,address,(uint8,address,uint256,uint256,uint256)[],(uint8,address,uint256,uint256,uint256,address)[],uint8,uint256,uint256,bytes32,uint256,bytes32,uint256),bytes),bytes32)
function functionCallTimeLocks(bytes4,address)
function gateway()
function getAccess(uint64,address)
function getActions(uint256)
function getAddress(address,uint256)
function getAmountsOut(uint256,address[])
function getApproved(uint256)
function getAssetProxy(bytes4)
function getAssetProxyAllowance(address,bytes)
function getAuctionDetails((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes))
function getAuthorizedAddresses()
function getBalance(address,bytes)
function getBalanceAndAllowance(address,bytes)
function getBalanceAndAssetProxyAllowance(address,bytes)
function getBalancesAndAllowances(address,bytes[])
function getBatchAssetProxyAllowances(address,bytes[])
function getBatchBalances(address,bytes[])
function getBatchBalancesAndAssetProxyAllowances(address,bytes[])
function getChainId()
function getChannel(address,uint256)
function getChannelStatus(address,address)
function getChannels(address)
function getConduit(bytes32)
function getConduitCodeHashes()
function getConfirmationCount(uint256)
function getConfirmations(uint256)
function getContractOffererNonce(address)
function getCoordinatorApprovalHash((address,bytes32,bytes))
function getCoordinatorEndpoint(address)
function getCounter(address)
function getCurrentEpochEarliestEndTimeInSeconds()
function getCurrentVotes(address)
function getDeposit()
function getDepositInfo(address)
function getDomain(bytes4,uint256)
function getDomainSeparatorV4()
function getDomains(bytes4)
function getERC1155OrderHash((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[],uint128))
function getERC1155OrderInfo((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[],uint128))
function getERC721OrderHash((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[]))
function getERC721OrderStatus((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[]))
function getERC721OrderStatusBitVector(address,uint248)
function getERC721TokenOwner(address,uint256)
function getEthBalances(address[])
function getGlobalStakeByStatus(uint8)
function getInterfaceImplementer(address,bytes32)
function getKey(address)
function getLimitOrderHash((address,address,uint128,uint128,uint128,address,address,address,address,bytes32,uint64,uint256))
function getLimitOrderInfo((address,address,uint128,uint128,uint128,address,address,address,address,bytes32,uint64,uint256))
function getLimitOrderRelevantState((address,address,uint128,uint128,uint128,address,address,address,address,bytes32,uint64,uint256),(uint8,uint8,bytes32,bytes32))
function getLink(bytes)
function getManager(address)
function getMessageHash(bytes)
function getMessageHashForSafe(address,bytes)
function getMetaTransactionExecutedBlock((address,address,uint256,uint256,uint256,uint256,bytes,uint256,address,uint256))
function getMetaTransactionHash((address,address,uint256,uint256,uint256,uint256,bytes,uint256,address,uint256))
function getMetaTransactionHashExecutedBlock(bytes32)
function getMinDelay()
function getModules()
function getModulesPaginated(address,uint256)
function getNonFungibleBaseType(uint256)
function getNonFungibleIndex(uint256)
function getNonce()
function getNonce(address)
function getNonce(address,uint192)
function getNonce(bytes32)
function getNonce(uint192)
function getNumberOfDomains(bytes4)
function getOperationState(bytes32)
function getOrderHash((address,address,(uint8,address,uint256,uint256,uint256)[],(uint8,address,uint256,uint256,uint256,address)[],uint8,uint256,uint256,bytes32,uint256,bytes32,uint256))
function getOrderHash((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes),uint256,address)
function getOrderInfo((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes))
function getOrderRelevantState((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes),bytes)
function getOrderRelevantStates((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],bytes[])
function getOrderStatus(bytes32)
function getOtcOrderHash((address,address,uint128,uint128,address,address,address,uint256))
function getOtcOrderInfo((address,address,uint128,uint128,address,address,address,uint256))
function getOwnerStakeByStatus(address,uint8)
function getOwners()
function getPackedUserOpTypeHash()
function getParams()
function getPastBalanceOf(address,uint256)
function getPastDelegate(address,uint256)
function getPastTotalSupply(uint256)
function getPastVotes(address,uint256)
function getPotentialOwner(address)
function getPriorVotes(address,uint256)
function getProposalId(address[],uint256[],bytes[],bytes32)
function getProtocolFeeMultiplier()
function getProxyAdmin(address)
function getProxyId()
function getProxyImplementation(address)
function getQuoteSigner()
function getReceipt(uint256,address)
function getReserves()
function getRfqOrderHash((address,address,uint128,uint128,address,address,address,bytes32,uint64,uint256))
function getRfqOrderInfo((address,address,uint128,uint128,address,address,address,bytes32,uint64,uint256))
function getRfqOrderRelevantState((address,address,uint128,uint128,address,address,address,bytes32,uint64,uint256),(uint8,uint8,bytes32,bytes32))
function getRoleAdmin(bytes32)
function getRoleAdmin(uint64)
function getRoleGrantDelay(uint64)
function getRoleGuardian(uint64)
function getRoleMember(bytes32,uint256)
function getRoleMemberCount(bytes32)
function getRoleMembers(bytes32)
function getRollbackEntryAtIndex(bytes4,uint256)
function getRollbackLength(bytes4)
function getSchedule(bytes32)
function getSenderAddress(bytes)
function getSignerAddress(bytes32,bytes)
function getSignerCount()
function getSigners(uint64,uint64)
function getSimulatedOrderMakerTransferResults((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes),address,uint256)
function getSimulatedOrderTransferResults((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes),address,uint256)
function getSimulatedOrdersTransferResults((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],address[],uint256[])
function getStakeDelegatedToPoolByOwner(address,bytes32)
function getStakingPool(bytes32)
function getStakingPoolStatsThisEpoch(bytes32)
function getStorageAt(uint256,uint256)
function getStorageGasAvailable()
function getTargetAdminDelay(address)
function getTargetFunctionRole(address,bytes4)
function getThreshold()
function getTimestamp(bytes32)
function getTotalChannels(address)
function getTotalStake(address)
function getTotalStakeDelegatedToPool(bytes32)
function getTraderInfo((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes),address)
function getTradersInfo((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes)[],address[])
function getTransactionCount(bool,bool)
function getTransactionHash((uint256,uint256,uint256,address,bytes),uint256,address)
function getTransactionHash(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,uint256)
function getTransactionIds(uint256,uint256,bool,bool)
function getTransferableAssetAmount(address,bytes)
function getTransformWallet()
function getTransformerDeployer()
function getUserOpHash((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes))
function getVotes(address)
function getVotes(address,uint256)
function getVotesWithParams(address,uint256,bytes)
function getWethContract()
function getZrxVault()
function grantRole(bytes32,address)
function grantRole(uint64,address,uint32)
function granularity()
function handleAggregatedOps(((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes)[],address,bytes)[],address)
function handleOps((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes)[],address)
function hasRole(bytes32,address)
function hasRole(uint64,address)
function hasVoted(uint256,address)
function hasVotedOverride(uint256,address)
function hashOperation(address,address,bytes)
function hashOperation(address,uint256,bytes,bytes32,bytes32)
function hashOperationBatch(address[],uint256[],bytes[],bytes32,bytes32)
function hashProposal(address[],uint256[],bytes[],bytes32)
function hook()
function implementation()
function implementsERC165Interface(address,bytes4)
function implementsERC165InterfaceNoCache(address,bytes4)
function increaseAllowance(address,uint256)
function increaseLiquidity((uint256,uint256,uint256,uint256,uint256,uint256))
function incrementCounter()
function incrementNonce(uint192)
function information()
function init()
function initEip7702Sender(address,bytes)
function initialize(address)
function initialize(address,address)
function innerHandleOp(bytes,((address,uint256,uint256,uint256,uint256,uint256,uint256,address,uint256,uint256),bytes32,uint256,uint256,uint256),bytes)
function installModule(uint256,address,bytes)
function interfaceHash(string)
function isAccessManagerIgnored(address,bytes4)
function isApprovedForAll(address,address)
function isConfirmed(uint256)
function isConsumingScheduledOp()
function isFungible(uint256)
function isInCatastrophicFailure()
function isModuleEnabled(address)
function isModuleInstalled(uint256,address,bytes)
function isModuleType(uint256)
function isNonFungible(uint256)
function isNonFungibleBaseType(uint256)
function isNonFungibleItem(uint256)
function isOperation(bytes32)
function isOperationDone(bytes32)
function isOperationPending(bytes32)
function isOperationReady(bytes32)
function isOperator(address,address)
function isOperatorFor(address,address)
function isOwner(address)
function isSigner(bytes)
function isSpent(uint256)
function isTargetClosed(address)
function isTopLevelCall()
function isTrustedForwarder(address)
function isValidHashSignature(bytes32,address,bytes)
function isValidOrderSignature((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes),bytes)
function isValidOrderSigner(address,address)
function isValidSignature(bytes,bytes)
function isValidSignature(bytes32,address,bytes)
function isValidSignature(bytes32,bytes)
function isValidSignatureWithSender(address,bytes32,bytes)
function isValidTransactionSignature((uint256,uint256,uint256,address,bytes),bytes)
function joinStakingPoolAsMaker(bytes32)
function l2ToL1Block()
function l2ToL1EthBlock()
function l2ToL1OutputId()
function l2ToL1Sender()
function l2ToL1Timestamp()
function labelRole(uint64,string)
function lastOtcTxOriginNonce(address,uint64)
function lastPoolId()
function lateQuorumVoteExtension()
function latestProposalId()
function mapL1SenderContractAddressToL2Alias(address,address)
function marketBuyOrdersFillOrKill((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],uint256,bytes[])
function marketBuyOrdersNoThrow((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],uint256,bytes[])
function marketBuyOrdersWithEth((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],uint256,bytes[],uint256[],address[])
function marketSellAmountWithEth((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],uint256,bytes[],uint256[],address[])
function marketSellOrdersFillOrKill((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],uint256,bytes[])
function marketSellOrdersNoThrow((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],uint256,bytes[])
function marketSellOrdersWithEth((address,address,address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes,bytes,bytes,bytes)[],bytes[],uint256[],address[])
function maxDeposit(address)
function maxFlashLoan(address)
function maxGasPerTx()
function maxIndex(uint256)
function maxMint(address)
function maxRedeem(address)
function maxWithdraw(address)
function messageCallStatus(bytes32)
function messageId()
function messageSender()
function messageSourceChainId()
function migrate(address,bytes,address)
function migrateFromV111(address,address)
function migrateL2Singleton()
function migrateL2WithFallbackHandler()
function migrateSingleton()
function migrateToL2(address)
function migrateWithFallbackHandler()
function minSetback()
function minimumPoolStake()
function mint((address,address,uint24,int24,int24,uint256,uint256,uint256,uint256,address,uint256))
function mint(address)
function mint(address,uint256)
function mint(address,uint256,uint256)
function mint(address,uint256,uint256,bytes)
function mint(uint256)
function mint(uint256,address)
function mintBatch(address,uint256[],uint256[],bytes)
function mintFungible(uint256,address[],uint256[])
function mintNonFungible(uint256,address[])
function moveStake((uint8,bytes32),(uint8,bytes32),uint256)
function multiSend(bytes)
function multicall(bytes32,bytes[])
function multicall(bytes[])
function multicall(uint256,bytes[])
function multiplexBatchSellEthForToken(address,(uint8,uint256,bytes)[],uint256)
function multiplexBatchSellTokenForEth(address,(uint8,uint256,bytes)[],uint256,uint256)
function multiplexBatchSellTokenForToken(address,address,(uint8,uint256,bytes)[],uint256,uint256)
function multiplexMultiHopSellEthForToken(address[],(uint8,bytes)[],uint256)
function multiplexMultiHopSellTokenForEth(address[],(uint8,bytes)[],uint256,uint256)
function multiplexMultiHopSellTokenForToken(address[],(uint8,bytes)[],uint256,uint256)
function myCallersAddressWithoutAliasing()
function name()
function name(uint256)
function nonce()
function nonceSequenceNumber(address,uint192)
function nonces(address)
function nonces(address,uint192)
function numCheckpoints(address)
function onApprovalReceived(address,uint256,bytes)
function onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)
function onERC1155Received(address,address,uint256,uint256,bytes)
function onERC721Received(address,address,uint256,bytes)
function onFlashLoan(address,address,uint256,uint256,bytes)
function onInstall(bytes)
function onTransferReceived(address,address,uint256,bytes)
function onUninstall(bytes)
function operatorBurn(address,uint256,bytes,bytes)
function operatorSend(address,address,uint256,bytes,bytes)
function orderEpoch(address,address)
function orderSigner()
function owner()
function ownerOf(address)
function ownerOf(uint256)
function owners(uint256)
function pause()
function paused()
function payProtocolFee(address,address,uint256)
function payee(uint256)
function payments(address)
function pendingAdmin()
function pendingDefaultAdmin()
function pendingDefaultAdminDelay()
function pendingOwner()
function performCreate(uint256,bytes)
function performCreate2(uint256,bytes,bytes32)
function permit(address,((address,uint160,uint48,uint48),address,uint256),bytes)
function permit(address,address,uint256,uint256,uint8,bytes32,bytes32)
function poolIdByMaker(address)
function poolStatsByEpoch(bytes32,uint256)
function postCheck(bytes)
function postOp(uint8,bytes,uint256,uint256)
function postUpgradeInit(address)
function preCheck(address,uint256,bytes)
function preSign(bytes32)
function preSignERC1155Order((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[],uint128))
function preSignERC721Order((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[]))
function preSigned(bytes32,address)
function previewDeposit(uint256)
function previewMint(uint256)
function previewRedeem(uint256)
function previewWithdraw(uint256)
function processMessageFromRoot(uint256,address,bytes)
function proposalCount()
function proposalDeadline(uint256)
function proposalDetails(uint256)
function proposalDetailsAt(uint256)
function proposalEta(uint256)
function proposalExecutionPlan(uint256)
function proposalGuardian()
function proposalNeedsQueuing(uint256)
function proposalProposer(uint256)
function proposalSnapshot(uint256)
function proposalThreshold()
function proposalVotes(uint256)
function proposals(uint256)
function propose(address[],uint256[],bytes[],string)
function propose(address[],uint256[],string[],bytes[],string)
function protocolFeeCollector()
function protocolFeeMultiplier()
function proxiableUUID()
function proxyCreationCode()
function proxyRuntimeCode()
function queue(address[],uint256[],bytes[],bytes32)
function queue(uint256)
function queueTransaction(address,uint256,string,bytes,uint256)
function queuedTransactions(bytes32)
function quorum(uint256)
function quorumDenominator()
function quorumNumerator()
function quorumNumerator(uint256)
function quorumVotes()
function receiveMessage(bytes32,bytes,bytes)
function receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)
function receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)
function reconfigure(address,bytes)
function redeem(uint256,address,address)
function refundETH()
function registerAllowedOrderSigner(address,bool)
function registerAllowedRfqOrigins(address[],bool)
function registerAssetProxy(address)
function registerFunctionCall(bool,bytes4,address,uint128)
function relay(address,uint256,bytes)
function relayCrosschain(address,bytes,bytes32,bytes)
function releasable()
function releasable(address)
function releasable(address,address)
function release()
function release(address)
function release(address,address)
function releaseTime()
function released()
function released(address)
function released(address,address)
function removeAuthorizedAddress(address)
function removeAuthorizedAddressAtIndex(address,uint256)
function removeExchangeAddress(address)
function removeLiquidity(address,address,uint256,uint256,uint256,address,uint256)
function removeLiquidityETH(address,uint256,uint256,uint256,address,uint256)
function removeLiquidityETHWithPermit(address,uint256,uint256,uint256,address,uint256,bool,uint8,bytes32,bytes32)
function removeOwner(address)
function removeOwner(address,address,uint256)
function removeSupportedInterfaceBatch(bytes4,bytes4[])
function renounceOwnership()
function renounceRole(bytes32,address)
function renounceRole(uint64,address)
function replaceOwner(address,address)
function requireToConfirmMessage(address,bytes,uint256)
function requireToPassMessage(address,bytes,uint256)
function required()
function requiredTxGas(address,uint256,bytes,uint8)
function revertIfInvalidAssetData(bytes)
function revokeConfirmation(uint256)
function revokeOperator(address)
function revokeRole(bytes32,address)
function revokeRole(uint64,address)
function rewardDelegatedStakeWeight()
function rewardsByPoolId(bytes32)
function rollback(bytes4,address)
function rollbackDefaultAdminDelay()
function rollup()
function roots(bytes32)
function royaltyInfo(uint256,uint256)
function safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)
function safeInterfaces(address,bytes4)
function safeMethods(address,bytes4)
function safeTransferFrom(address,address,uint256)
function safeTransferFrom(address,address,uint256,bytes)
function safeTransferFrom(address,address,uint256,uint256,bytes)
function schedule(address,bytes,uint48)
function schedule(address,uint256,bytes,bytes32,bytes32,uint256)
function scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)
function secondsTimeLocked()
function sellERC1155((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[],uint128),(uint8,uint8,bytes32,bytes32),uint256,uint128,bool,bytes)
function sellERC721((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[]),(uint8,uint8,bytes32,bytes32),uint256,bool,bytes)
function sellEthForTokenToUniswapV3(bytes,uint256,address)
function sellToLiquidityProvider(address,address,address,address,uint256,uint256,bytes)
function sellToPancakeSwap(address[],uint256,uint256,uint8)
function sellToUniswap(address[],uint256,uint256,bool)
function sellTokenForEthToUniswapV3(bytes,uint256,uint256,address)
function sellTokenForTokenToUniswapV3(bytes,uint256,uint256,address)
function send(address,uint256,bytes)
function sendContractTransaction(uint256,uint256,address,uint256,bytes)
function sendL1FundedContractTransaction(uint256,uint256,address,bytes)
function sendL1FundedUnsignedTransaction(uint256,uint256,uint256,address,bytes)
function sendL2Message(bytes)
function sendL2MessageFromOrigin(bytes)
function sendMerkleTreeState()
function sendMessage(address,bytes,uint32)
function sendMessage(bytes,bytes,bytes[])
function sendTxToL1(address,bytes)
function sendUnsignedTransaction(uint256,uint256,uint256,address,uint256,bytes)
function senderCreator()
function sequencerInbox()
function sequencerInboxAccs(uint256)
function sequencerMessageCount()
function sequencerReportedSubMessageCount()
function setAccessManagerIgnored(address,bytes4[],bool)
function setApprovalForAll(address,bool)
function setAuthority(address)
function setBalance(address,uint256)
function setBaseDelaySeconds(uint32)
function setCoordinatorEndpoint(string)
function setDelay(uint256)
function setDelayedInbox(address,bool)
function setDomain(string)
function setDomainVerifier(bytes32,address)
function setFallbackHandler(address)
function setGrantDelay(uint64,uint32)
function setGuard(address)
function setInterfaceImplementer(address,bytes32,address)
function setLateQuorumVoteExtension(uint48)
function setLateQuorumVoteExtension(uint64)
function setManager(address,address)
function setModuleGuard(address)
function setOperator(address,bool)
function setOutbox(address,bool)
function setParams(uint256,uint32,uint256,uint32,uint32)
function setPendingAdmin(address)
function setProposalGuardian(address)
function setProposalThreshold(uint256)
function setProtocolFeeCollectorAddress(address)
function setProtocolFeeMultiplier(uint256)
function setQuoteSigner(address)
function setRoleAdmin(uint64,uint64)
function setRoleGuardian(uint64,uint64)
function setSafeMethod(bytes4,bytes32)
function setSequencerInbox(address)
function setSignatureValidatorApproval(address,bool)
function setStakingProxy(address)
function setSupportedInterface(bytes4,bool)
function setTargetAdminDelay(address,uint32)
function setTargetClosed(address,bool)
function setTargetFunctionRole(address,bytes4[],uint64)
function setTransformerDeployer(address)
function setVotingDelay(uint256)
function setVotingDelay(uint48)
function setVotingPeriod(uint256)
function setVotingPeriod(uint32)
function setZrxProxy(address)
function setup(address[],uint256,address,bytes,address,address,uint256,address)
function setup(address[],uint256,address,bytes,address,uint256,address)
function setupToL2(address)
function shares(address)
function signMessage(bytes)
function signedMessages(bytes32)
function signer()
function signerWeight(bytes)
function simulate(address,bytes)
function simulate(address,uint256,bytes,uint8)
function simulateAndRevert(address,bytes)
function simulateDispatchTransferFromCalls(bytes[],address[],address[],uint256[])
function simulateHandleOp((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes),address,bytes)
function simulateValidation((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes))
function skim(address)
function slot0()
function sourceChainId()
function spent(uint256)
function stake(uint256)
function stakingContract()
function stakingProxyAddress()
function start()
function state()
function state(uint256)
function staticCallProxyAddress()
function submitBatchSpendingReport(address,bytes32)
function submitTransaction(address,uint256,bytes)
function superQuorum(uint256)
function superQuorumNumerator()
function superQuorumNumerator(uint256)
function supportInterface(bytes4)
function supportsAttribute(bytes4)
function supportsExecutionMode(bytes32)
function supportsInterface(bytes4)
function supportsModule(uint256)
function swap(address,bool,int256,uint160,bytes)
function swap(uint256,uint256,address,bytes)
function swapETHForExactTokens(uint256,address[],address,uint256)
function swapExactETHForTokens(uint256,address[],address,uint256)
function swapExactETHForTokensSupportingFeeOnTransferTokens(uint256,address[],address,uint256)
function swapExactTokensForETH(uint256,uint256,address[],address,uint256)
function swapExactTokensForETHSupportingFeeOnTransferTokens(uint256,uint256,address[],address,uint256)
function swapExactTokensForTokens(uint256,uint256,address[],address)
function swapExactTokensForTokens(uint256,uint256,address[],address,uint256)
function swapExactTokensForTokensSupportingFeeOnTransferTokens(uint256,uint256,address[],address,uint256)
function swapOwner(address,address,address)
function swapTokensForExactETH(uint256,uint256,address[],address,uint256)
function swapTokensForExactTokens(uint256,uint256,address[],address,uint256)
function sweepToken(address,uint256,address)
function symbol()
function symbol(uint256)
function sync()
function temporaryApprove(address,uint256)
function threshold()
function timelock()
function token()
function tokenByIndex(uint256)
function tokenOfOwnerByIndex(address,uint256)
function tokenURI(uint256)
function tokensReceived(address,address,address,uint256,bytes,bytes)
function tokensToSend(address,address,address,uint256,bytes,bytes)
function totalAssets()
function totalReleased()
function totalReleased(address)
function totalShares()
function totalSupply()
function totalSupply(uint256)
function totalSupplyAt(uint256)
function totalWeight()
function transactionCount()
function transactionHash()
function transactions(uint256)
function transactionsExecuted(bytes32)
function transfer(address,uint256)
function transfer(address,uint256,uint256)
function transferAndCall(address,uint256)
function transferAndCall(address,uint256,bytes)
function transferFrom(address,address,uint160,address)
function transferFrom(address,address,uint256)
function transferFrom(address,address,uint256,uint256)
function transferFrom(bytes,address,address,uint256)
function transferFromAndCall(address,address,uint256)
function transferFromAndCall(address,address,uint256,bytes)
function transferOwnership(address)
function transferOwnership(address,address)
function transferProtocolFeesForPools(bytes32[])
function transferTrappedTokensTo(address,uint256,address)
function transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)
function transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)
function transformERC20(address,address,uint256,uint256,(uint32,bytes)[])
function trustedForwarder()
function tryAggregate(bool,(address,bytes)[])
function underlying()
function uninstallModule(uint256,address,bytes)
function uniswapV3SwapCallback(int256,int256,bytes)
function unlockStake()
function unpause()
function unsafeCreateRetryableTicket(address,uint256,uint256,address,address,uint256,uint256,bytes)
function unstake(uint256)
function unwrapWETH9(uint256,address)
function updateAuthority(address,address)
function updateChannel(address,address,bool)
function updateChannel(address,bool)
function updateDelay(uint256)
function updateERC165Cache(address,bytes4)
function updateQuorumNumerator(uint256)
function updateSendRoot(bytes32,bytes32)
function updateSuperQuorumNumerator(uint256)
function updateTimelock(address)
function upgrade(address,address)
function upgradeAndCall(address,address,bytes)
function upgradeTo(address)
function upgradeToAndCall(address,bytes)
function uri(uint256)
function usedVotes(uint256,address)
function validExchanges(address)
function validate(((address,address,(uint8,address,uint256,uint256,uint256)[],(uint8,address,uint256,uint256,uint256,address)[],uint8,uint256,uint256,bytes32,uint256,bytes32,uint256),bytes)[])
function validateERC1155OrderProperties((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[],uint128),uint256)
function validateERC1155OrderSignature((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[],uint128),(uint8,uint8,bytes32,bytes32))
function validateERC721OrderProperties((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[]),uint256)
function validateERC721OrderSignature((uint8,address,address,uint256,uint256,address,uint256,(address,uint256,bytes)[],address,uint256,(address,bytes)[]),(uint8,uint8,bytes32,bytes32))
function validatePaymasterUserOp((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes),bytes32,uint256)
function validateSenderAndPaymaster(bytes,address,bytes)
function validateSignatures((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes)[],bytes)
function validateUserOp((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes),bytes32)
function validateUserOp((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes),bytes32,uint256)
function validateUserOpSignature((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes))
function verify((address,address,uint256,uint256,uint256,bytes),bytes)
function verify((address,address,uint256,uint256,uint48,bytes,bytes))
function verify(bytes,bytes32,bytes)
function version()
function vestedAmount(address,uint64)
function vestedAmount(uint64)
function votingDelay()
function votingPeriod()
function wasMyCallersAddressAliased()
function wethReservedForPoolRewards()
function withdraw(address)
function withdraw(uint256)
function withdraw(uint256,address,address)
function withdrawAllFrom(address)
function withdrawAsset(bytes,uint256)
function withdrawDelegatorRewards(bytes32)
function withdrawDepositTo(address,uint256)
function withdrawEth(address)
function withdrawFrom(address,uint256)
function withdrawPayments(address)
function withdrawStake(address)
function withdrawTo(address,uint256)
function withdrawTo(address,uint256[])
function withdrawalAllowed(address)
function xDomainMessageSender()
function zrxAssetProxy()')) AS line)
)
COMMENT 'Functions, events and errors that well-known contracts declare, by selector. Different functions may share a selector, and a contract may mean anything by it: what is found here is a guess';

CREATE OR REPLACE VIEW default.`evm_named_calls` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` String COMMENT 'Transaction hash',
  `from` String COMMENT 'Sender address',
  `to` Nullable(String) COMMENT 'The contract',
  `selector` String COMMENT 'First four bytes of the call data',
  `signatures` Array(String) COMMENT 'Known functions of that selector; empty when none is',
  `status` Nullable(UInt8) COMMENT 'Receipt status: 1 success, 0 failed; NULL before Byzantium'
) AS
SELECT t.network AS network, t.height AS height, t.time AS time, t.tx_index AS tx_index, t.hash AS tx_hash,
  t.`from` AS `from`, t.`to` AS `to`, t.selector AS selector, s.signatures AS signatures, t.status AS status
FROM default.evm_transactions AS t
LEFT JOIN (
  SELECT selector, groupArray(signature) AS signatures FROM default.evm_signatures WHERE kind = 'function' GROUP BY selector
) AS s ON s.selector = t.selector
WHERE t.selector != '0x'
COMMENT 'Transactions that call contracts, with the known functions of their selector; a guess, see evm_signatures';

CREATE OR REPLACE VIEW default.`evm_named_logs` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_hash` String COMMENT 'Transaction hash',
  `log_index` UInt32 COMMENT 'Position of the log in the block, from 0',
  `address` String COMMENT 'Contract that emitted the log',
  `event` String COMMENT 'Known event: Transfer(address,address,uint256); empty when none is',
  `topics` Array(String) COMMENT 'Topics',
  `data` String COMMENT 'Unindexed data'
) AS
SELECT l.network AS network, l.height AS height, l.tx_index AS tx_index, l.tx_hash AS tx_hash,
  l.log_index AS log_index, l.address AS address, s.signature AS event, l.topics AS topics, l.data AS data
FROM default.evm_logs AS l
LEFT JOIN (SELECT selector, signature FROM default.evm_signatures WHERE kind = 'event') AS s ON s.selector = l.topics[1]
COMMENT 'Logs with the known event of their first topic; a guess, see evm_signatures';

CREATE OR REPLACE VIEW default.`fabric_state` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection; empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `height` UInt64 COMMENT 'Version: block of the last write of value or metadata',
  `tx_index` UInt32 COMMENT 'Version: position of the writing transaction',
  `tx_id` String COMMENT 'The writing transaction',
  `value` String COMMENT 'Value as raw bytes; for a collection the SHA-256 of the value',
  `value_height` UInt64 COMMENT 'Block of the last write of the value',
  `value_tx_id` String COMMENT 'The transaction that wrote the value',
  `policy` String COMMENT 'The key\'s own endorsement policy in words; empty where it has none'
) AS
SELECT network, channel, namespace, collection, key, at.1 AS height, at.2 AS tx_index, last.1 AS tx_id,
  last.2 AS value, last.3 AS value_height, last.4 AS value_tx_id, last.5 AS policy
FROM (
  SELECT network, channel, namespace, collection, key, max((s.height, s.tx_index)) AS at,
    argMax((s.tx_id, s.value, s.value_height, s.value_tx_id, s.policy, s.is_delete), (s.height, s.tx_index)) AS last
  FROM store.fabric_state AS s
  GROUP BY network, channel, namespace, collection, key
)
WHERE NOT last.6
COMMENT 'Current value of every key of the channel, as far as the pass `state` has come';

CREATE OR REPLACE VIEW default.`fabric_key_history` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection; empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `height` UInt64 COMMENT 'Version: block number',
  `tx_index` UInt32 COMMENT 'Version: position of the writing transaction',
  `tx_id` String COMMENT 'The writing transaction',
  `is_delete` Bool COMMENT 'The key was deleted',
  `is_metadata` Bool COMMENT 'Metadata was written (protobuf in value)',
  `value` String COMMENT 'Value as raw bytes; for a collection the SHA-256 of the value'
) AS
SELECT network, channel, namespace, collection, key, height, tx_index, tx_id, is_delete, is_metadata, value
FROM store.fabric_writes WHERE validation_code = 0
COMMENT 'Every valid write of every key: the versions that it has had';

CREATE OR REPLACE VIEW default.`fabric_key_readers` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection; empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `height` UInt64 COMMENT 'Block of the reading transaction',
  `tx_index` UInt32 COMMENT 'Its position',
  `tx_id` String COMMENT 'Its id',
  `validation_code` UInt8 COMMENT 'Its validation code; 0 is VALID',
  `creator_msp` LowCardinality(String) COMMENT 'MSP id of its creator',
  `creator_cert_sha256` String COMMENT 'SHA-256 of the creator\'s certificate, in hex',
  `chaincode` LowCardinality(String) COMMENT 'Chaincode that it called',
  `function` String COMMENT 'Function that it called',
  `in_range` Bool COMMENT 'Read by a range query',
  `read_absent` Bool COMMENT 'The key did not exist',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 when absent',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction'
) AS
SELECT r.network AS network, r.channel AS channel, r.namespace AS namespace, r.collection AS collection, r.key AS key,
  r.height AS height, r.tx_index AS tx_index, r.tx_id AS tx_id, r.validation_code AS validation_code,
  t.creator_msp AS creator_msp, lower(hex(t.creator_cert_sha256)) AS creator_cert_sha256, t.chaincode AS chaincode,
  t.function AS function, r.in_range AS in_range, r.read_absent AS read_absent, r.read_height AS read_height,
  r.read_tx_index AS read_tx_index
FROM store.fabric_reads AS r
INNER JOIN store.fabric_transactions AS t
  ON r.network = t.network AND r.channel = t.channel AND r.height = t.height AND r.tx_index = t.tx_index
COMMENT 'Who read what: every read of a key with the transaction that read it and its creator';

CREATE OR REPLACE VIEW default.`fabric_identities` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `msp` LowCardinality(String) COMMENT 'MSP id; empty for TLS certificates of Raft consenters',
  `cert_sha256` String COMMENT 'SHA-256 of the certificate (DER), in hex',
  `subject` String COMMENT 'Subject, the most specific part first',
  `common_name` String COMMENT 'Common name of the subject',
  `issuer` String COMMENT 'Issuer, the most specific part first',
  `serial` String COMMENT 'Serial number in upper-case hex',
  `organizational_units` Array(String) COMMENT 'Organisational units of the subject',
  `roles` Array(String) COMMENT 'client, peer, admin, orderer, as its MSP tells them',
  `attributes` String COMMENT 'Attributes that Fabric CA put into it, as JSON',
  `not_before` DateTime64(3, 'UTC') COMMENT 'Valid from, UTC',
  `not_after` DateTime64(3, 'UTC') COMMENT 'Valid until, UTC',
  `is_authority` Bool COMMENT 'It may sign certificates',
  `key_type` LowCardinality(String) COMMENT 'Type of its key',
  `alternative_names` Array(String) COMMENT 'Subject alternative names',
  `uses` Array(String) COMMENT 'creator, endorser, orderer, config_signer; root, admin, consenter… in configurations',
  `first_height` UInt64 COMMENT 'First block that names it',
  `last_height` UInt64 COMMENT 'Last block that names it',
  `times` UInt64 COMMENT 'How often it is named',
  `pem` String COMMENT 'The certificate (PEM)',
  `decode_error` String COMMENT 'Why the certificate could not be read; empty when it could'
) AS
SELECT i.network AS network, i.channel AS channel, i.msp AS msp, lower(hex(i.cert_sha256)) AS cert_sha256,
  i.subject AS subject, i.common_name AS common_name, i.issuer AS issuer, i.serial AS serial,
  i.organizational_units AS organizational_units, i.roles AS roles, i.attributes AS attributes,
  i.not_before AS not_before, i.not_after AS not_after, i.is_authority AS is_authority, i.key_type AS key_type,
  i.alternative_names AS alternative_names, u.uses AS uses, u.first_height AS first_height,
  u.last_height AS last_height, u.times AS times, i.pem AS pem, i.decode_error AS decode_error
FROM store.fabric_identities AS i
INNER JOIN (
  SELECT network, channel, msp, cert_sha256, arraySort(groupUniqArray(toString(use))) AS uses,
    min(height) AS first_height, max(height) AS last_height, sum(count) AS times
  FROM store.fabric_identity_uses GROUP BY network, channel, msp, cert_sha256
) AS u ON i.network = u.network AND i.channel = u.channel AND i.msp = u.msp AND i.cert_sha256 = u.cert_sha256
COMMENT 'Certificates that the ledger names, with what they are used for and when';

CREATE OR REPLACE VIEW default.`fabric_msps` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Configuration block',
  `in_force` Bool COMMENT 'That configuration is the newest one stored',
  `path` String COMMENT 'Where it stands: /Channel/Application/Org1MSP/MSP',
  `msp` String COMMENT 'MSP id',
  `org` String COMMENT 'Name of the organisation\'s group',
  `is_orderer` Bool COMMENT 'It stands among the orderer organisations',
  `root_certs` UInt64 COMMENT 'Root certificates',
  `intermediate_certs` UInt64 COMMENT 'Intermediate certificates',
  `admins` UInt64 COMMENT 'Administrators listed by certificate',
  `revocation_lists` UInt64 COMMENT 'Certificate revocation lists',
  `node_ous` Bool COMMENT 'Roles are told by organisational units',
  `text` String COMMENT 'All of it in words'
) AS
SELECT network, channel, height,
  toBool((network, channel, height) IN (SELECT network, channel, max(height) FROM store.fabric_configs
  WHERE config_channel = channel AND validation_code IN (0, 254) GROUP BY network, channel)) AS in_force, path, JSONExtractString(item.json, 'config', 'name') AS msp,
  splitByChar('/', path)[-2] AS org,
  toBool(startsWith(path, '/Channel/Orderer/')) AS is_orderer,
  JSONLength(item.json, 'config', 'root_certs') AS root_certs,
  JSONLength(item.json, 'config', 'intermediate_certs') AS intermediate_certs,
  JSONLength(item.json, 'config', 'admins') AS admins,
  JSONLength(item.json, 'config', 'revocation_list') AS revocation_lists,
  toBool(JSONExtractBool(item.json, 'config', 'fabric_node_ous', 'enable')) AS node_ous,
  item.text AS text
FROM store.fabric_config_items AS item
WHERE config_channel = channel AND kind = 'value' AND name = 'MSP'
COMMENT 'MSPs of the channel: the organisations\' certificate authorities and how they tell roles';

CREATE OR REPLACE VIEW default.`fabric_policies` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Configuration block',
  `in_force` Bool COMMENT 'That configuration is the newest one stored',
  `path` String COMMENT 'Where it stands: /Channel/Application/Org1MSP/MSP',
  `policy` String COMMENT 'AND(\'Org1MSP.peer\', \'Org2MSP.peer\'), or MAJORITY Admins (of the groups below)',
  `version` UInt64 COMMENT 'Grows with every change',
  `mod_policy` LowCardinality(String) COMMENT 'Policy that a change of it must satisfy'
) AS
SELECT network, channel, height,
  toBool((network, channel, height) IN (SELECT network, channel, max(height) FROM store.fabric_configs
  WHERE config_channel = channel AND validation_code IN (0, 254) GROUP BY network, channel)) AS in_force, path, item.text AS policy,
  item.version AS version,
  item.mod_policy AS mod_policy
FROM store.fabric_config_items AS item
WHERE config_channel = channel AND kind = 'policy'
COMMENT 'Policies of the channel configuration, in words';

CREATE OR REPLACE VIEW default.`fabric_anchor_peers` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Configuration block',
  `in_force` Bool COMMENT 'That configuration is the newest one stored',
  `path` String COMMENT 'Where it stands: /Channel/Application/Org1MSP/MSP',
  `org` String COMMENT 'Name of the organisation\'s group',
  `host` String COMMENT 'Host',
  `port` Int64 COMMENT 'Port'
) AS
SELECT network, channel, height,
  toBool((network, channel, height) IN (SELECT network, channel, max(height) FROM store.fabric_configs
  WHERE config_channel = channel AND validation_code IN (0, 254) GROUP BY network, channel)) AS in_force, path, splitByChar('/', path)[-2] AS org,
  JSONExtractString(arrayJoin(JSONExtractArrayRaw(item.json, 'anchor_peers')) AS peer, 'host') AS host,
  JSONExtractInt(peer, 'port') AS port
FROM store.fabric_config_items AS item
WHERE config_channel = channel AND kind = 'value' AND name = 'AnchorPeers'
COMMENT 'Anchor peers of the organisations';

CREATE OR REPLACE VIEW default.`fabric_acls` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Configuration block',
  `in_force` Bool COMMENT 'That configuration is the newest one stored',
  `path` String COMMENT 'Where it stands: /Channel/Application/Org1MSP/MSP',
  `resource` String COMMENT 'Resource, such as peer/Propose',
  `policy_ref` String COMMENT 'Policy: a path, or a name under /Channel/Application'
) AS
SELECT network, channel, height,
  toBool((network, channel, height) IN (SELECT network, channel, max(height) FROM store.fabric_configs
  WHERE config_channel = channel AND validation_code IN (0, 254) GROUP BY network, channel)) AS in_force, path, (arrayJoin(JSONExtractKeysAndValuesRaw(item.json, 'acls')) AS acl).1 AS resource,
  JSONExtractString(acl.2, 'policy_ref') AS policy_ref
FROM store.fabric_config_items AS item
WHERE config_channel = channel AND kind = 'value' AND name = 'ACLs'
COMMENT 'Access control lists: which policy guards which resource of the peers';

CREATE OR REPLACE VIEW default.`fabric_capabilities` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Configuration block',
  `in_force` Bool COMMENT 'That configuration is the newest one stored',
  `path` String COMMENT 'Where it stands: /Channel/Application/Org1MSP/MSP',
  `capability` String COMMENT 'Such as V2_0'
) AS
SELECT network, channel, height,
  toBool((network, channel, height) IN (SELECT network, channel, max(height) FROM store.fabric_configs
  WHERE config_channel = channel AND validation_code IN (0, 254) GROUP BY network, channel)) AS in_force, path, arrayJoin(JSONExtractKeys(item.json, 'capabilities')) AS capability
FROM store.fabric_config_items AS item
WHERE config_channel = channel AND kind = 'value' AND name = 'Capabilities'
COMMENT 'Capabilities that channel, orderers and applications must have';

CREATE OR REPLACE VIEW default.`fabric_collections` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block of the definition; the highest is in force now',
  `chaincode` String COMMENT 'Chaincode',
  `version` String COMMENT 'Version of the chaincode',
  `sequence` Int64 COMMENT 'Sequence of the definition; 0 in Fabric 1.x',
  `collection` String COMMENT 'Collection',
  `member_orgs_policy` String COMMENT 'Who may hold the data, in words',
  `endorsement_policy` String COMMENT 'The collection\'s own endorsement policy, in words; empty: the chaincode\'s',
  `required_peer_count` Int64 COMMENT 'Peers that must have the data when a transaction is endorsed',
  `maximum_peer_count` Int64 COMMENT 'Peers that are given it then, at most',
  `block_to_live` UInt64 COMMENT 'Blocks after which the data is purged; 0: never',
  `member_only_read` Bool COMMENT 'Only members\' clients may read',
  `member_only_write` Bool COMMENT 'Only members\' clients may write'
) AS
SELECT network, channel, height, chaincode, version, sequence,
  JSONExtractString(arrayJoin(JSONExtractArrayRaw(collections)) AS item, 'name') AS collection,
  JSONExtractString(item, 'member_orgs_policy') AS member_orgs_policy,
  JSONExtractString(item, 'endorsement_policy') AS endorsement_policy,
  JSONExtractInt(item, 'required_peer_count') AS required_peer_count,
  JSONExtractInt(item, 'maximum_peer_count') AS maximum_peer_count,
  toUInt64OrZero(JSONExtractString(item, 'block_to_live')) AS block_to_live,
  toBool(JSONExtractBool(item, 'member_only_read')) AS member_only_read,
  toBool(JSONExtractBool(item, 'member_only_write')) AS member_only_write
FROM store.fabric_lifecycle WHERE validation_code = 0 AND step != 'approve'
COMMENT 'Private data collections as chaincode definitions state them, one row per definition that took effect';

CREATE OR REPLACE VIEW default.`table_sizes` ON CLUSTER `ledgerscope` (
  `table` String COMMENT 'Table in the database store; tables of both zones have one row each',
  `rows` UInt64 COMMENT 'Rows on the disk, replaced ones that are not merged yet among them',
  `parts` UInt64 COMMENT 'Parts (files that are merged in the background)',
  `bytes_on_disk` UInt64 COMMENT 'All files of the table, in bytes',
  `compressed_bytes` UInt64 COMMENT 'Columns as stored, in bytes',
  `uncompressed_bytes` UInt64 COMMENT 'Columns before compression, in bytes',
  `compression` Float64 COMMENT 'uncompressed_bytes over compressed_bytes; 0 for an empty table',
  `index_bytes` UInt64 COMMENT 'Data skipping indexes as stored, in bytes',
  `expires` String COMMENT 'TTL expression after which rows are deleted; empty: they stay'
) AS
SELECT t.name AS table, p.rows AS rows, p.parts AS parts, p.bytes_on_disk AS bytes_on_disk,
  p.compressed_bytes AS compressed_bytes, p.uncompressed_bytes AS uncompressed_bytes,
  if(p.compressed_bytes = 0, 0, round(p.uncompressed_bytes / p.compressed_bytes, 2)) AS compression,
  p.index_bytes AS index_bytes, extract(t.engine_full, ' TTL (.*?)(?: SETTINGS |$)') AS expires
FROM system.tables AS t
LEFT JOIN (
  SELECT table, sum(rows) AS rows, count() AS parts, sum(bytes_on_disk) AS bytes_on_disk,
    sum(data_compressed_bytes) AS compressed_bytes, sum(data_uncompressed_bytes) AS uncompressed_bytes,
    sum(secondary_indices_compressed_bytes) AS index_bytes
  FROM cluster('ledgerscope', system.parts)
  WHERE active AND database = 'store_local'
  GROUP BY table
) AS p ON p.table = t.name
WHERE t.database = 'store_local' AND t.engine LIKE '%MergeTree'
COMMENT 'What each table of the warehouse takes on the disk, and how well it is compressed';

CREATE OR REPLACE VIEW default.`chain_blocks` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` String COMMENT 'Fabric channel; empty for other families',
  `family` String COMMENT 'evm, fabric',
  `height` UInt64 COMMENT 'Block number',
  `hash` String COMMENT 'Block hash in lower-case hex, as its chain prints it',
  `parent_hash` String COMMENT 'Hash of the block before',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block, UTC',
  `time_source` String COMMENT 'header, transactions (median client time) or observed',
  `tx_count` UInt32 COMMENT 'Transactions in the block'
) AS
SELECT `network`, `channel`, `family`, `height`, `hash`, `parent_hash`, `time`, `time_source`, `tx_count` FROM (SELECT network, '' AS channel, 'evm' AS family, height, block_hash AS hash, parent_hash,
  time, 'header' AS time_source, tx_count
FROM default.evm_blocks)
UNION ALL
SELECT `network`, `channel`, `family`, `height`, `hash`, `parent_hash`, `time`, `time_source`, `tx_count` FROM (SELECT network, channel, 'fabric' AS family, height, block_hash AS hash, previous_hash AS parent_hash,
  time, time_source, tx_count
FROM default.fabric_blocks)
COMMENT 'Blocks of every network';

CREATE OR REPLACE VIEW default.`chain_transactions` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` String COMMENT 'Fabric channel; empty for other families',
  `family` String COMMENT 'evm, fabric',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `id` String COMMENT 'Transaction hash or id, as its chain prints it',
  `time` DateTime64(3, 'UTC') COMMENT 'Time of the block (EVM) or the client\'s claim (Fabric), UTC',
  `actor` String COMMENT 'Sender address (EVM) or creator\'s MSP id (Fabric)',
  `target` String COMMENT 'Recipient address or created contract (EVM), chaincode (Fabric)',
  `method` String COMMENT 'Four-byte selector (EVM), function (Fabric)',
  `status` String COMMENT 'success or failed',
  `status_text` String COMMENT 'The chain\'s own word: success, reverted, MVCC_READ_CONFLICT',
  `fee` Nullable(UInt256) COMMENT 'Fee paid, in wei; NULL where the chain has none'
) AS
SELECT `network`, `channel`, `family`, `height`, `tx_index`, `id`, `time`, `actor`, `target`, `method`, `status`, `status_text`, `fee` FROM (SELECT network, '' AS channel, 'evm' AS family, height, tx_index, hash AS id, time,
  from AS actor, coalesce(to, contract_address, '') AS target, if(selector = '0x', '', selector) AS method,
  if(t.status = 0, 'failed', 'success') AS status,
  multiIf(t.status = 0 AND error != '', error, t.status = 0, 'failed', 'success') AS status_text,
  toNullable(toUInt256(gas_used) * effective_gas_price) AS fee
FROM default.evm_transactions AS t)
UNION ALL
SELECT `network`, `channel`, `family`, `height`, `tx_index`, `id`, `time`, `actor`, `target`, `method`, `status`, `status_text`, `fee` FROM (SELECT network, channel, 'fabric' AS family, height, tx_index, tx_id AS id,
  toDateTime64(time, 3, 'UTC') AS time, creator_msp AS actor, chaincode AS target, function AS method,
  if(validation_code = 0, 'success', 'failed') AS status, validation_name AS status_text,
  CAST(NULL AS Nullable(UInt256)) AS fee
FROM default.fabric_transactions)
COMMENT 'Transactions of every network';
