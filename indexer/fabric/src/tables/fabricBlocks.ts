import { defineTable } from "@ledgerscope/schema";

export const fabricBlocks = defineTable({
  name: "fabric_blocks",
  comment: "Fabric blocks, one row per block, with header, metadata and what was computed from them",
  orderBy: ["network", "channel", "height"],
  partitionBy: "(network, intDiv(height, 5000000))",
  example: `SELECT height, block_hash, time, tx_count, valid_count, bytes
FROM fabric_blocks WHERE network = 'relief' ORDER BY height DESC LIMIT 10`,
  indexes: ["INDEX by_hash block_hash TYPE bloom_filter(0.001) GRANULARITY 1"],
  columns: {
    network: { type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    channel: { type: "LowCardinality(String)", comment: "Fabric channel" },
    height: { type: "UInt64", comment: "Block number", codec: "DoubleDelta, ZSTD(1)" },
    block_hash: { type: "FixedString(32)", comment: "SHA-256 of the ASN.1 DER of the header", hex: "" },
    previous_hash: { type: "String", comment: "Hash of the block before; empty in block 0", hex: "" },
    data_hash: {
      type: "FixedString(32)",
      comment: "SHA-256 of the concatenated envelopes, as the header states it",
      hex: "",
    },
    time: {
      type: "DateTime64(3)",
      comment:
        "Median client time of the transactions, never before the block before; a Fabric block has no time of its own",
    },
    time_source: { type: "LowCardinality(String)", comment: "Where the time comes from: transactions" },
    tx_count: { type: "UInt32", comment: "Envelopes in the block" },
    valid_count: { type: "UInt32", comment: "Envelopes with validation code 0" },
    bytes: { type: "UInt64", comment: "Size of the block as read, in bytes" },
    commit_hash: {
      type: "String",
      comment: "Commit hash that the peer wrote into the metadata; empty when absent",
      hex: "",
    },
    orderer_msps: {
      type: "Array(String)",
      comment: "MSP ids of the orderers whose signatures the block carries, in order",
    },
    last_config: { type: "UInt64", comment: "Height of the configuration block that was in force" },
    consensus: {
      type: "String",
      comment:
        "What the consensus wrote into the block, as JSON: Raft's members and index, BFT's view and decisions, Kafka's offsets; empty where it is not known",
    },
    consenter_metadata: { type: "String", comment: "The same as protobuf", hex: "" },
    metadata: {
      type: "Array(String)",
      comment: "Raw block metadata, by index of common.BlockMetadataIndex",
      hex: "",
      codec: "ZSTD(3)",
    },
  },
});
