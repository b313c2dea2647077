import type { TraceSpan, TxTrace } from "../../trace.ts";
import { durationOf, isFelt, spansOf } from "../felt.ts";
import { durationText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/**
 * The orderer that took it in was not the leader. With Raft it hands it on at once, which may take long; with BFT only
 * when its leader has not ordered it in time (`request_forward_timeout`, 2 s by default), as clients are to send to all.
 */
export const forwardedLate: SlownessRule = (trace) => {
  const forward = [...spansOf(trace, "fabric.order.forward")].sort((a, b) => durationOf(b) - durationOf(a))[0];
  if (!forward) return undefined;
  const leader = forward.attributes["raft.leader"] ?? forward.attributes["bft.leader"];
  const byTimeout = forward.attributes["bft.timeout"] !== undefined;
  const costNs = byTimeout ? untilForwarded(trace, forward) : durationOf(forward);
  if (!isFelt(trace, costNs)) return undefined;
  const took = durationText(costNs);
  return slowDiagnosis({
    code: "forwarded_late",
    ...(byTimeout ? { subCause: "forward_timeout" as const } : {}),
    costNs,
    confidence: byTimeout ? 0.95 : 0.8,
    title: { en: "Handed on to the leader late", zh: "转发给主节点缓慢" },
    summary: byTimeout
      ? {
          en: `${forward.node} had it, but the leader${leader ? ` (number ${leader})` : ""} did not: a BFT orderer hands a request on only after its forward timeout. ${took} passed until then.`,
          zh: `${forward.node} 收到了它，而主节点${leader ? `（${leader} 号）` : ""}没有：BFT 排序节点要等转发超时后才转发。此前经过了 ${took}。`,
        }
      : {
          en: `${forward.node} was not the leader and handed it on${leader ? ` to number ${leader}` : ""}, which took ${took}.`,
          zh: `${forward.node} 不是主节点，将其转发${leader ? `给 ${leader} 号` : ""}，用了 ${took}。`,
        },
    advice: byTimeout
      ? {
          en: "Let the client send to all orderers: the peer's gateway does so with BFT, an application that sends to one orderer itself does not.",
          zh: "请让客户端将交易发送给全部排序节点：BFT 下 peer 网关会这样做，而自行只发送给一个排序节点的应用不会。",
        }
      : {
          en: "Look at the network between these two orderers, and at the leader's load.",
          zh: "请检查这两个排序节点之间的网络及主节点的负载。",
        },
    runbook: byTimeout
      ? [
          {
            en: "Which client is it? Move it to the gateway (Fabric 2.4 and later), or let it broadcast to every orderer.",
            zh: "是哪个客户端？请改用网关（Fabric 2.4 及以上），或向每个排序节点广播。",
          },
          {
            en: "If it did send to all: why did the leader not get it? Look at the gateway's log for orderers that refused.",
            zh: "若已发送给全部：主节点为何未收到？请查看网关日志中拒绝的排序节点。",
          },
          {
            en: "request_forward_timeout of the channel's SmartBFT options bounds this wait.",
            zh: "通道 SmartBFT 选项中的 request_forward_timeout 决定该等待的上限。",
          },
        ]
      : [
          {
            en: `Compare cluster_comm_msg_send_time and cluster_comm_egress_queue_length of ${forward.node} towards the leader with those of the others.`,
            zh: `将 ${forward.node} 到主节点的 cluster_comm_msg_send_time 与 cluster_comm_egress_queue_length 与其他节点对比。`,
          },
        ],
    proof: rows({ from: forward.node, leader }),
  });
};

/** From the first orderer's taking it in to its handing it on, nanoseconds. */
function untilForwarded(trace: TxTrace, forward: TraceSpan): number {
  const own = spansOf(trace, "fabric.broadcast", "fabric.order.pool").filter(({ node }) => node === forward.node);
  const first = own.reduce((least, { startNs }) => (startNs < least ? startNs : least), forward.startNs);
  return Number(forward.startNs - first);
}
