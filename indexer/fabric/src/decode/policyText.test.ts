import { common, msp } from "@hyperledger/fabric-protos";
import { describe, expect, test } from "vitest";
import { keyPolicyText } from "./keyPolicyText.ts";
import { decodeMessage } from "./messages/decodeMessage.ts";
import { policy, signaturePolicyEnvelope } from "./messages/policyMessages.ts";
import { policyText, signaturePolicyText } from "./policyText.ts";

/** Policies are written by Fabric's generated classes, so that only the words are ours. */
type Rule = number | { n: number; of: readonly Rule[] };

function ruleOf(rule: Rule): common.SignaturePolicy {
  const written = new common.SignaturePolicy();
  if (typeof rule === "number") written.setSignedBy(rule);
  else {
    const nOutOf = new common.SignaturePolicy.NOutOf();
    nOutOf.setN(rule.n);
    nOutOf.setRulesList(rule.of.map(ruleOf));
    written.setNOutOf(nOutOf);
  }
  return written;
}

const { ROLE, ORGANIZATION_UNIT, IDENTITY } = msp.MSPPrincipal.Classification;
const { MEMBER, PEER, ADMIN } = msp.MSPRole.MSPRoleType;

function principal(
  classification: msp.MSPPrincipal.ClassificationMap[keyof msp.MSPPrincipal.ClassificationMap],
  held: { serializeBinary(): Uint8Array },
): msp.MSPPrincipal {
  const written = new msp.MSPPrincipal();
  written.setPrincipalClassification(classification);
  written.setPrincipal(held.serializeBinary());
  return written;
}

function role(mspId: string, kind: msp.MSPRole.MSPRoleTypeMap[keyof msp.MSPRole.MSPRoleTypeMap]): msp.MSPPrincipal {
  const held = new msp.MSPRole();
  held.setMspIdentifier(mspId);
  held.setRole(kind);
  return principal(ROLE, held);
}

function envelope(rule: Rule, identities: msp.MSPPrincipal[]): Uint8Array {
  const written = new common.SignaturePolicyEnvelope();
  written.setRule(ruleOf(rule));
  written.setIdentitiesList(identities);
  return written.serializeBinary();
}

const orgs = [role("Org1MSP", PEER), role("Org2MSP", MEMBER), role("Org3MSP", ADMIN)];
const words = (bytes: Uint8Array): string => signaturePolicyText(decodeMessage(signaturePolicyEnvelope, bytes));

describe("a policy in words", () => {
  test.each<[Rule, string]>([
    [{ n: 1, of: [0] }, "'Org1MSP.peer'"],
    [{ n: 2, of: [0, 1] }, "AND('Org1MSP.peer', 'Org2MSP.member')"],
    [{ n: 1, of: [0, 1, 2] }, "OR('Org1MSP.peer', 'Org2MSP.member', 'Org3MSP.admin')"],
    [{ n: 2, of: [0, 1, 2] }, "OutOf(2, 'Org1MSP.peer', 'Org2MSP.member', 'Org3MSP.admin')"],
    [{ n: 2, of: [0, { n: 1, of: [1, 2] }] }, "AND('Org1MSP.peer', OR('Org2MSP.member', 'Org3MSP.admin'))"],
    [{ n: 0, of: [0] }, "OutOf(0, 'Org1MSP.peer')"],
    [{ n: 1, of: [7] }, "principal 7"],
  ])("%j is %s", (rule, text) => {
    expect(words(envelope(rule, orgs))).toBe(text);
    expect(keyPolicyText(envelope(rule, orgs))).toBe(text);
  });

  test("names organisational units and identities", () => {
    const unit = new msp.OrganizationUnit();
    unit.setMspIdentifier("Org1MSP");
    unit.setOrganizationalUnitIdentifier("sales");
    const one = new msp.SerializedIdentity();
    one.setMspid("Org2MSP");
    const principals = [principal(ORGANIZATION_UNIT, unit), principal(IDENTITY, one)];
    expect(words(envelope({ n: 2, of: [0, 1] }, principals))).toBe("AND('Org1MSP.ou=sales', 'Org2MSP.certificate')");
  });

  test("names the rule and the policies that an implicit one counts", () => {
    const implicit = new common.ImplicitMetaPolicy();
    implicit.setSubPolicy("Endorsement");
    implicit.setRule(common.ImplicitMetaPolicy.Rule.MAJORITY);
    const whole = new common.Policy();
    whole.setType(common.Policy.PolicyType.IMPLICIT_META);
    whole.setValue(implicit.serializeBinary());
    expect(policyText(decodeMessage(policy, whole.serializeBinary()))).toBe("MAJORITY Endorsement");
  });

  test("is empty for bytes that are none", () => {
    expect(keyPolicyText(Buffer.from("not a policy"))).toBe("");
    expect(keyPolicyText(new Uint8Array(0))).toBe("");
  });
});
