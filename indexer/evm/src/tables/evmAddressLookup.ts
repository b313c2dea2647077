import { defineTable } from "@ledgerscope/schema";
import { HEIGHT_PARTITIONS } from "./position.ts";

/** Finds what an address had to do with by one key, where the filters of every other table are all read. */
export const evmAddressLookup = defineTable({
  name: "evm_address_lookup",
  comment: "Where final blocks have something to do with an address: one row per address and role in it",
  orderBy: ["network", "address", "role", "height", "tx_index", "item"],
  partitionBy: HEIGHT_PARTITIONS,
  example: `SELECT height, tx_index, failed FROM evm_address_lookup
WHERE network = 'mainnet' AND address = '0x95222290dd7278aa3ddd389cc1e1d165cc4bafe5' AND role = 'received'
ORDER BY height DESC, tx_index DESC LIMIT 10`,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    address: { type: "FixedString(20)", comment: "The address", hex: "0x" },
    role: {
      type: "LowCardinality(String)",
      comment:
        "sent, received or created (by a transaction); internal (caller or callee inside one); transfer (holder of tokens " +
        "that moved), token (their contract); event (contract of a log); state (account that changed); withdrawal; block (its fee recipient)",
    },
    height: { type: "UInt64", comment: "Block number", codec: "DoubleDelta, ZSTD(1)" },
    tx_index: {
      type: "UInt32",
      comment: "Position of the transaction in the block, from 0; 0 for withdrawals and blocks",
      codec: "T64, ZSTD(1)",
    },
    item: {
      type: "Array(UInt32)",
      comment:
        "internal: trace_address; transfer and token: log_index, batch_index; event: log_index; withdrawal: position; otherwise empty",
    },
    failed: { type: "Bool", comment: "The transaction failed; internal: the call was undone" },
  },
});
