import { message } from "./decodeMessage.ts";
import { applicationPolicy, signaturePolicyEnvelope } from "./policyMessages.ts";

/** peer/lifecycle/lifecycle.proto, peer/collection.proto, peer/chaincode.proto of fabric-protos. */

export const collectionConfigPackage = message({
  1: {
    name: "config",
    is: "repeated",
    type: message({
      1: {
        name: "static_collection_config",
        is: "oneof",
        type: message({
          1: { name: "name", type: "string" },
          2: {
            name: "member_orgs_policy",
            type: message({ 1: { name: "signature_policy", type: signaturePolicyEnvelope, is: "oneof" } }),
          },
          3: { name: "required_peer_count", type: "int32" },
          4: { name: "maximum_peer_count", type: "int32" },
          5: { name: "block_to_live", type: "uint64" },
          6: { name: "member_only_read", type: "bool" },
          7: { name: "member_only_write", type: "bool" },
          8: { name: "endorsement_policy", type: applicationPolicy },
        }),
      },
    }),
  },
});

/** `ApproveChaincodeDefinitionForMyOrgArgs`; `CommitChaincodeDefinitionArgs` is the same without `source`. */
export const chaincodeDefinition = message({
  1: { name: "sequence", type: "int64" },
  2: { name: "name", type: "string" },
  3: { name: "version", type: "string" },
  4: { name: "endorsement_plugin", type: "string" },
  5: { name: "validation_plugin", type: "string" },
  6: { name: "validation_parameter", type: "bytes" },
  7: { name: "collections", type: collectionConfigPackage },
  8: { name: "init_required", type: "bool" },
  9: {
    name: "source",
    type: message({
      1: { name: "unavailable", type: message({}), is: "oneof" },
      2: { name: "local_package", type: message({ 1: { name: "package_id", type: "string" } }), is: "oneof" },
    }),
  },
});

/** `protos.ChaincodeDeploymentSpec`, with which LSCC deploys and upgrades. */
export const chaincodeDeploymentSpec = message({
  1: {
    name: "chaincode_spec",
    type: message({
      1: { name: "type", type: { 0: "UNDEFINED", 1: "GOLANG", 2: "NODE", 3: "CAR", 4: "JAVA" } },
      2: {
        name: "chaincode_id",
        type: message({
          1: { name: "path", type: "string" },
          2: { name: "name", type: "string" },
          3: { name: "version", type: "string" },
        }),
      },
      3: {
        name: "input",
        type: message({
          1: { name: "args", type: "bytes", is: "repeated" },
          2: { name: "decorations", type: "bytes", is: "map" },
          3: { name: "is_init", type: "bool" },
        }),
      },
      4: { name: "timeout", type: "int32" },
    }),
  },
  3: { name: "code_package", type: "bytes" },
  4: { name: "exec_env", type: { 0: "DOCKER", 1: "SYSTEM" } },
});
