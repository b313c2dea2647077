import type { DiagnosisRule, FabricFailure, PolicyEvaluation, ProofRow } from "../diagnosis.ts";
import { printableKey } from "../printableKey.ts";

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
  return {
    code: "endorsement_policy_failure",
    chainCode: ENDORSEMENT_POLICY_FAILURE,
    confidence: 1,
    title:
      missing.length > 0
        ? { en: `Endorsement policy not met: ${names} is missing`, zh: `未满足背书策略：缺少 ${names}` }
        : { en: "Endorsement policy not met", zh: "未满足背书策略" },
    summary: {
      en:
        `${where} requires ${first.policy}; ` +
        `${endorsers ? `good endorsements came from ${endorsers} alone` : "it has no good endorsement"}.`,
      zh: `${where} 要求 ${first.policy}；${endorsers ? `有效背书仅来自 ${endorsers}` : "没有任何有效背书"}。`,
    },
    advice:
      missing.length > 0
        ? {
            en: `Build the proposal again and have it endorsed by ${names} too.`,
            zh: `请重新构建提案，并同时由 ${names} 背书。`,
          }
        : {
            en: "Check the policy itself: no endorsement that could be added would meet it.",
            zh: "请检查策略本身：补充任何背书都无法满足它。",
          },
    culprits: [],
    proof: proofOf(failure, unmet),
    unseen: [],
  };
};

const placeOf = ({ namespace, collection, keyHex }: PolicyEvaluation): string =>
  [namespace, collection, ...(keyHex === "" ? [] : [printableKey(keyHex)])].filter(Boolean).join("/");

function proofOf({ code, codeName, refusals }: FabricFailure, unmet: readonly PolicyEvaluation[]): readonly ProofRow[] {
  return [
    { label: "validation_code", value: `${codeName} (${code})` },
    ...unmet.flatMap((policy) => [
      { label: `policy ${placeOf(policy)}`, value: policy.policy },
      { label: "endorsed_by", value: policy.endorsedBy.join(", ") || "-" },
      { label: "missing", value: policy.missing.join(", ") || policy.detail },
    ]),
    ...refusals.map((value) => ({ label: "peer_log", value })),
  ];
}
