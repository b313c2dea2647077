import { defineTable } from "@ledgerscope/schema";
import { actionPlace, byHeight } from "./placeColumns.ts";

export const fabricActions = defineTable({
  name: "fabric_actions",
  comment: "Actions of endorser transactions: what was proposed and what the endorsers simulated, one row each",
  orderBy: ["network", "channel", "height", "tx_index", "action_index"],
  partitionBy: byHeight,
  example: `SELECT chaincode, chaincode_version, count() AS calls, countIf(response_status >= 400) AS refused
FROM fabric_actions WHERE network = 'relief' GROUP BY chaincode, chaincode_version ORDER BY calls DESC`,
  columns: {
    ...actionPlace,
    creator_msp: { type: "LowCardinality(String)", comment: "MSP id of who proposed the action" },
    creator_cert_sha256: { type: "String", comment: "SHA-256 of the proposer's certificate (DER)", hex: "" },
    nonce: { type: "String", comment: "Nonce of the action's header", hex: "" },
    chaincode: { type: "LowCardinality(String)", comment: "Chaincode that the endorsers ran" },
    chaincode_version: { type: "LowCardinality(String)", comment: "Its version, as the endorsers state it" },
    chaincode_path: { type: "LowCardinality(String)", comment: "Its path, as the endorsers state it; mostly empty" },
    called_chaincode: { type: "LowCardinality(String)", comment: "Chaincode that the proposal calls" },
    called_version: { type: "LowCardinality(String)", comment: "Version that the proposal names; mostly empty" },
    called_path: { type: "LowCardinality(String)", comment: "Path that the proposal names; mostly empty" },
    called_type: {
      type: "LowCardinality(String)",
      comment: "Language that the proposal names: GOLANG, NODE, JAVA, CAR or UNDEFINED",
    },
    called_timeout: { type: "Int64", comment: "Timeout that the proposal names, as written; Fabric ignores it" },
    is_init: { type: "Bool", comment: "The call initialises the chaincode (isInit)" },
    args: { type: "Array(String)", comment: "All arguments, the function name by convention first; raw bytes" },
    decorations: { type: "Array(String)", comment: "Decorations added by peers, as protobuf map entries", hex: "" },
    proposal_hash: {
      type: "String",
      comment: "SHA-256 of channel header, signature header and proposal payload, as the endorsers signed it",
      hex: "",
    },
    response_status: { type: "Int64", comment: "Chaincode response status; 200 is OK" },
    response_message: { type: "String", comment: "Chaincode response message" },
    response_payload: { type: "String", comment: "Chaincode response payload, raw bytes" },
    event_name: { type: "String", comment: "Chaincode event name; empty when none" },
    endorsement_count: { type: "UInt32", comment: "Endorsements carried" },
    namespaces: { type: "Array(String)", comment: "Namespaces of the read-write set, in its order" },
  },
});
