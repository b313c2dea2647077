import { defineTable } from "@ledgerscope/schema";

export const fabricEndorsements = defineTable({
  name: "fabric_endorsements",
  comment: "Endorsements, one row each",
  orderBy: ["network", "channel", "height", "tx_index", "action_index", "endorsement_index"],
  partitionBy: "(network, intDiv(height, 5000000))",
  example: `SELECT msp, count() AS endorsements, uniq(tx_id) AS transactions
FROM fabric_endorsements WHERE network = 'relief' GROUP BY msp ORDER BY msp`,
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel" },
    height: { type: "UInt64", comment: "Block number", codec: "DoubleDelta, ZSTD(1)" },
    tx_index: { type: "UInt32", comment: "Position of the transaction in the block, from 0" },
    action_index: { type: "UInt32", comment: "Action within the transaction, from 0" },
    endorsement_index: { type: "UInt32", comment: "Endorsement within the action, from 0" },
    tx_id: { type: "String", comment: "Transaction id in lower-case hex" },
    msp: { type: "LowCardinality(String)", comment: "MSP id of the endorser" },
    cert_sha256: { type: "String", comment: "SHA-256 of the endorser's certificate (DER)", hex: "" },
    signature: {
      type: "String",
      comment: "ECDSA signature (DER) over the proposal response payload and the endorser",
      hex: "",
    },
  },
});
