import type { Diagnosis } from "../../diagnosis.ts";
import { durationText, rows, timeText } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/** How sure one block that passed it over makes, and how each further one adds to it. */
const ONE_BLOCK = 0.3;

/**
 * A leader passed a transaction over that two nodes knew, and ordered others that came later, in blocks that had room:
 * the criterion of deliberately not packaging a transaction, on times that the nodes saw instead of those that clients
 * claim. A suspicion: a lost message looks the same.
 */
export const leaderWithholding: SlownessRule = (trace, { overtaken }) => {
  const passed = overtaken.find(({ id }) => id === trace.id);
  if (!passed) return undefined;
  const { leaders, blocks, overtakenBy, passedOverNs } = passed;
  const names = leaders.map(({ leader, blocks: count }) => `${leader} (${count})`).join(", ");
  const first = passed.seen.reduce((least, { atNs }) => (atNs < least ? atNs : least), passed.seen[0]?.atNs ?? 0n);
  const confidence = Math.min(0.9, 1 - (1 - ONE_BLOCK) ** blocks.length);
  const where = passed.height === undefined ? { en: "never", zh: "从未" } : undefined;
  const diagnosis: Diagnosis = {
    code: "leader_withholding",
    kind: "suspicion",
    chainCode: null,
    confidence: Math.round(confidence * 100) / 100,
    title: { en: "Suspected: the leader passed it over", zh: "疑似主节点未打包该交易" },
    summary: {
      en: `${passed.seen.length} nodes had it since ${timeText(first)}; ${blocks.length} block${blocks.length === 1 ? "" : "s"} with room for it were cut without it (by ${names}) and hold ${overtakenBy} transactions that came later. It was ${where ? "never ordered" : `ordered in block ${passed.height}`}.`,
      zh: `${passed.seen.length} 个节点自 ${timeText(first)} 起就有该交易；其后切出的 ${blocks.length} 个仍有空间的区块（主节点 ${names}）没有包含它，却包含 ${overtakenBy} 笔更晚到达的交易。它${where ? "从未被排序" : `最终在区块 ${passed.height} 中`}。`,
    },
    advice: {
      en: "Look whether this recurs with one leader, one client or one kind of transaction. A single case may be a lost message.",
      zh: "请查看是否在同一主节点、同一客户端或同一类交易上重复出现。单个案例可能只是消息丢失。",
    },
    runbook: [
      {
        en: "See in the leader's own log whether the transaction arrived there: if it did, the leader chose; if not, look at the connection.",
        zh: "查看主节点自身日志中该交易是否到达：若已到达，则为主节点所为；若未到达，请检查连接。",
      },
      {
        en: "Compare the leaders' scores over a day; change the leader if one stands out, and keep the evidence rows.",
        zh: "对比各主节点一天内的评分；若某个异常，请更换主节点并保存证据。",
      },
    ],
    culprits: [],
    proof: [
      ...passed.seen.map(({ node, atNs }) => ({ label: `seen by ${node}`, value: timeText(atNs) })),
      ...rows({
        blocks: blocks.join(", "),
        leaders: names,
        overtaken_by: String(overtakenBy),
        example: passed.example,
        passed_over: durationText(passedOverNs),
      }),
    ],
    unseen: [
      {
        en: "whether the leader itself had received it, unless its own log says so",
        zh: "主节点自身是否收到该交易，除非其日志有记录",
      },
    ],
  };
  return diagnosis;
};
