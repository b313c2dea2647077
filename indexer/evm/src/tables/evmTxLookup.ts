import { defineTable } from "@ledgerscope/schema";

/** Finds a transaction among hundreds of millions by one key, where the filters of evm_transactions are all read. */
export const evmTxLookup = defineTable({
  name: "evm_tx_lookup",
  comment: "Where transactions of final blocks stand, by the first bytes of their hashes",
  orderBy: ["hash_prefix", "network", "height", "tx_index"],
  example: `SELECT * FROM evm_transactions
WHERE (network, height, tx_index) IN (
    SELECT network, height, tx_index FROM evm_tx_lookup WHERE hash_prefix = reinterpretAsUInt64(unhex('12c79f1b435637f4')))
  AND hash = '0x12c79f1b435637f48e9dab6d1658d9a0db11180aea5fca342e4b79db6e97e164'`,
  columns: {
    hash_prefix: {
      type: "UInt64",
      comment: "First eight bytes of the hash, little-endian: reinterpretAsUInt64(hash). Others may share them",
      codec: "Delta(8), ZSTD(1)",
    },
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    height: { type: "UInt64", comment: "Block number", codec: "T64, ZSTD(1)" },
    tx_index: { type: "UInt32", comment: "Position in the block, from 0", codec: "T64, ZSTD(1)" },
  },
});
