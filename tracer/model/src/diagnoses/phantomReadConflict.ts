import { conflictProof, contentionProof, culpritsOf, readInChinese } from "../conflictCulprits.ts";
import type { Culprit, DiagnosisRule, KeyConflict } from "../diagnosis.ts";
import type { Text } from "../text.ts";
import { causeTexts, conflictCauses, staleText } from "./conflictCauses.ts";

const PHANTOM_READ_CONFLICT = 12;

/** A range query would return something else now, shown by keys of its range that were written since. */
export const phantomReadConflict: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.code !== PHANTOM_READ_CONFLICT) return undefined;
  const { rangeConflicts, rangesCompared } = failure;
  // One key whose change is proved suffices to refuse the transaction.
  const proved = rangeConflicts.filter(({ evidence }) => evidence === "proved");
  const first = culpritsOf(proved)[0] ?? culpritsOf(rangeConflicts)[0];
  if (!first) return undefined;
  const causes = conflictCauses(failure, proved.length > 0 ? proved : rangeConflicts);
  const cause = causes[0] ?? "overtaken";
  const { stale } = failure.contention ?? {};
  const clause = cause === "stale_endorser" && stale ? staleText(stale) : causeTexts[cause].clause;
  const summary = summaryOf(first);
  return {
    code: "phantom_read_conflict",
    subCause: cause,
    subCauses: [...causes, changeOf(first, rangeConflicts)],
    chainCode: PHANTOM_READ_CONFLICT,
    confidence: proved.length > 0 ? 1 : rangesCompared ? 0.9 : 0.7,
    title: { en: "Range conflict: the result of a query changed", zh: "幻读冲突：范围查询的结果已改变" },
    summary: { en: `${summary.en} ${clause.en}`, zh: `${summary.zh}${clause.zh}` },
    advice: {
      en: "Keep range queries out of transactions that write, or narrow the range; read with a query, then write by key.",
      zh: "请勿在写交易中使用范围查询，或缩小范围；先用查询读取，再按键写入。",
    },
    runbook,
    culprits: culpritsOf(rangeConflicts),
    proof: [...conflictProof(rangeConflicts), ...contentionProof(failure)],
    unseen: unseenOf(rangesCompared, proved.length > 0),
  };
};

const runbook: readonly Text[] = [
  {
    en: "See which range it queried (fabric_range_queries) and how often keys come into it.",
    zh: "查看其查询的范围（fabric_range_queries）以及键进入该范围的频率。",
  },
  {
    en: "Let the chaincode query in a transaction of its own that is not submitted, and write by keys that it is given.",
    zh: "让链码在不提交的独立调用中查询，再按给定的键写入。",
  },
  {
    en: "Have the client submit again from a new proposal.",
    zh: "让客户端以新的提案重新提交。",
  },
];

/** What became of the phantom key: it came into the range, changed in it, or left it. */
function changeOf({ id, key }: Culprit, conflicts: readonly KeyConflict[]): string {
  const conflict = conflicts.find(({ writes }) => writes.some((write) => write.id === id));
  const isDeleted = conflict?.writes.find((write) => write.id === id)?.isDelete === true;
  if (isDeleted) return "key_deleted";
  return conflict?.read === undefined && conflict?.evidence === "proved" && key !== undefined
    ? "key_inserted"
    : "key_changed";
}

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
