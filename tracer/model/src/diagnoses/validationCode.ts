import type { DiagnosisRule, FabricFailure, ProofRow } from "../diagnosis.ts";
import { validationAdvice, validationMeanings } from "../fabric/validationCodes.ts";
import type { Text } from "../text.ts";

const ENDORSEMENT_POLICY_FAILURE = 10;
const MVCC_READ_CONFLICT = 11;
const PHANTOM_READ_CONFLICT = 12;

/** The chain's own code in plain words: what is left when no other diagnosis has more to say. */
export const validationCode: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.code === null || failure.code === 0) return undefined;
  const { code, codeName } = failure;
  const meaning = validationMeanings[code] ?? {
    en: "the chain gives a code that is not known here",
    zh: "链返回了未知的代码",
  };
  return {
    code: codeName.toLowerCase() || `validation_code_${code}`,
    chainCode: code,
    confidence: failure.refusals.length > 0 ? 0.6 : 0.5,
    title: { en: `Refused: ${codeName}`, zh: `被拒绝：${codeName}` },
    summary: {
      en: `The peers marked it ${codeName} (${code}): ${meaning.en}.`,
      zh: `节点将其标记为 ${codeName}（${code}）：${meaning.zh}。`,
    },
    advice: validationAdvice[code] ?? {
      en: "Look for its id in a peer's log: the line beside it says more.",
      zh: "请在 peer 日志中查找该交易编号，其旁边的日志行有更多说明。",
    },
    culprits: [],
    proof: proofOf(failure),
    unseen: unseenOf(failure),
  };
};

function proofOf(failure: FabricFailure): readonly ProofRow[] {
  return [
    { label: "validation_code", value: `${failure.codeName} (${failure.code})` },
    ...(failure.endorsers.length > 0 ? [{ label: "endorsed_by", value: failure.endorsers.join(", ") }] : []),
    ...failure.refusals.map((value) => ({ label: "peer_log", value })),
  ];
}

function unseenOf(failure: FabricFailure): readonly Text[] {
  const unseen: Text[] = [];
  if (failure.code === ENDORSEMENT_POLICY_FAILURE) {
    unseen.push(unseenPolicy(failure));
  }
  if (failure.code === MVCC_READ_CONFLICT) {
    unseen.push({
      en: "the writer: no stored block holds a valid write of a key that it read, so the blocks before are not all stored",
      zh: "写入方：已存区块中没有对其所读键的有效写入，说明之前的区块未全部存储",
    });
  }
  if (failure.code === PHANTOM_READ_CONFLICT) {
    unseen.push(
      failure.rangesCompared
        ? {
            en: "the key that changed the result: no stored write falls into its ranges, so the blocks before are not all stored",
            zh: "改变查询结果的键：已存区块中没有落入其范围的写入，说明之前的区块未全部存储",
          }
        : {
            en: "the key that changed the result: the pass conflicts has not come to this block yet (ledgerscope passes)",
            zh: "改变查询结果的键：conflicts 处理尚未到达该区块（ledgerscope passes）",
          },
    );
  }
  if (failure.refusals.length === 0) {
    unseen.push({ en: "the peers' own words: no log tells of it", zh: "节点的原话：没有相关日志" });
  }
  return unseen;
}

function unseenPolicy({ policies }: FabricFailure): Text {
  if (!policies) {
    return {
      en: "the policy in force, and so which organisation is missing: the pass signatures has not come to this block yet (ledgerscope passes)",
      zh: "当时生效的背书策略及缺少的组织：signatures 处理尚未到达该区块（ledgerscope passes）",
    };
  }
  const details = policies.filter(({ state }) => state === "unsupported").map(({ policy, detail }) => detail || policy);
  const why = details.length > 0 ? `: ${[...new Set(details)].join("; ")}` : "";
  return {
    en: `the policy that it failed: evaluated again, none is found unmet${why}`,
    zh: `未满足的策略：重新评估后未发现不满足的策略${why}`,
  };
}
