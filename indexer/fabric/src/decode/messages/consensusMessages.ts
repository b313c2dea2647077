import { type MessageType, message } from "./decodeMessage.ts";

/** What an orderer writes into a block of its own, by consensus type (`ConsensusType.type`). */
export const consenterMetadata: Readonly<Record<string, MessageType>> = {
  // orderer/etcdraft/metadata.proto, BlockMetadata
  etcdraft: message({
    1: { name: "consenter_ids", type: "uint64", is: "repeated" },
    2: { name: "next_consenter_id", type: "uint64" },
    3: { name: "raft_index", type: "uint64" },
  }),
  // hyperledger-labs/SmartBFT smartbftprotos/messages.proto, ViewMetadata
  BFT: message({
    1: { name: "view_id", type: "uint64" },
    2: { name: "latest_sequence", type: "uint64" },
    3: { name: "decisions_in_view", type: "uint64" },
    4: { name: "black_list", type: "uint64", is: "repeated" },
    5: { name: "prev_commit_signature_digest", type: "bytes" },
  }),
  // orderer/kafka.proto, KafkaMetadata
  kafka: message({
    1: { name: "last_offset_persisted", type: "int64" },
    2: { name: "last_original_offset_processed", type: "int64" },
    3: { name: "last_resubmitted_config_offset", type: "int64" },
  }),
};
