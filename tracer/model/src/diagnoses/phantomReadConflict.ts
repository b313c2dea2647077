import { conflictProof, culpritsOf, readInChinese } from "../conflictCulprits.ts";
import type { Culprit, DiagnosisRule } from "../diagnosis.ts";
import type { Text } from "../text.ts";

const PHANTOM_READ_CONFLICT = 12;

/** A range query would return something else now, shown by keys of its range that were written since. */
export const phantomReadConflict: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.code !== PHANTOM_READ_CONFLICT) return undefined;
  const { rangeConflicts, rangesCompared } = failure;
  // One key whose change is proved suffices to refuse the transaction.
  const proved = rangeConflicts.filter(({ evidence }) => evidence === "proved");
  const first = culpritsOf(proved)[0] ?? culpritsOf(rangeConflicts)[0];
  if (!first) return undefined;
  return {
    code: "phantom_read_conflict",
    chainCode: PHANTOM_READ_CONFLICT,
    confidence: proved.length > 0 ? 1 : 0.9,
    title: { en: "Range conflict: the result of a query changed", zh: "幻读冲突：范围查询的结果已改变" },
    summary: summaryOf(first),
    advice: {
      en: "Keep range queries out of transactions that write, or narrow the range; read with a query, then write by key.",
      zh: "请勿在写交易中使用范围查询，或缩小范围；先用查询读取，再按键写入。",
    },
    culprits: culpritsOf(rangeConflicts),
    proof: conflictProof(rangeConflicts),
    unseen: unseenOf(rangesCompared, proved.length > 0),
  };
};

function summaryOf(culprit: Culprit): Text {
  const { id, namespace, key, readVersion, writtenVersion } = culprit;
  if (readVersion === undefined) {
    return {
      en: `Its range query covers ${namespace}/${key}; transaction ${id} changed that key at ${writtenVersion}, after all that it had read.`,
      zh: `其范围查询覆盖 ${namespace}/${key}；在它读取之后，交易 ${id} 于版本 ${writtenVersion} 更改了该键。`,
    };
  }
  if (readVersion === "absent") {
    return {
      en: `Its range query had not returned ${namespace}/${key}; transaction ${id} wrote that key into the range at ${writtenVersion}.`,
      zh: `其范围查询未曾返回 ${namespace}/${key}；交易 ${id} 以版本 ${writtenVersion} 将该键写入了该范围。`,
    };
  }
  return {
    en: `Its range query had returned ${namespace}/${key} at version ${readVersion}; transaction ${id} changed it at ${writtenVersion}.`,
    zh: `其范围查询返回 ${namespace}/${key}${readInChinese(culprit)}；交易 ${id} 将其更改为版本 ${writtenVersion}。`,
  };
}

function unseenOf(rangesCompared: boolean, isProved: boolean): readonly Text[] {
  if (!rangesCompared) {
    return [
      {
        en: "keys that came into the range: the pass conflicts has not come to this block yet (ledgerscope passes)",
        zh: "新进入范围的键：conflicts 处理尚未到达该区块（ledgerscope passes）",
      },
    ];
  }
  if (isProved) return [];
  return [
    {
      en: "which of these keys changed the result: the query's result is recorded as a hash alone",
      zh: "究竟哪个键改变了结果：该查询只记录了结果的哈希",
    },
  ];
}
