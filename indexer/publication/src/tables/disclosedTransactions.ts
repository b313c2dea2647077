import { defineTable } from "@ledgerscope/schema";
import { provenance, scope } from "./scope.ts";

export const disclosedTransactions = defineTable({
  name: "disclosed_transactions",
  comment: "Published transactions and what became of them",
  orderBy: ["network", "channel", "height", "tx_index"],
  replacingBy: "policy_version",
  columns: {
    ...scope,
    tx_index: { type: "UInt32", comment: "Position in the block, from 0" },
    tx_id: { type: "String", comment: "Transaction id, lower-case hex; configuration transactions may have none" },
    header_type: { type: "LowCardinality(String)", comment: "common.HeaderType: CONFIG, ENDORSER_TRANSACTION, …" },
    status: { type: "LowCardinality(String)", comment: "success (validation code 0) or failed" },
    validation_code: { type: "UInt8", comment: "peer.TxValidationCode" },
    validation_name: { type: "LowCardinality(String)", comment: "Name of the validation code" },
    chaincode: { type: "LowCardinality(String)", comment: "Chaincode; empty for configuration transactions" },
    function: { type: "String", comment: "First argument, by convention the function name" },
    time: { type: "DateTime64(9)", comment: "Client's claim, UTC" },
    ...provenance,
  },
});
