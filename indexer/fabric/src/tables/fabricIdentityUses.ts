import { defineTable } from "@ledgerscope/schema";
import { blockPlace, byHeight } from "./placeColumns.ts";

export const fabricIdentityUses = defineTable({
  name: "fabric_identity_uses",
  comment: "Which certificates a block names and as what, one row per block, certificate and use",
  orderBy: ["network", "channel", "msp", "cert_sha256", "use", "height"],
  partitionBy: byHeight,
  example: `SELECT msp, cert_sha256, use, min(height) AS first_block, max(height) AS last_block, sum(count) AS times
FROM fabric_identity_uses WHERE network = 'relief' GROUP BY msp, cert_sha256, use ORDER BY times DESC`,
  indexes: ["INDEX by_height height TYPE minmax GRANULARITY 1"],
  projections: [
    "PROJECTION totals (SELECT network, channel, msp, cert_sha256, use, count(), sum(count), min(height), max(height) GROUP BY network, channel, msp, cert_sha256, use)",
  ],
  columns: {
    ...blockPlace,
    msp: { type: "LowCardinality(String)", comment: "MSP id" },
    cert_sha256: { type: "FixedString(32)", comment: "SHA-256 of the certificate (DER)", hex: "" },
    use: {
      type: "LowCardinality(String)",
      comment:
        "creator, endorser, orderer, config_signer; in configurations: root, intermediate, admin, tls_root, tls_intermediate, consenter, consenter_tls",
    },
    count: { type: "UInt32", comment: "How often in the block" },
    first_tx_index: { type: "UInt32", comment: "Position of the first transaction with it, from 0; 0 for orderers" },
  },
});
