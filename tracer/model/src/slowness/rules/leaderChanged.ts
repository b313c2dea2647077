import { durationOf, isFelt, spansOf } from "../felt.ts";
import { durationText, rows, slowDiagnosis, timeText } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/** Clocks of the nodes may differ so much, nanoseconds. */
const SLACK_NS = 100_000_000n;

/** The orderers had no leader, or another one, while the transaction waited to be ordered: an election, or a view change. */
export const leaderChanged: SlownessRule = (trace, { baselines, events }) => {
  const order = spansOf(trace, "fabric.order")[0];
  if (!order) return undefined;
  const during = events.filter(
    ({ stage, atNs }) =>
      (stage === "fabric.node.leader" || stage === "fabric.node.view") &&
      atNs >= order.startNs - SLACK_NS &&
      atNs <= order.endNs + SLACK_NS,
  );
  const first = during[0];
  if (!first) return undefined;
  const usualNs = baselines.of("fabric.order", order.node)?.medianNs ?? 0;
  const costNs = durationOf(order) - usualNs;
  if (!isFelt(trace, costNs)) return undefined;
  const isView = during.every(({ stage }) => stage === "fabric.node.view");
  const leader = during
    .map(({ attributes }) => attributes["raft.leader"] ?? attributes["bft.leader"] ?? "0")
    .findLast((number) => number !== "0");
  const stopped = events.find(
    ({ stage, atNs }) =>
      (stage === "fabric.node.stopped" || stage === "fabric.node.unreachable") &&
      atNs >= order.startNs - SLACK_NS &&
      atNs <= order.endNs,
  );
  return slowDiagnosis({
    code: "ordered_late",
    subCause: isView ? "view_change" : "leader_change",
    costNs,
    confidence: 0.9,
    title: isView
      ? { en: "Ordered late: view change", zh: "排序延迟：视图切换" }
      : { en: "Ordered late: the leader changed", zh: "排序延迟：主节点更换" },
    summary: {
      en: `It waited ${durationText(durationOf(order))} to be ordered (usually ${durationText(usualNs)}); meanwhile ${isView ? "the orderers changed their view" : "the orderers elected a leader"}${leader ? `, now number ${leader}` : ""}.`,
      zh: `它等待排序 ${durationText(durationOf(order))}（通常 ${durationText(usualNs)}）；期间排序节点${isView ? "切换了视图" : "重新选举了主节点"}${leader ? `，现为 ${leader} 号` : ""}。`,
    },
    advice: {
      en: "Find out why the old leader was lost: a crash, a stall of its disk or process, or the network between orderers.",
      zh: "请查明原主节点失联的原因：崩溃、磁盘或进程停顿，或排序节点之间的网络问题。",
    },
    runbook: [
      {
        en: "Look at the old leader's log and process at the time of the change: killed, out of memory, disk full, WAL sync slow?",
        zh: "查看原主节点在换主时刻的日志与进程：被终止、内存不足、磁盘已满，还是 WAL 同步过慢？",
      },
      {
        en: isView
          ? "If it was alive, compare the request and heartbeat timeouts of the channel's SmartBFT options with the network's delay."
          : "If it was alive, compare the channel's election_tick × tick_interval with the delay between orderers.",
        zh: isView
          ? "若其在线，请将通道 SmartBFT 选项中的请求与心跳超时与网络延迟对照。"
          : "若其在线，请将通道的 election_tick × tick_interval 与排序节点间延迟对照。",
      },
      {
        en: "Bring it back before the next one fails: with one orderer down there may be no quorum left to lose.",
        zh: "在下一个节点失效前恢复它：再失去一个排序节点可能就没有法定人数了。",
      },
    ],
    proof: [
      ...during.slice(0, 5).map(({ node, stage, atNs, attributes }) => ({
        label: `${stage} ${node}`,
        value: [timeText(atNs), ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)].join(" "),
      })),
      ...rows({
        usual: usualNs > 0 ? durationText(usualNs) : undefined,
        [stopped?.stage ?? ""]:
          stopped && `${timeText(stopped.atNs)} ${stopped.remote ? `${stopped.remote} from ` : ""}${stopped.node}`,
      }),
    ],
  });
};
