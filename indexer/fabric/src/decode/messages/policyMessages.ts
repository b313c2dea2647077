import { type MessageType, message } from "./decodeMessage.ts";
import { serializedIdentity } from "./identityMessages.ts";

/** common/policies.proto, msp/msp_principal.proto, peer/policy.proto of fabric-protos. */

const mspRole = message({
  1: { name: "msp_identifier", type: "string" },
  2: { name: "role", type: { 0: "MEMBER", 1: "ADMIN", 2: "CLIENT", 3: "PEER", 4: "ORDERER" } },
});

const organizationUnit = message({
  1: { name: "msp_identifier", type: "string" },
  2: { name: "organizational_unit_identifier", type: "string" },
  3: { name: "certifiers_identifier", type: "bytes" },
});

const anonymity = message({ 1: { name: "anonymity_type", type: { 0: "NOMINAL", 1: "ANONYMOUS" } } });

const combinedPrincipal = message({
  1: { name: "principals", type: () => mspPrincipal, is: "repeated" },
});

const PRINCIPALS: Readonly<Record<string, MessageType>> = {
  ROLE: mspRole,
  ORGANIZATION_UNIT: organizationUnit,
  IDENTITY: serializedIdentity,
  ANONYMITY: anonymity,
  COMBINED: combinedPrincipal,
};

const mspPrincipal: MessageType = message({
  1: {
    name: "principal_classification",
    type: { 0: "ROLE", 1: "ORGANIZATION_UNIT", 2: "IDENTITY", 3: "ANONYMITY", 4: "COMBINED" },
  },
  2: { name: "principal", type: ({ principal_classification: kind }) => PRINCIPALS[String(kind)] },
});

const signaturePolicy: MessageType = message({
  1: { name: "signed_by", type: "int32", is: "oneof" },
  2: { name: "n_out_of", type: () => nOutOf, is: "oneof" },
});

const nOutOf: MessageType = message({
  1: { name: "n", type: "int32" },
  2: { name: "rules", type: () => signaturePolicy, is: "repeated" },
});

export const signaturePolicyEnvelope = message({
  1: { name: "version", type: "int32" },
  2: { name: "rule", type: signaturePolicy },
  3: { name: "identities", type: mspPrincipal, is: "repeated" },
});

const implicitMetaPolicy = message({
  1: { name: "sub_policy", type: "string" },
  2: { name: "rule", type: { 0: "ANY", 1: "ALL", 2: "MAJORITY" } },
});

const POLICY_VALUES: Readonly<Record<number, MessageType>> = { 1: signaturePolicyEnvelope, 3: implicitMetaPolicy };

/** `common.Policy`: 1 signature, 2 MSP, 3 implicit meta. */
export const policy = message({
  1: { name: "type", type: "int32" },
  2: { name: "value", type: ({ type }) => POLICY_VALUES[Number(type)] },
});

/** `protos.ApplicationPolicy`, the policies of chaincode definitions and collections. */
export const applicationPolicy = message({
  1: { name: "signature_policy", type: signaturePolicyEnvelope, is: "oneof" },
  2: { name: "channel_config_policy_reference", type: "string", is: "oneof" },
});
