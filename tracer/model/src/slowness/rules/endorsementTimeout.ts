import { durationOf, spansOf } from "../felt.ts";
import { durationText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/** Words of a peer's chaincode handler, of the gateway, and of gRPC's deadline. */
const TIMED_OUT = /timeout expired|timed out|DeadlineExceeded|deadline exceeded/i;

/** An endorser did not answer within the time that the gateway, the client or the peer's chaincode limit gives. */
export const endorsementTimeout: SlownessRule = (trace) => {
  const endorse = spansOf(trace, "fabric.endorse")[0];
  const failed = spansOf(trace, "fabric.endorse", "fabric.endorse.peer").find(({ attributes }) =>
    TIMED_OUT.test(attributes["error"] ?? ""),
  );
  if (!endorse || !failed) return undefined;
  const costNs = durationOf(endorse);
  const peers = spansOf(trace, "fabric.endorse.peer");
  const slowest = [...peers].sort((a, b) => durationOf(b) - durationOf(a))[0];
  const where = slowest?.node || failed.node;
  return slowDiagnosis({
    code: "endorsement_timeout",
    costNs,
    confidence: 0.9,
    title: { en: "Endorsement timed out", zh: "背书超时" },
    summary: {
      en: `No endorsement came in time: after ${durationText(costNs)} the answer was "${failed.attributes["error"]}". ${where ? `${where} was at work the longest.` : ""}`.trim(),
      zh: `未能及时取得背书：${durationText(costNs)} 后得到的回答是“${failed.attributes["error"]}”。${where ? `${where} 执行时间最长。` : ""}`,
    },
    advice: {
      en: "Find out whether the chaincode is slow, its process is gone, or the peer is overloaded.",
      zh: "请查明是链码执行慢、链码进程已退出，还是 peer 过载。",
    },
    runbook: [
      {
        en: "Look at the chaincode's own log at that time: is the call still running, or did it never arrive?",
        zh: "查看该时刻链码自身的日志：调用仍在执行，还是从未到达？",
      },
      {
        en: "Compare with other calls of the same function: if all are slow, shorten its work; only then raise peer.chaincode.executetimeout (30 s by default) and the client's endorse timeout.",
        zh: "与同一函数的其他调用比较：若都慢，应减少其工作量；之后才考虑调高 peer.chaincode.executetimeout（默认 30 秒）和客户端的背书超时。",
      },
      {
        en: "If the chaincode's process is gone, restart it, and see why it ended.",
        zh: "若链码进程已退出，请重启并查明原因。",
      },
    ],
    proof: [
      ...rows({ error: failed.attributes["error"] }),
      ...peers.map((span) => ({ label: span.node, value: durationText(durationOf(span)) })),
    ],
    unseen:
      peers.length > 0
        ? []
        : [{ en: "which endorser was at work: its log is not read", zh: "是哪个背书节点在执行：其日志未读取" }],
  });
};
