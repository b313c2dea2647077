import { durationOf, isFelt, spansOf } from "../felt.ts";
import { durationText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/** The orderer that took it in was not the leader, and handing it on took long. */
export const forwardedLate: SlownessRule = (trace) => {
  const forward = [...spansOf(trace, "fabric.order.forward")].sort((a, b) => durationOf(b) - durationOf(a))[0];
  if (!forward) return undefined;
  const costNs = durationOf(forward);
  if (!isFelt(trace, costNs)) return undefined;
  const leader = forward.attributes["raft.leader"];
  return slowDiagnosis({
    code: "forwarded_late",
    costNs,
    confidence: 0.8,
    title: { en: "Handed on to the leader late", zh: "转发给主节点缓慢" },
    summary: {
      en: `${forward.node} was not the leader and handed it on${leader ? ` to ${leader}` : ""}, which took ${durationText(costNs)}.`,
      zh: `${forward.node} 不是主节点，将其转发${leader ? `给 ${leader}` : ""}，用了 ${durationText(costNs)}。`,
    },
    advice: {
      en: "Look at the network between these two orderers, and at the leader's load.",
      zh: "请检查这两个排序节点之间的网络及主节点的负载。",
    },
    runbook: [
      {
        en: `Compare cluster_comm_msg_send_time and cluster_comm_egress_queue_length of ${forward.node} towards the leader with those of the others.`,
        zh: `将 ${forward.node} 到主节点的 cluster_comm_msg_send_time 与 cluster_comm_egress_queue_length 与其他节点对比。`,
      },
    ],
    proof: rows({ from: forward.node, leader }),
  });
};
