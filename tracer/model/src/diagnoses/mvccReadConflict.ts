import { conflictProof, contentionProof, culpritsOf, readInChinese } from "../conflictCulprits.ts";
import type { DiagnosisRule, FabricFailure } from "../diagnosis.ts";
import type { Text } from "../text.ts";
import { causeTexts, conflictCauses, staleText } from "./conflictCauses.ts";

const MVCC_READ_CONFLICT = 11;

/**
 * A key that the transaction had read was written by another valid transaction before it was committed:
 * proved and attributed from the ledger alone (peer: core/ledger/kvledger/txmgmt/validation/validator.go).
 */
export const mvccReadConflict: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.code !== MVCC_READ_CONFLICT) return undefined;
  const culprits = culpritsOf(failure.readConflicts);
  const first = culprits[0];
  if (!first) return undefined;
  const others = new Set(culprits.map(({ id }) => id)).size - 1;
  const sameBlock = culprits.every(({ height }) => height === failure.place?.height);
  const causes = conflictCauses(failure, failure.readConflicts);
  const cause = causes[0] ?? "overtaken";
  const texts = causeTexts[cause];
  const { stale } = failure.contention ?? {};
  const clause = cause === "stale_endorser" && stale ? staleText(stale) : texts.clause;
  return {
    code: "mvcc_read_conflict",
    subCause: cause,
    subCauses: causes,
    chainCode: MVCC_READ_CONFLICT,
    confidence: 1,
    title: {
      en: `Read conflict: ${texts.title.en}`,
      zh: `读冲突：${texts.title.zh}`,
    },
    summary: {
      en:
        `It had read ${first.namespace}/${first.key} at version ${first.readVersion}; transaction ${first.id} wrote it at ${first.writtenVersion} ` +
        (sameBlock ? "in the same block" : "before it was committed") +
        (others > 0 ? `, and ${others} more wrote what it had read. ` : ". ") +
        clause.en,
      zh:
        `它读取 ${first.namespace}/${first.key}${readInChinese(first)}；交易 ${first.id} ` +
        (sameBlock ? "在同一区块中" : "在它提交之前") +
        `将其写为版本 ${first.writtenVersion}` +
        (others > 0 ? `，另有 ${others} 笔交易也写入了它读过的键。` : "。") +
        clause.zh,
    },
    advice: texts.advice,
    runbook: texts.runbook,
    culprits,
    proof: [...conflictProof(failure.readConflicts), ...contentionProof(failure)],
    unseen: unseenOf(failure, sameBlock),
  };
};

/** Whether an endorser lagged can be told only where its simulation and the commits were seen. */
function unseenOf({ contention }: FabricFailure, sameBlock: boolean): readonly Text[] {
  if (sameBlock || contention === undefined || contention.stale || contention.timesSeen) return [];
  return [
    {
      en: "whether its endorser lagged behind: no log tells when it simulated and when the peers committed the writer's block",
      zh: "背书节点是否滞后：没有日志说明其模拟时间及各节点提交写入方区块的时间",
    },
  ];
}
