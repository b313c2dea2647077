import type { ConfigGroup } from "./channelConfig.ts";
import { satisfiesPrincipal } from "./principal.ts";
import type { Signer } from "./signer.ts";
import { UnsupportedPolicyError } from "./unsupportedPolicyError.ts";
import { WireError, WireReader } from "./wire.ts";

/** `common.Policy.PolicyType` */
const PolicyType = { signature: 1, implicitMeta: 3 } as const;
/** `common.ImplicitMetaPolicy.Rule` */
const Rule = { any: 0, all: 1, majority: 2 } as const;

/** `common.SignaturePolicy`: one principal by index, or n of some rules. */
type SignatureRule = { readonly signedBy: number } | { readonly n: number; readonly rules: readonly SignatureRule[] };

/** What a policy asks for, in words of its own. */
export interface PolicyResult {
  readonly satisfied: boolean;
  /** For example `3 of 4 named identities` or `ANY Writers`. */
  readonly text: string;
}

/**
 * Evaluates the policy of a configuration group for signers whose signatures are valid and who differ.
 * Covered: signature policies over roles, OUs and identities, n-of nested at will (each signer counts
 * once, as in fabric common/cauthdsl), and implicit meta ANY, ALL, MAJORITY over the group's subgroups.
 * @throws UnsupportedPolicyError for MSP policies and unknown principals.
 */
export function evaluatePolicy(group: ConfigGroup, name: string, signers: readonly Signer[]): PolicyResult {
  const policy = group.policies.get(name);
  if (!policy) return { satisfied: false, text: `no policy ${name}` };
  if (policy.type === PolicyType.signature) return evaluateSignaturePolicy(policy.value, signers);
  if (policy.type !== PolicyType.implicitMeta)
    throw new UnsupportedPolicyError(`policy ${name} has type ${policy.type}`);
  const { subPolicy, rule } = decodeImplicitMeta(policy.value);
  let satisfied = 0;
  for (const child of group.groups.values()) {
    if (evaluatePolicy(child, subPolicy, signers).satisfied) satisfied++;
  }
  const children = group.groups.size;
  const threshold = rule === Rule.any ? 1 : rule === Rule.all ? children : Math.floor(children / 2) + 1;
  const word = rule === Rule.any ? "ANY" : rule === Rule.all ? "ALL" : "MAJORITY";
  // Without subgroups nothing has to be met (fabric common/policies/implicitmeta.go).
  return { satisfied: satisfied >= Math.min(threshold, children), text: `${word} ${subPolicy}` };
}

function decodeImplicitMeta(bytes: Uint8Array): { subPolicy: string; rule: number } {
  let subPolicy = "";
  let rule: number = Rule.any;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) subPolicy = reader.text();
    else if (reader.field === 2) rule = reader.int32();
    else reader.skip();
  }
  if (rule < Rule.any || rule > Rule.majority) throw new UnsupportedPolicyError(`implicit meta rule ${rule}`);
  return { subPolicy, rule };
}

/** `common.SignaturePolicyEnvelope{version, rule, identities}` */
function evaluateSignaturePolicy(bytes: Uint8Array, signers: readonly Signer[]): PolicyResult {
  let rule: SignatureRule | undefined;
  const principals: { classification: number; principal: Uint8Array }[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 2) rule = decodeRule(reader.message(), 0);
    else if (reader.field === 3) principals.push(decodePrincipal(reader.message()));
    else reader.skip();
  }
  if (!rule) throw new UnsupportedPolicyError("signature policy without a rule");
  const satisfied = evaluateRule(rule, signers, new Array(signers.length).fill(false), (index, signer) => {
    const principal = principals[index];
    if (!principal)
      throw new UnsupportedPolicyError(`signature policy names principal ${index} of ${principals.length}`);
    return satisfiesPrincipal(signer, principal.classification, principal.principal);
  });
  return { satisfied, text: ruleText(rule, principals.length) };
}

function decodePrincipal(reader: WireReader): { classification: number; principal: Uint8Array } {
  let classification = 0;
  let principal: Uint8Array = new Uint8Array(0);
  while (reader.next()) {
    if (reader.field === 1) classification = reader.int32();
    else if (reader.field === 2) principal = reader.bytes();
    else reader.skip();
  }
  return { classification, principal };
}

const MAX_DEPTH = 32;

function decodeRule(reader: WireReader, depth: number): SignatureRule {
  if (depth > MAX_DEPTH) throw new WireError("signature policy nests too deeply", reader.offset);
  let rule: SignatureRule | undefined;
  while (reader.next()) {
    if (reader.field === 1) rule = { signedBy: reader.int32() };
    else if (reader.field === 2) {
      const nOutOf = reader.message();
      let n = 0;
      const rules: SignatureRule[] = [];
      while (nOutOf.next()) {
        if (nOutOf.field === 1) n = nOutOf.int32();
        else if (nOutOf.field === 2) rules.push(decodeRule(nOutOf.message(), depth + 1));
        else nOutOf.skip();
      }
      rule = { n, rules };
    } else reader.skip();
  }
  if (!rule) throw new UnsupportedPolicyError("empty signature rule");
  return rule;
}

/** As cauthdsl's `compile`: first unused signer that fits; what a failed branch used is given back. */
function evaluateRule(
  rule: SignatureRule,
  signers: readonly Signer[],
  used: boolean[],
  satisfies: (principal: number, signer: Signer) => boolean,
): boolean {
  if ("signedBy" in rule) {
    const index = signers.findIndex((signer, at) => !used[at] && satisfies(rule.signedBy, signer));
    if (index >= 0) used[index] = true;
    return index >= 0;
  }
  let verified = 0;
  for (const inner of rule.rules) {
    const attempt = [...used];
    if (!evaluateRule(inner, signers, attempt, satisfies)) continue;
    verified++;
    for (const [index, value] of attempt.entries()) used[index] = value;
  }
  return verified >= rule.n;
}

function ruleText(rule: SignatureRule, principals: number): string {
  return "signedBy" in rule ? "one named principal" : `${rule.n} of ${rule.rules.length} (${principals} principals)`;
}
