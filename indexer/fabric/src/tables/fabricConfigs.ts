import { defineTable } from "@ledgerscope/schema";
import { byHeight, transactionOutcome, transactionPlace } from "./placeColumns.ts";

export const fabricConfigs = defineTable({
  name: "fabric_configs",
  comment: "Configuration transactions, one row each: the sequence they bring, and the update with its signers",
  orderBy: ["network", "channel", "height", "tx_index"],
  partitionBy: byHeight,
  example: `SELECT height, config_channel, sequence, update_time, signer_msps FROM fabric_configs
WHERE network = 'relief' ORDER BY height`,
  columns: {
    ...transactionPlace,
    ...transactionOutcome,
    config_channel: {
      type: "LowCardinality(String)",
      comment: "Channel that is configured; another than the ledger's where an orderer's system channel creates it",
    },
    sequence: { type: "UInt64", comment: "common.Config.sequence: 0 in the genesis block, one more with each update" },
    update_tx_id: { type: "String", comment: "Transaction id of the update; mostly empty" },
    update_time: {
      type: "DateTime64(9)",
      comment: "Time that the update's creator claims, UTC; 1970 where there is none",
    },
    update_creator_msp: { type: "LowCardinality(String)", comment: "MSP id of who submitted the update" },
    update_creator_cert_sha256: { type: "String", comment: "SHA-256 of the submitter's certificate (DER)", hex: "" },
    signer_msps: { type: "Array(String)", comment: "MSP ids of those who signed the update, in order" },
    signer_cert_sha256: {
      type: "Array(String)",
      comment: "SHA-256 of the signers' certificates (DER), in order",
      hex: "",
    },
    update: {
      type: "String",
      comment: "The update transaction (last_update) as JSON in the shape of configtxlator; empty in the genesis block",
      codec: "ZSTD(3)",
    },
    decode_error: {
      type: "String",
      comment: "Why the configuration could not be decoded in full; empty when it could",
    },
  },
});
