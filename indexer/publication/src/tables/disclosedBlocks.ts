import { defineTable } from "@ledgerscope/schema";
import { provenance, scope } from "./scope.ts";

export const disclosedBlocks = defineTable({
  name: "disclosed_blocks",
  comment: "Blocks of the channels that the policy names; published_count + withheld_count = tx_count in every row",
  orderBy: ["network", "channel", "height"],
  replacingBy: "policy_version",
  columns: {
    ...scope,
    block_hash: { type: "String", comment: "SHA-256 of the header's DER, lower-case hex; empty when withheld" },
    previous_hash: {
      type: "String",
      comment: "Hash of the block before, lower-case hex; empty in block 0 and when withheld",
    },
    data_hash: {
      type: "String",
      comment: "SHA-256 of the concatenated envelopes, lower-case hex; empty when withheld",
    },
    time: { type: "Nullable(DateTime64(3))", comment: "Median client time of the transactions; null when withheld" },
    time_source: { type: "LowCardinality(String)", comment: "transactions, or withheld" },
    tx_count: { type: "UInt32", comment: "Transactions in the block" },
    published_count: { type: "UInt32", comment: "Of these, how many stand in disclosed_transactions" },
    withheld_count: { type: "UInt32", comment: "Of these, how many are withheld: disclosed_withholdings says why" },
    ...provenance,
  },
});
