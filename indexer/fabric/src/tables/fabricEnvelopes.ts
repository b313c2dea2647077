import { defineTable } from "@ledgerscope/schema";

export const fabricEnvelopes = defineTable({
  name: "fabric_envelopes",
  comment: "Raw envelopes as they stand in the block: what every proof starts from",
  orderBy: ["network", "channel", "height", "tx_index"],
  partitionBy: "(network, intDiv(height, 5000000))",
  example: `SELECT hex(SHA256(unhex(envelope))) AS sha256, length(envelope) / 2 AS bytes
FROM fabric_envelopes WHERE network = 'relief' AND height = 20 ORDER BY tx_index`,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel" },
    height: { type: "UInt64", comment: "Block number", codec: "DoubleDelta, ZSTD(1)" },
    tx_index: { type: "UInt32", comment: "Position in the block, from 0" },
    envelope: { type: "String", comment: "Bytes of common.Envelope", hex: "", codec: "ZSTD(1)" },
  },
});
