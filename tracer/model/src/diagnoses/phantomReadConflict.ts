import { conflictProof, culpritsOf, readInChinese } from "../conflictCulprits.ts";
import type { DiagnosisRule } from "../diagnosis.ts";

const PHANTOM_READ_CONFLICT = 12;

/** A range query would return something else now, shown by keys of its recorded result that were written since. */
export const phantomReadConflict: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.code !== PHANTOM_READ_CONFLICT) return undefined;
  const culprits = culpritsOf(failure.rangeConflicts);
  const first = culprits[0];
  if (!first) return undefined;
  return {
    code: "phantom_read_conflict",
    chainCode: PHANTOM_READ_CONFLICT,
    confidence: 0.9,
    title: { en: "Range conflict: the result of a query changed", zh: "幻读冲突：范围查询的结果已改变" },
    summary: {
      en: `Its range query had returned ${first.namespace}/${first.key} at version ${first.readVersion}; transaction ${first.id} wrote it at ${first.writtenVersion}.`,
      zh: `其范围查询返回 ${first.namespace}/${first.key}${readInChinese(first)}；交易 ${first.id} 将其写为版本 ${first.writtenVersion}。`,
    },
    advice: {
      en: "Keep range queries out of transactions that write, or narrow the range; read with a query, then write by key.",
      zh: "请勿在写交易中使用范围查询，或缩小范围；先用查询读取，再按键写入。",
    },
    culprits,
    proof: conflictProof(failure.rangeConflicts),
    unseen: [
      {
        en: "keys that came into the range: the bounds of range queries are not stored",
        zh: "新进入范围的键：范围查询的边界未存储",
      },
    ],
  };
};
