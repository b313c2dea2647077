import { defineTable } from "@ledgerscope/schema";
import { byHeight, transactionPlace } from "./placeColumns.ts";

export const fabricPrivateData = defineTable({
  name: "fabric_private_data",
  comment:
    "Private data in the clear, one row per key written by a valid transaction, as far as peers show it to the configured identity; every row agrees with the hashes in its block. Empty unless the network is configured with privateData: true. Confidential: it is never published",
  orderBy: ["network", "channel", "namespace", "collection", "key", "height", "tx_index"],
  partitionBy: byHeight,
  expires: "toDateTime(served_at)",
  example: `SELECT height, tx_id, value FROM fabric_private_data
WHERE network = 'relief' AND namespace = 'pvt' AND collection = 'secret' AND key = 'k1'
ORDER BY height DESC, tx_index DESC LIMIT 1`,
  indexes: ["INDEX by_tx height TYPE minmax GRANULARITY 1"],
  columns: {
    ...transactionPlace,
    tx_id: { type: "String", comment: "Transaction id in lower-case hex" },
    namespace: { type: "LowCardinality(String)", comment: "Chaincode namespace" },
    collection: { type: "LowCardinality(String)", comment: "Private data collection" },
    key: { type: "String", comment: "Key as raw bytes" },
    key_hash: { type: "String", comment: "SHA-256 of the key, as fabric_private_hashes has it", hex: "" },
    value: { type: "String", comment: "Value as raw bytes; empty for a deletion", codec: "ZSTD(3)" },
    is_delete: { type: "Bool", comment: "The key was deleted, or purged" },
    node: { type: "LowCardinality(String)", comment: "The peer that served it, as the configuration names it" },
    served_at: { type: "DateTime64(9)", comment: "When it was served, by the clock of this machine, UTC" },
  },
});
