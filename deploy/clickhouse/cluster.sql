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
  `uncles_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the uncles\' headers (sha3Uncles)',
  `miner` FixedString(20) COMMENT 'Beneficiary (coinbase) address',
  `state_root` FixedString(32) COMMENT 'Root of the state trie',
  `transactions_root` FixedString(32) COMMENT 'Root of the transactions trie',
  `receipts_root` FixedString(32) COMMENT 'Root of the receipts trie',
  `logs_bloom` FixedString(256) COMMENT 'Bloom filter of the logs\' addresses and topics' CODEC(ZSTD(3)),
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
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds, withdrawals among them; empty when none' CODEC(ZSTD(3)),
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
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds, withdrawals among them; empty when none'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `evm_blocks_final`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'EVM block headers, one row per block; the header hash can be recomputed from the row';

CREATE TABLE IF NOT EXISTS store_local.`evm_blocks_head` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `block_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the header',
  `parent_hash` FixedString(32) COMMENT 'Hash of the block before',
  `time` DateTime64(3, 'UTC') COMMENT 'Header timestamp, UTC' CODEC(DoubleDelta, ZSTD(1)),
  `uncles_hash` FixedString(32) COMMENT 'Keccak-256 of the RLP of the uncles\' headers (sha3Uncles)',
  `miner` FixedString(20) COMMENT 'Beneficiary (coinbase) address',
  `state_root` FixedString(32) COMMENT 'Root of the state trie',
  `transactions_root` FixedString(32) COMMENT 'Root of the transactions trie',
  `receipts_root` FixedString(32) COMMENT 'Root of the receipts trie',
  `logs_bloom` FixedString(256) COMMENT 'Bloom filter of the logs\' addresses and topics' CODEC(ZSTD(3)),
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
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds, withdrawals among them; empty when none' CODEC(ZSTD(3)),
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
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds, withdrawals among them; empty when none'
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
  `input` String COMMENT 'Call data or init code' CODEC(ZSTD(3)),
  `selector` String COMMENT 'First four bytes of the call data; empty when shorter or a creation',
  `access_list` String COMMENT 'EIP-2930 access list, JSON [{address, storageKeys}]; empty when none' CODEC(ZSTD(3)),
  `blob_versioned_hashes` Array(FixedString(32)) COMMENT 'EIP-4844 blob hashes',
  `authorization_list` String COMMENT 'EIP-7702 authorizations, JSON [{chainId, address, nonce, yParity, r, s}]; empty when none' CODEC(ZSTD(3)),
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
  `unknown_fields` String COMMENT 'JSON {tx, receipt} of fields that no column holds; empty when none' CODEC(ZSTD(3)),
  INDEX `by_hash` hash TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX `by_hash_text` concat('0x', lower(hex(hash))) TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX `by_from` from TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_from_text` concat('0x', lower(hex(`from`))) TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to` to TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX `by_to_text` concat('0x', lower(hex(to))) TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
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
  `input` String COMMENT 'Call data or init code' CODEC(ZSTD(3)),
  `selector` String COMMENT 'First four bytes of the call data; empty when shorter or a creation',
  `access_list` String COMMENT 'EIP-2930 access list, JSON [{address, storageKeys}]; empty when none' CODEC(ZSTD(3)),
  `blob_versioned_hashes` Array(FixedString(32)) COMMENT 'EIP-4844 blob hashes',
  `authorization_list` String COMMENT 'EIP-7702 authorizations, JSON [{chainId, address, nonce, yParity, r, s}]; empty when none' CODEC(ZSTD(3)),
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
  `unknown_fields` String COMMENT 'JSON {tx, receipt} of fields that no column holds; empty when none' CODEC(ZSTD(3)),
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
  `data` String COMMENT 'Unindexed data' CODEC(ZSTD(3)),
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
  `data` String COMMENT 'Unindexed data' CODEC(ZSTD(3)),
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
  `metadata` Array(String) COMMENT 'Raw block metadata, by index of common.BlockMetadataIndex'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_blocks`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Fabric blocks, one row per block, with header, metadata and what was computed from them';

CREATE TABLE IF NOT EXISTS store_local.`fabric_envelopes` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number' CODEC(DoubleDelta, ZSTD(1)),
  `tx_index` UInt32 COMMENT 'Position in the block, from 0',
  `envelope` String COMMENT 'Bytes of common.Envelope' CODEC(ZSTD(3))
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
  `decode_error` String COMMENT 'Why the envelope could not be decoded in full; empty when it could. The bytes are in fabric_envelopes',
  INDEX `by_id` tx_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
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
  `decode_error` String COMMENT 'Why the envelope could not be decoded in full; empty when it could. The bytes are in fabric_envelopes'
)
ENGINE = Distributed(`ledgerscope`, `store_local`, `fabric_transactions`, cityHash64(network, intDiv(height, 100000)))
COMMENT 'Fabric transactions (envelopes), valid or not, one row per envelope';

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
  INDEX `by_tx` height TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `namespace`, `collection`, `key`, `height`, `tx_index`, `action_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
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
  `value` String COMMENT 'Value as raw bytes; for a collection the SHA-256 of the value; for metadata the entries as protobuf' CODEC(ZSTD(3)),
  INDEX `by_tx` height TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `namespace`, `collection`, `key`, `height`, `tx_index`, `action_index`, `is_metadata`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
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

CREATE TABLE IF NOT EXISTS store_local.`stage_facts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `subject` LowCardinality(String) COMMENT 'tx or block',
  `id` String COMMENT 'Transaction id in hex without 0x, or its first 8 digits where the observer logs no more; block height',
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
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
COMMENT 'What one observer saw of one transaction or block at one time; block facts stand once per block and node and are joined to its transactions when read';

CREATE TABLE IF NOT EXISTS store.`stage_facts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `subject` LowCardinality(String) COMMENT 'tx or block',
  `id` String COMMENT 'Transaction id in hex without 0x, or its first 8 digits where the observer logs no more; block height',
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
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds, withdrawals among them; empty when none'
) AS
SELECT `network`, `height`, `block_hash`, `parent_hash`, `time`, `uncles_hash`, `miner`, `state_root`, `transactions_root`, `receipts_root`, `logs_bloom`, `difficulty`, `gas_limit`, `gas_used`, `extra_data`, `mix_hash`, `nonce`, `base_fee_per_gas`, `withdrawals_root`, `blob_gas_used`, `excess_blob_gas`, `parent_beacon_block_root`, `requests_hash`, `size`, `uncles`, `tx_count`, `unknown_fields`
FROM store.`evm_blocks_final`
WHERE (network, height) GLOBAL NOT IN (SELECT network, height FROM store.canonical)
UNION ALL
SELECT `network`, `height`, `block_hash`, `parent_hash`, `time`, `uncles_hash`, `miner`, `state_root`, `transactions_root`, `receipts_root`, `logs_bloom`, `difficulty`, `gas_limit`, `gas_used`, `extra_data`, `mix_hash`, `nonce`, `base_fee_per_gas`, `withdrawals_root`, `blob_gas_used`, `excess_blob_gas`, `parent_beacon_block_root`, `requests_hash`, `size`, `uncles`, `tx_count`, `unknown_fields`
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
  `unknown_fields` String COMMENT 'JSON of block fields that no column holds, withdrawals among them; empty when none'
) AS
SELECT `network`, `height`, concat('0x', lower(hex(block_hash))) AS `block_hash`, concat('0x', lower(hex(parent_hash))) AS `parent_hash`, `time`, concat('0x', lower(hex(uncles_hash))) AS `uncles_hash`, concat('0x', lower(hex(miner))) AS `miner`, concat('0x', lower(hex(state_root))) AS `state_root`, concat('0x', lower(hex(transactions_root))) AS `transactions_root`, concat('0x', lower(hex(receipts_root))) AS `receipts_root`, concat('0x', lower(hex(logs_bloom))) AS `logs_bloom`, `difficulty`, `gas_limit`, `gas_used`, concat('0x', lower(hex(extra_data))) AS `extra_data`, concat('0x', lower(hex(mix_hash))) AS `mix_hash`, concat('0x', lower(hex(nonce))) AS `nonce`, `base_fee_per_gas`, concat('0x', lower(hex(withdrawals_root))) AS `withdrawals_root`, `blob_gas_used`, `excess_blob_gas`, concat('0x', lower(hex(parent_beacon_block_root))) AS `parent_beacon_block_root`, concat('0x', lower(hex(requests_hash))) AS `requests_hash`, `size`, arrayMap(x -> concat('0x', lower(hex(x))), uncles) AS `uncles`, `tx_count`, `unknown_fields`
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
  `metadata` Array(String) COMMENT 'Raw block metadata, by index of common.BlockMetadataIndex'
) AS
SELECT `network`, `channel`, `height`, lower(hex(block_hash)) AS `block_hash`, lower(hex(previous_hash)) AS `previous_hash`, lower(hex(data_hash)) AS `data_hash`, `time`, `time_source`, `tx_count`, `valid_count`, `bytes`, lower(hex(commit_hash)) AS `commit_hash`, `orderer_msps`, `last_config`, arrayMap(x -> lower(hex(x)), metadata) AS `metadata`
FROM store.`fabric_blocks`
COMMENT 'Fabric blocks, one row per block, with header, metadata and what was computed from them';

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
  `decode_error` String COMMENT 'Why the envelope could not be decoded in full; empty when it could. The bytes are in fabric_envelopes'
) AS
SELECT `network`, `channel`, `height`, `tx_index`, `tx_id`, `header_type`, `validation_code`, `validation_name`, `time`, `creator_msp`, lower(hex(creator_cert_sha256)) AS `creator_cert_sha256`, `chaincode`, `chaincode_version`, `function`, `args`, `response_status`, `response_message`, `response_payload`, `event_name`, `event_payload`, `endorsement_count`, `read_count`, `write_count`, `bytes`, `decode_error`
FROM store.`fabric_transactions`
COMMENT 'Fabric transactions (envelopes), valid or not, one row per envelope';

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

CREATE OR REPLACE VIEW default.`stage_facts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel; empty for other families',
  `subject` LowCardinality(String) COMMENT 'tx or block',
  `id` String COMMENT 'Transaction id in hex without 0x, or its first 8 digits where the observer logs no more; block height',
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
