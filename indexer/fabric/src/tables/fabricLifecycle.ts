import { defineTable } from "@ledgerscope/schema";
import { actionPlace, byHeight } from "./placeColumns.ts";

export const fabricLifecycle = defineTable({
  name: "fabric_lifecycle",
  comment: "Chaincode lifecycle: approvals per organisation, commits, and deployments and upgrades of Fabric 1.x",
  orderBy: ["network", "channel", "chaincode", "height", "tx_index", "action_index"],
  partitionBy: byHeight,
  example: `SELECT height, step, chaincode, version, sequence, org, policy FROM fabric_lifecycle
WHERE network = 'relief' AND validation_code = 0 ORDER BY height, tx_index`,
  columns: {
    ...actionPlace,
    step: { type: "LowCardinality(String)", comment: "approve, commit; of Fabric 1.x: deploy, upgrade" },
    chaincode: { type: "String", comment: "Name of the chaincode" },
    version: { type: "String", comment: "Version of the chaincode" },
    sequence: { type: "Int64", comment: "Sequence of the definition, from 1; 0 in Fabric 1.x" },
    org: { type: "LowCardinality(String)", comment: "MSP id of who approved or submitted it" },
    endorsers: {
      type: "Array(String)",
      comment: "MSP ids of the endorsers: of a commit, the organisations that agree",
    },
    package_id: {
      type: "String",
      comment: "approve: the package that the organisation runs; empty where it runs none",
    },
    chaincode_path: { type: "String", comment: "Fabric 1.x: path of the source" },
    language: { type: "LowCardinality(String)", comment: "Fabric 1.x: GOLANG, NODE, JAVA, CAR" },
    init_args: { type: "Array(String)", comment: "Fabric 1.x: arguments of the call that initialises, raw bytes" },
    init_required: { type: "Bool", comment: "The chaincode must be initialised before it is called" },
    endorsement_plugin: { type: "LowCardinality(String)", comment: "Endorsement plugin (ESCC); mostly escc" },
    validation_plugin: { type: "LowCardinality(String)", comment: "Validation plugin (VSCC); mostly vscc" },
    policy: {
      type: "String",
      comment: "Endorsement policy in words; a path names a policy of the configuration. Empty: the channel's default",
    },
    policy_bytes: { type: "String", comment: "The same as bytes: the validation parameter, protobuf", hex: "" },
    collections: {
      type: "String",
      comment:
        "Private data collections as JSON array: name, member_orgs_policy and endorsement_policy in words, peer counts, block_to_live, member_only_read, member_only_write",
    },
    definition: { type: "String", comment: "All arguments as JSON", codec: "ZSTD(3)" },
    decode_error: { type: "String", comment: "Why the arguments could not be decoded in full; empty when they could" },
  },
});
