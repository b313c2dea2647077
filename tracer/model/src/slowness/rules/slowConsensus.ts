import { durationOf, isFelt, mostUnusual, spansOf } from "../felt.ts";
import { durationText, rows, slowDiagnosis, timeText } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/** The orderers took long to agree on the block, from the leader's cutting it to its being written. */
export const slowConsensus: SlownessRule = (trace, { baselines, events }) => {
  const order = spansOf(trace, "fabric.order")[0];
  const rounds = spansOf(trace, "fabric.order.consensus");
  // The client waits for the first orderers to be done, not for the last.
  const first = [...rounds].sort((a, b) => durationOf(a) - durationOf(b))[0];
  const found = first && mostUnusual(trace, [first], baselines);
  if (!order || !found || !isFelt(trace, found.costNs)) return undefined;
  const { span, costNs, usualNs } = found;
  const disk = events.find(
    ({ stage, atNs }) =>
      stage === "fabric.node.slow_disk" && atNs >= span.startNs && atNs <= order.endNs + 1_000_000_000n,
  );
  const phases = trace.spans
    .filter(({ parentSpanId }) => parentSpanId === span.spanId)
    .map((phase) => ({ label: `${phase.name} ${phase.node}`, value: durationText(durationOf(phase)) }));
  return slowDiagnosis({
    code: "ordered_late",
    subCause: disk ? "disk" : "consensus",
    costNs,
    confidence: disk ? 0.95 : 0.8,
    title: { en: "Ordered late: the orderers were slow to agree", zh: "排序延迟：共识缓慢" },
    summary: {
      en: `From cutting the block to writing it took ${durationText(durationOf(span))} even at the fastest orderer (usually ${durationText(usualNs)})${disk ? `; ${disk.node} reported a slow disk` : ""}.`,
      zh: `即使在最快的排序节点，从切块到写入也用了 ${durationText(durationOf(span))}（通常 ${durationText(usualNs)}）${disk ? `；${disk.node} 报告磁盘缓慢` : ""}。`,
    },
    advice: disk
      ? {
          en: "Give the write-ahead log of the orderers a disk of its own: consensus waits for its sync.",
          zh: "请为排序节点的预写日志提供独立磁盘：共识需等待其落盘。",
        }
      : {
          en: "Look at CPU, disk and the network between the orderers at that time.",
          zh: "请检查当时排序节点的 CPU、磁盘及其之间的网络。",
        },
    runbook: [
      {
        en: "Compare consensus_etcdraft_data_persist_duration (Raft) or consensus_smartbft_view_latency_batch_processing (BFT) of the orderers: one slow member, or all?",
        zh: "对比各排序节点的 consensus_etcdraft_data_persist_duration（Raft）或 consensus_smartbft_view_latency_batch_processing（BFT）：是个别成员慢还是全部？",
      },
      {
        en: "Look at cluster_comm_msg_send_time between them, and at the size of the blocks.",
        zh: "查看节点间的 cluster_comm_msg_send_time 以及区块大小。",
      },
    ],
    proof: [
      ...rounds.map((round) => ({ label: `${round.name} ${round.node}`, value: durationText(durationOf(round)) })),
      ...phases,
      ...rows({ usual: durationText(usualNs), slow_disk: disk && `${disk.node} ${timeText(disk.atNs)}` }),
    ],
  });
};
