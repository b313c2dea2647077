import type { DiagnosisRule, ProofRow } from "../diagnosis.ts";
import type { PolicyHint } from "../fabricEvidence.ts";
import { printableKey } from "../printableKey.ts";
import { type PolicyCause, policyTexts } from "./policyCauses.ts";

const ENDORSEMENT_POLICY_FAILURE = 10;

/** Organisations that a policy in words names: `Org1MSP.peer`. */
const PRINCIPAL = /([\w-]+)\.(?:member|peer|admin|client|orderer)\b/g;

/** Before the signatures were checked again: the policy that the ledger shows, and who of it has not endorsed at all. */
export const presumedPolicyFailure: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.code !== ENDORSEMENT_POLICY_FAILURE || failure.policies) return undefined;
  const { policyHints = [], endorsers, definitionChanges = [], refusals } = failure;
  const hint = chosen(policyHints, refusals);
  const cause: PolicyCause | undefined =
    definitionChanges.length > 0 && hint?.source !== "key" ? "policy_changed_in_flight" : causeOf(hint, endorsers);
  if (cause === undefined) return undefined;
  const texts = policyTexts[cause];
  const where = hint ? placeOf(hint) : failure.chaincode;
  const absent = hint ? absentOf(hint, endorsers) : [];
  return {
    code: "endorsement_policy_failure",
    subCause: cause,
    chainCode: ENDORSEMENT_POLICY_FAILURE,
    confidence: 0.75,
    title: { en: `Endorsement policy not met: ${texts.title.en}`, zh: `未满足背书策略：${texts.title.zh}` },
    summary: {
      en: `${where} requires ${hint?.policy || "the channel's default policy"}; it carries endorsements of ${endorsers.join(", ") || "nobody"}. ${texts.clause.en}`,
      zh: `${where} 要求 ${hint?.policy || "通道默认策略"}；其背书来自 ${endorsers.join("、") || "无"}。${texts.clause.zh}`,
    },
    advice: texts.advice,
    runbook: texts.runbook,
    culprits: definitionChanges.map(({ id, height, txIndex, chaincode }) => ({
      id,
      height,
      txIndex,
      namespace: chaincode,
    })),
    proof: [
      ...policyHints.map((one): ProofRow => ({ label: `policy ${placeOf(one)}`, value: one.policy || "default" })),
      { label: "endorsed_by", value: endorsers.join(", ") || "-" },
      ...(absent.length > 0 ? [{ label: "not_among_endorsers", value: absent.join(", ") }] : []),
      ...refusals.map((value) => ({ label: "peer_log", value })),
    ],
    unseen: [
      {
        en: "whether the signatures are good, and the policy's exact outcome: the pass signatures has not come to this block yet (ledgerscope passes)",
        zh: "签名是否有效及策略的确切结果：signatures 处理尚未到达该区块（ledgerscope passes）",
      },
    ],
  };
};

/** The one that a peer's log names, or else the first: a key's own goes before its chaincode's. */
function chosen(hints: readonly PolicyHint[], refusals: readonly string[]): PolicyHint | undefined {
  const ofChaincode = refusals.some((words) => words.includes("endorsement policy for chaincode"));
  return hints.find(({ source }) => source === (ofChaincode ? "chaincode" : "key")) ?? hints[0];
}

function absentOf({ policy }: PolicyHint, endorsers: readonly string[]): readonly string[] {
  const named = [...policy.matchAll(PRINCIPAL)].map(([, msp]) => msp as string);
  return [...new Set(named)].filter((msp) => !endorsers.includes(msp));
}

/** All that a policy names have endorsed, and it is not met: some signed another result. */
function causeOf(hint: PolicyHint | undefined, endorsers: readonly string[]): PolicyCause | undefined {
  if (hint === undefined) return undefined;
  if (hint.policy !== "" && /\.\w+/.test(hint.policy) && absentOf(hint, endorsers).length === 0)
    return "endorsements_differ";
  if (hint.source === "key") return "key_policy";
  return "missing_organisation";
}

const placeOf = ({ namespace, collection, keyHex }: PolicyHint): string =>
  [namespace, collection, ...(keyHex === "" ? [] : [printableKey(keyHex)])].filter(Boolean).join("/");
