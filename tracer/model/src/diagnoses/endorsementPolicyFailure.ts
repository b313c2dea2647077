import { instant } from "../conflictCulprits.ts";
import type { Culprit, DiagnosisRule, FabricFailure, PolicyEvaluation, ProofRow } from "../diagnosis.ts";
import { printableKey } from "../printableKey.ts";
import type { Text } from "../text.ts";
import { policyCauses, policyTexts } from "./policyCauses.ts";

const ENDORSEMENT_POLICY_FAILURE = 10;

/** A policy that the transaction had to meet, in words, and who is missing: evaluated again from its signatures. */
export const endorsementPolicyFailure: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.code !== ENDORSEMENT_POLICY_FAILURE) return undefined;
  const unmet = (failure.policies ?? []).filter(({ state }) => state === "unsatisfied");
  const [first] = unmet;
  if (!first) return undefined;
  const missing = [...new Set(unmet.flatMap((policy) => policy.missing))];
  const names = missing.join(", ");
  const [where, endorsers] = [placeOf(first), first.endorsedBy.join(", ")];
  const causes = policyCauses(failure, unmet);
  const cause = causes[0] ?? "missing_organisation";
  const texts = policyTexts[cause];
  const required = first.policy
    ? { en: `${where} requires ${first.policy}`, zh: `${where} 要求 ${first.policy}` }
    : { en: `${where}: ${first.detail}`, zh: `${where}：${first.detail}` };
  return {
    code: "endorsement_policy_failure",
    subCause: cause,
    subCauses: causes,
    chainCode: ENDORSEMENT_POLICY_FAILURE,
    confidence: 1,
    title:
      cause === "endorsements_differ" || missing.length === 0
        ? { en: `Endorsement policy not met: ${texts.title.en}`, zh: `未满足背书策略：${texts.title.zh}` }
        : { en: `Endorsement policy not met: ${names} is missing`, zh: `未满足背书策略：缺少 ${names}` },
    summary: {
      en: `${required.en}; ${endorsers ? `good endorsements came from ${endorsers} alone` : "it has no good endorsement"}. ${texts.clause.en}`,
      zh: `${required.zh}；${endorsers ? `有效背书仅来自 ${endorsers}` : "没有任何有效背书"}。${texts.clause.zh}`,
    },
    advice: adviceOf(texts.advice, missing),
    runbook: texts.runbook,
    culprits: culpritsOf(failure, causes),
    proof: proofOf(failure, unmet),
    unseen: [],
  };
};

function adviceOf(advice: Text, missing: readonly string[]): Text {
  if (missing.length === 0) return advice;
  const names = missing.join(", ");
  return {
    en: `${advice.en} Build the proposal again and have it endorsed by ${names} too.`,
    zh: `${advice.zh}请重新构建提案，并同时由 ${names} 背书。`,
  };
}

/** A definition that came in between is what made it fail. */
function culpritsOf({ definitionChanges }: FabricFailure, causes: readonly string[]): readonly Culprit[] {
  if (!causes.includes("policy_changed_in_flight")) return [];
  return (definitionChanges ?? []).map(({ id, height, txIndex, chaincode }) => ({
    id,
    height,
    txIndex,
    namespace: chaincode,
  }));
}

const placeOf = ({ namespace, collection, keyHex }: PolicyEvaluation): string =>
  [namespace, collection, ...(keyHex === "" ? [] : [printableKey(keyHex)])].filter(Boolean).join("/");

function proofOf(failure: FabricFailure, unmet: readonly PolicyEvaluation[]): readonly ProofRow[] {
  const { code, codeName, refusals, endorsers, definitionChanges } = failure;
  return [
    { label: "validation_code", value: `${codeName} (${code})` },
    { label: "endorsements_carried", value: endorsers.join(", ") || "-" },
    ...unmet.flatMap((policy) => [
      { label: `policy ${placeOf(policy)}`, value: policy.policy || policy.detail },
      { label: "endorsed_by", value: policy.endorsedBy.join(", ") || "-" },
      { label: "missing", value: policy.missing.join(", ") || policy.detail },
    ]),
    ...(definitionChanges ?? []).map(({ chaincode, id, height, txIndex, version, sequence }) => ({
      label: `definition of ${chaincode}`,
      value: `version ${version}, sequence ${sequence}, committed by ${id} at ${height}:${txIndex}`,
    })),
    ...(failure.timeNs === undefined ? [] : [{ label: "proposed_at", value: instant(failure.timeNs) }]),
    ...refusals.map((value) => ({ label: "peer_log", value })),
  ];
}
