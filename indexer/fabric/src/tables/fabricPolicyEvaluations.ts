import { defineTable } from "@ledgerscope/schema";
import { byHeight, transactionOutcome, transactionPlace } from "./placeColumns.ts";

export const fabricPolicyEvaluations = defineTable({
  name: "fabric_policy_evaluations",
  comment:
    "Endorsement policies that transactions had to meet, evaluated again from the signatures that they carry; made by the pass signatures",
  orderBy: ["network", "channel", "height", "tx_index", "evaluation_index"],
  partitionBy: byHeight,
  example: `SELECT height, tx_id, namespace, policy, endorsed_by, missing FROM fabric_policy_evaluations
WHERE network = 'relief' AND state = 'unsatisfied' ORDER BY height, tx_index`,
  columns: {
    ...transactionPlace,
    evaluation_index: { type: "UInt32", comment: "Policy among those of the transaction, from 0" },
    ...transactionOutcome,
    namespace: {
      type: "LowCardinality(String)",
      comment: "Chaincode namespace that the transaction called or wrote to",
    },
    collection: {
      type: "LowCardinality(String)",
      comment: "Private data collection whose policy it is, or that holds the key; empty for public state",
    },
    key: { type: "String", comment: "Key whose own policy it is; empty for any other" },
    source: {
      type: "LowCardinality(String)",
      comment: "Where the policy comes from: chaincode, collection, key, lifecycle, or system (of Fabric 1.x)",
    },
    policy: { type: "String", comment: "The policy in words", codec: "ZSTD(1)" },
    state: {
      type: "LowCardinality(String)",
      comment: "satisfied, unsatisfied, or unsupported (it rests on something that is not covered)",
    },
    endorsed_by: {
      type: "Array(String)",
      comment: "MSP ids of the endorsers whose signature and certificate are good, each certificate once",
    },
    missing: { type: "Array(String)", comment: "What would have to be added, all of it; empty when satisfied" },
    detail: { type: "String", comment: "Why it is not satisfied where no endorsement is missing, or not supported" },
  },
});
