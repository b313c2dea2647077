import { conflictProof, culpritsOf, readInChinese } from "../conflictCulprits.ts";
import type { DiagnosisRule } from "../diagnosis.ts";

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
  return {
    code: "mvcc_read_conflict",
    chainCode: MVCC_READ_CONFLICT,
    confidence: 1,
    title: { en: "Read conflict: another transaction was first", zh: "读冲突：另一笔交易抢先写入" },
    summary: {
      en:
        `It had read ${first.namespace}/${first.key} at version ${first.readVersion}; transaction ${first.id} wrote it at ${first.writtenVersion} ` +
        (sameBlock ? "in the same block" : "before it was committed") +
        (others > 0 ? `, and ${others} more wrote what it had read.` : "."),
      zh:
        `它读取 ${first.namespace}/${first.key}${readInChinese(first)}；交易 ${first.id} ` +
        (sameBlock ? "在同一区块中" : "在它提交之前") +
        `将其写为版本 ${first.writtenVersion}` +
        (others > 0 ? `，另有 ${others} 笔交易也写入了它读过的键。` : "。"),
    },
    advice: sameBlock
      ? {
          en: "Several transactions of one block update the same key. Spread the key (one per writer, summed when read), or submit again after the block.",
          zh: "同一区块内多笔交易更新同一个键。请拆分该键（每个写入方一个键，读取时汇总），或在该区块之后重新提交。",
        }
      : {
          en: "Simulate and submit again: the client's endorsement was older than the state. If it recurs, wait for the commit of the previous transaction on that key before the next one, or spread the key.",
          zh: "请重新模拟并提交：背书时的状态已过期。若反复出现，请等待该键上一笔交易提交后再发起下一笔，或拆分该键。",
        },
    culprits,
    proof: conflictProof(failure.readConflicts),
    unseen: [],
  };
};
