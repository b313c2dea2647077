import type { Json, JsonObject } from "./messages/decodeMessage.ts";

/**
 * A signature policy as Fabric's own language writes it (fabric common/policydsl): `AND('Org1MSP.peer', 'Org2MSP.peer')`,
 * `OutOf(2, …)`. Beyond that language: `Org1MSP.ou=sales` for an organisational unit, `Org1MSP.certificate` for one identity.
 * @param envelope `common.SignaturePolicyEnvelope`
 */
export function signaturePolicyText(envelope: JsonObject): string {
  const principals = (envelope["identities"] as readonly JsonObject[]).map(principalText);
  return ruleText(envelope["rule"] as JsonObject | null, principals);
}

/** @param policy `common.Policy` */
export function policyText(policy: JsonObject | null): string {
  const value = policy?.["value"];
  if (!policy || value === null || typeof value !== "object") return "";
  if (policy["type"] === 1) return signaturePolicyText(value as JsonObject);
  if (policy["type"] === 3) return `${(value as JsonObject)["rule"]} ${(value as JsonObject)["sub_policy"]}`;
  return "";
}

/** @param policy `protos.ApplicationPolicy` */
export function applicationPolicyText(policy: JsonObject | null): string {
  const signature = policy?.["signature_policy"] as JsonObject | undefined;
  if (signature) return signaturePolicyText(signature);
  return String(policy?.["channel_config_policy_reference"] ?? "");
}

function ruleText(rule: JsonObject | null, principals: readonly string[]): string {
  if (rule?.["signed_by"] !== undefined)
    return principals[Number(rule["signed_by"])] ?? `principal ${rule["signed_by"]}`;
  const nOutOf = rule?.["n_out_of"] as JsonObject | undefined;
  if (!nOutOf) return "";
  const rules = (nOutOf["rules"] as readonly JsonObject[]).map((inner) => ruleText(inner, principals));
  const n = Number(nOutOf["n"]);
  if (rules.length === 1 && n === 1) return rules[0] as string;
  if (n === rules.length && n > 0) return `AND(${rules.join(", ")})`;
  if (n === 1) return `OR(${rules.join(", ")})`;
  return `OutOf(${[n, ...rules].join(", ")})`;
}

function principalText({ principal_classification: kind, principal }: JsonObject): string {
  if (principal === null || typeof principal !== "object") return quoted(`${kind}`);
  const {
    msp_identifier: msp,
    role,
    organizational_unit_identifier: unit,
    mspid,
    principals,
  } = principal as JsonObject;
  switch (kind) {
    case "ROLE":
      return quoted(`${msp}.${String(role).toLowerCase()}`);
    case "ORGANIZATION_UNIT":
      return quoted(`${msp}.ou=${unit}`);
    case "IDENTITY":
      return quoted(`${mspid}.certificate`);
    case "COMBINED":
      return `ALL(${((principals ?? []) as readonly Json[]).map((one) => principalText(one as JsonObject)).join(", ")})`;
    default:
      return quoted(String((principal as JsonObject)["anonymity_type"] ?? kind));
  }
}

const quoted = (text: string): string => `'${text}'`;
