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
  INDEX `by_tx` height TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `namespace`, `collection`, `key_hash`, `height`, `tx_index`, `action_index`, `item_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
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
  `payload` String COMMENT 'Payload, raw bytes' CODEC(ZSTD(3)),
  INDEX `by_tx` height TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `chaincode`, `event_name`, `height`, `tx_index`, `action_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
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
  INDEX `by_height` height TYPE minmax GRANULARITY 1
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `msp`, `cert_sha256`, `use`, `height`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
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
  `policy` String COMMENT 'The key\'s own endorsement policy in words; empty where it has none'
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')
PARTITION BY (network, intDiv(height, 5000000))
ORDER BY (`network`, `channel`, `namespace`, `collection`, `key`, `height`, `tx_index`)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800
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
  `evidence` LowCardinality(String) COMMENT 'proved: from the version that was read; inferred: the query\'s result is recorded as a hash, so these are the keys of its range that were written since the newest version that the transaction had read',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `read_absent` Bool COMMENT 'The key did not exist when it was read; not known where inferred',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 when absent or not known',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 when absent',
  `writer_height` UInt64 COMMENT 'Block of the writing transaction',
  `writer_tx_index` UInt32 COMMENT 'Its position in the block, from 0',
  `writer_tx_id` String COMMENT 'Its id; empty where no stored write explains the conflict',
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
  `evidence` LowCardinality(String) COMMENT 'proved: from the version that was read; inferred: the query\'s result is recorded as a hash, so these are the keys of its range that were written since the newest version that the transaction had read',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `read_absent` Bool COMMENT 'The key did not exist when it was read; not known where inferred',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 when absent or not known',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 when absent',
  `writer_height` UInt64 COMMENT 'Block of the writing transaction',
  `writer_tx_index` UInt32 COMMENT 'Its position in the block, from 0',
  `writer_tx_id` String COMMENT 'Its id; empty where no stored write explains the conflict',
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

CREATE OR REPLACE VIEW default.`fabric_conflicts` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Block number',
  `tx_index` UInt32 COMMENT 'Position of the transaction in the block, from 0',
  `tx_id` String COMMENT 'Transaction id in lower-case hex',
  `validation_code` UInt8 COMMENT 'Validation code of the transaction; 0 is VALID',
  `kind` LowCardinality(String) COMMENT 'read: a key that was read; range: a key that a range query had returned, or would have returned since',
  `evidence` LowCardinality(String) COMMENT 'proved: from the version that was read; inferred: the query\'s result is recorded as a hash, so these are the keys of its range that were written since the newest version that the transaction had read',
  `namespace` LowCardinality(String) COMMENT 'Chaincode namespace',
  `collection` LowCardinality(String) COMMENT 'Private data collection (the key is then a SHA-256 hash); empty for public state',
  `key` String COMMENT 'Key as raw bytes; for a collection the SHA-256 of the key',
  `read_absent` Bool COMMENT 'The key did not exist when it was read; not known where inferred',
  `read_height` UInt64 COMMENT 'Version read: block number; 0 when absent or not known',
  `read_tx_index` UInt64 COMMENT 'Version read: position of the writing transaction; 0 when absent',
  `writer_height` UInt64 COMMENT 'Block of the writing transaction',
  `writer_tx_index` UInt32 COMMENT 'Its position in the block, from 0',
  `writer_tx_id` String COMMENT 'Its id; empty where no stored write explains the conflict',
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
  `height` UInt64 COMMENT 'Configuration block; the highest is in force now',
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
SELECT network, channel, height, path, JSONExtractString(item.json, 'config', 'name') AS msp,
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
  `height` UInt64 COMMENT 'Configuration block; the highest is in force now',
  `path` String COMMENT 'Where it stands: /Channel/Application/Org1MSP/MSP',
  `policy` String COMMENT 'AND(\'Org1MSP.peer\', \'Org2MSP.peer\'), or MAJORITY Admins (of the groups below)',
  `version` UInt64 COMMENT 'Grows with every change',
  `mod_policy` LowCardinality(String) COMMENT 'Policy that a change of it must satisfy'
) AS
SELECT network, channel, height, path, item.text AS policy,
  item.version AS version,
  item.mod_policy AS mod_policy
FROM store.fabric_config_items AS item
WHERE config_channel = channel AND kind = 'policy'
COMMENT 'Policies of the channel configuration, in words';

CREATE OR REPLACE VIEW default.`fabric_anchor_peers` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Configuration block; the highest is in force now',
  `path` String COMMENT 'Where it stands: /Channel/Application/Org1MSP/MSP',
  `org` String COMMENT 'Name of the organisation\'s group',
  `host` String COMMENT 'Host',
  `port` Int64 COMMENT 'Port'
) AS
SELECT network, channel, height, path, splitByChar('/', path)[-2] AS org,
  JSONExtractString(arrayJoin(JSONExtractArrayRaw(item.json, 'anchor_peers')) AS peer, 'host') AS host,
  JSONExtractInt(peer, 'port') AS port
FROM store.fabric_config_items AS item
WHERE config_channel = channel AND kind = 'value' AND name = 'AnchorPeers'
COMMENT 'Anchor peers of the organisations';

CREATE OR REPLACE VIEW default.`fabric_acls` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Configuration block; the highest is in force now',
  `path` String COMMENT 'Where it stands: /Channel/Application/Org1MSP/MSP',
  `resource` String COMMENT 'Resource, such as peer/Propose',
  `policy_ref` String COMMENT 'Policy: a path, or a name under /Channel/Application'
) AS
SELECT network, channel, height, path, (arrayJoin(JSONExtractKeysAndValuesRaw(item.json, 'acls')) AS acl).1 AS resource,
  JSONExtractString(acl.2, 'policy_ref') AS policy_ref
FROM store.fabric_config_items AS item
WHERE config_channel = channel AND kind = 'value' AND name = 'ACLs'
COMMENT 'Access control lists: which policy guards which resource of the peers';

CREATE OR REPLACE VIEW default.`fabric_capabilities` ON CLUSTER `ledgerscope` (
  `network` LowCardinality(String) COMMENT 'Name of the network in the configuration',
  `channel` LowCardinality(String) COMMENT 'Fabric channel',
  `height` UInt64 COMMENT 'Configuration block; the highest is in force now',
  `path` String COMMENT 'Where it stands: /Channel/Application/Org1MSP/MSP',
  `capability` String COMMENT 'Such as V2_0'
) AS
SELECT network, channel, height, path, arrayJoin(JSONExtractKeys(item.json, 'capabilities')) AS capability
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
