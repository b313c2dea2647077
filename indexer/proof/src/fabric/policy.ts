import type { ConfigGroup } from "./configGroup.ts";
import { decodePrincipal, type Principal, principalText, satisfiesPrincipal } from "./principal.ts";
import type { Signer } from "./signer.ts";
import { UnsupportedPolicyError } from "./unsupportedPolicyError.ts";
import { WireError, WireReader } from "./wire.ts";

/** `common.Policy.PolicyType` */
const PolicyType = { signature: 1, implicitMeta: 3 } as const;
/** `common.ImplicitMetaPolicy.Rule` */
const Rule = { any: 0, all: 1, majority: 2 } as const;
const RULE_NAMES = ["ANY", "ALL", "MAJORITY"];

/** `common.SignaturePolicy`: one principal by index, or n of some rules. */
type SignatureRule = { readonly signedBy: number } | { readonly n: number; readonly rules: readonly SignatureRule[] };

/** `common.SignaturePolicyEnvelope` */
export interface SignaturePolicy {
  readonly rule: SignatureRule;
  readonly principals: readonly Principal[];
}

/** What a policy asks for, in words of its own, and whether the signers meet it. */
export interface PolicyResult {
  readonly satisfied: boolean;
  /** For example `MAJORITY Endorsement` or `2 of (Org1MSP.peer, Org2MSP.peer)`. */
  readonly text: string;
  /**
   * What would have to be added, all of it: `Org2MSP.peer`, or a choice such as `1 of (Org2MSP.peer, Org3MSP.peer)`.
   * Empty when satisfied.
   */
  readonly missing: readonly string[];
}

/**
 * Evaluates the policy of a configuration group for signers whose signatures are valid and who differ.
 * Covered: signature policies over every kind of principal, n-of nested at will (each signer counts once, as
 * in fabric common/cauthdsl), and implicit meta ANY, ALL, MAJORITY over the group's subgroups.
 * @throws UnsupportedPolicyError for MSP policies and unknown principals. @throws WireError
 */
export function evaluatePolicy(group: ConfigGroup, name: string, signers: readonly Signer[]): PolicyResult {
  const policy = group.policies.get(name);
  if (!policy) return { satisfied: false, text: `no policy ${name}`, missing: [`a policy ${name}`] };
  if (policy.type === PolicyType.signature)
    return evaluateSignaturePolicy(decodeSignaturePolicy(policy.value), signers);
  if (policy.type !== PolicyType.implicitMeta)
    throw new UnsupportedPolicyError(`policy ${name} has type ${policy.type}`);
  const { subPolicy, rule } = decodeImplicitMeta(policy.value);
  const unmet: string[] = [];
  for (const [child, childGroup] of group.groups) {
    if (!evaluatePolicy(childGroup, subPolicy, signers).satisfied) unmet.push(`${child}/${subPolicy}`);
  }
  const children = group.groups.size;
  const threshold = rule === Rule.any ? 1 : rule === Rule.all ? children : Math.floor(children / 2) + 1;
  // Without subgroups nothing has to be met (fabric common/policies/implicitmeta.go).
  const needed = Math.min(threshold, children) - (children - unmet.length);
  return { satisfied: needed <= 0, text: `${RULE_NAMES[rule]} ${subPolicy}`, missing: choose(needed, unmet.sort()) };
}

/**
 * Evaluates the policy that a path names, such as `/Channel/Application/Endorsement`.
 * @param channel the group Channel. @throws UnsupportedPolicyError @throws WireError
 */
export function evaluatePolicyPath(channel: ConfigGroup, path: string, signers: readonly Signer[]): PolicyResult {
  const [root, first, ...steps] = path.split("/");
  const name = steps.pop();
  let group: ConfigGroup | undefined = root === "" && first === "Channel" ? channel : undefined;
  for (const step of steps) group = group?.groups.get(step);
  if (!group || name === undefined) return { satisfied: false, text: path, missing: [`a policy ${path}`] };
  const result = evaluatePolicy(group, name, signers);
  return { ...result, text: `${path}: ${result.text}` };
}

export function hasPolicy(channel: ConfigGroup, path: readonly string[], name: string): boolean {
  let group: ConfigGroup | undefined = channel;
  for (const step of path) group = group?.groups.get(step);
  return group?.policies.has(name) ?? false;
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

/** `common.SignaturePolicyEnvelope{version, rule, identities}` @throws UnsupportedPolicyError @throws WireError */
export function decodeSignaturePolicy(bytes: Uint8Array): SignaturePolicy {
  let rule: SignatureRule | undefined;
  const principals: Principal[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 2) rule = decodeRule(reader.message(), 0);
    else if (reader.field === 3) principals.push(decodePrincipal(reader.message()));
    else reader.skip();
  }
  if (!rule) throw new UnsupportedPolicyError("signature policy without a rule");
  return { rule, principals };
}

/** @throws UnsupportedPolicyError */
export function evaluateSignaturePolicy(
  { rule, principals }: SignaturePolicy,
  signers: readonly Signer[],
): PolicyResult {
  const principalAt = (index: number): Principal => {
    const principal = principals[index];
    if (principal) return principal;
    throw new UnsupportedPolicyError(`signature policy names principal ${index} of ${principals.length}`);
  };
  const used = new Array<boolean>(signers.length).fill(false);
  const missing = unmetOf(rule, signers, used, principalAt);
  return { satisfied: missing.length === 0, text: ruleText(rule, principalAt), missing };
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

/**
 * What the rule lacks; empty when it is met. As cauthdsl's `compile`: the first unused signer that fits; what
 * a failed branch used is given back.
 */
function unmetOf(
  rule: SignatureRule,
  signers: readonly Signer[],
  used: boolean[],
  principalAt: (index: number) => Principal,
): readonly string[] {
  if ("signedBy" in rule) {
    const principal = principalAt(rule.signedBy);
    const index = signers.findIndex((signer, at) => !used[at] && satisfiesPrincipal(signer, principal));
    if (index < 0) return [principalText(principal)];
    used[index] = true;
    return [];
  }
  const unmet: string[] = [];
  for (const inner of rule.rules) {
    const attempt = [...used];
    const lacks = unmetOf(inner, signers, attempt, principalAt);
    if (lacks.length > 0) unmet.push(lacks.length === 1 ? (lacks[0] as string) : `(${lacks.join(" and ")})`);
    else for (const [index, value] of attempt.entries()) used[index] = value;
  }
  return choose(rule.n - (rule.rules.length - unmet.length), unmet);
}

/** `needed` of what is unmet: all of it by name, or the choice. */
function choose(needed: number, unmet: readonly string[]): readonly string[] {
  if (needed <= 0) return [];
  if (needed === unmet.length) return unmet;
  return [needed > unmet.length ? "more than there is to ask for" : `${needed} of (${unmet.join(", ")})`];
}

function ruleText(rule: SignatureRule, principalAt: (index: number) => Principal): string {
  if ("signedBy" in rule) return principalText(principalAt(rule.signedBy));
  const parts = rule.rules.map((inner) => ruleText(inner, principalAt));
  if (rule.n === 1 && parts.length === 1) return parts[0] as string;
  return `${rule.n} of (${parts.join(", ")})`;
}
