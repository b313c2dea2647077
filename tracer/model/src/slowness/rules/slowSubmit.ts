import { isFelt, mostUnusual, spansOf } from "../felt.ts";
import { durationText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/** The gateway took long until an orderer accepted: it tried others in vain, or the orderer let it wait. */
export const slowSubmit: SlownessRule = (trace, { baselines }) => {
  const found = mostUnusual(trace, spansOf(trace, "fabric.submit"), baselines);
  if (!found || !isFelt(trace, found.costNs)) return undefined;
  const { span, costNs, usualNs } = found;
  const refused = Number(span.attributes["fabric.orderer.refused"] ?? 0);
  const endpoints = span.attributes["fabric.orderer.endpoints"];
  return slowDiagnosis({
    code: "slow_submit",
    subCause: refused > 0 ? "orderer_unavailable" : "orderer_slow",
    costNs,
    confidence: refused > 0 ? 0.95 : 0.8,
    title: { en: "The orderers were slow to accept it", zh: "排序节点接收缓慢" },
    summary: {
      en: `${span.node} needed ${durationText(costNs + usualNs)} (usually ${durationText(usualNs)}) until the orderers had it${refused > 0 ? `: ${refused} of them refused or could not be reached` : ""}.`,
      zh: `${span.node} 用了 ${durationText(costNs + usualNs)}（通常 ${durationText(usualNs)}）才使排序节点接收${refused > 0 ? `：其中 ${refused} 个拒绝或无法连接` : ""}。`,
    },
    advice: {
      en: "See which orderer refused and whether it is up; a Raft orderer without a leader refuses everything.",
      zh: "请查看是哪个排序节点拒绝、是否在线；没有主节点的 Raft 排序节点会拒绝一切请求。",
    },
    runbook: [
      {
        en: `Look whether each of ${endpoints || "the orderers"} answers, and at their logs for leader changes.`,
        zh: `检查 ${endpoints || "各排序节点"} 是否响应，并查看其日志中的换主记录。`,
      },
      {
        en: "Compare broadcast_validate_duration and broadcast_enqueue_duration of the orderers.",
        zh: "对比排序节点的 broadcast_validate_duration 与 broadcast_enqueue_duration 指标。",
      },
    ],
    proof: rows({
      gateway: span.node,
      usual: durationText(usualNs),
      orderers: endpoints,
      refused: refused > 0 ? String(refused) : undefined,
    }),
  });
};
