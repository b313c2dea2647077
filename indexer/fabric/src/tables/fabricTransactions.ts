import { defineTable } from "@ledgerscope/schema";

export const fabricTransactions = defineTable({
  name: "fabric_transactions",
  comment: "Fabric transactions (envelopes), valid or not, one row per envelope",
  orderBy: ["network", "channel", "height", "tx_index"],
  partitionBy: "(network, intDiv(height, 5000000))",
  example: `SELECT chaincode, function, validation_name, count() AS transactions
FROM fabric_transactions WHERE network = 'relief' GROUP BY chaincode, function, validation_name ORDER BY transactions DESC`,
  indexes: ["INDEX by_id tx_id TYPE bloom_filter(0.001) GRANULARITY 1"],
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel" },
    height: { type: "UInt64", comment: "Block number", codec: "DoubleDelta, ZSTD(1)" },
    tx_index: { type: "UInt32", comment: "Position in the block, from 0" },
    tx_id: { type: "String", comment: "Transaction id in lower-case hex; configuration transactions may have none" },
    header_type: { type: "LowCardinality(String)", comment: "common.HeaderType: CONFIG, ENDORSER_TRANSACTION, …" },
    validation_code: {
      type: "UInt8",
      comment: "peer.TxValidationCode; 0 is VALID, 254 NOT_VALIDATED (an orderer's copy has no codes)",
    },
    validation_name: { type: "LowCardinality(String)", comment: "Name of the validation code" },
    time: { type: "DateTime64(9)", comment: "Channel header timestamp: the client's claim, UTC" },
    creator_msp: { type: "LowCardinality(String)", comment: "MSP id of the creator" },
    creator_cert_sha256: {
      type: "String",
      comment: "SHA-256 of the creator's certificate (DER); personal data stays in the certificate",
      hex: "",
    },
    chaincode: { type: "LowCardinality(String)", comment: "Chaincode name; empty for configuration transactions" },
    chaincode_version: { type: "LowCardinality(String)", comment: "Chaincode version from the action" },
    function: { type: "String", comment: "First argument, by convention the function name" },
    args: { type: "Array(String)", comment: "Arguments after the first, raw bytes" },
    response_status: { type: "Int64", comment: "Chaincode response status; 200 is OK" },
    response_message: { type: "String", comment: "Chaincode response message" },
    response_payload: { type: "String", comment: "Chaincode response payload, raw bytes" },
    event_name: { type: "String", comment: "Chaincode event name; empty when none" },
    event_payload: { type: "String", comment: "Chaincode event payload, raw bytes" },
    endorsement_count: { type: "UInt32", comment: "Endorsements carried" },
    read_count: { type: "UInt32", comment: "Reads of public state" },
    write_count: { type: "UInt32", comment: "Writes of public state" },
    bytes: { type: "UInt32", comment: "Size of the envelope, in bytes" },
    decode_error: {
      type: "String",
      comment: "Why the envelope could not be decoded in full; empty when it could. The bytes are in fabric_envelopes",
    },
  },
});
