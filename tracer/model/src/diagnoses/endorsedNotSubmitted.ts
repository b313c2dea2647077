import { instant } from "../conflictCulprits.ts";
import type { DiagnosisRule } from "../diagnosis.ts";

/** Simulations of one proposal on fewer endorsers may as well be a query. */
const FEWEST_ENDORSERS = 2;

/** Longer than this a client is likely to have given up waiting, nanoseconds: 3 s, the shortest default among SDKs. */
const PATIENCE_NS = 3_000_000_000n;

/** Several endorsers simulated it well, and no orderer ever saw it: the client stopped in between. */
export const endorsedNotSubmitted: DiagnosisRule = (failure) => {
  if (failure.family !== "fabric" || failure.place !== undefined || !failure.unordered) return undefined;
  const { executions, attempts, arrivalsSeen } = failure.unordered;
  const nodes = new Set(executions.map(({ node }) => node));
  if (attempts.length > 0 || nodes.size < FEWEST_ENDORSERS || failure.endorseErrors.length > 0) return undefined;
  if (executions.some(({ outcome }) => outcome === "refused" || outcome === "error")) return undefined;
  const slowest = executions.reduce((a, b) => (b.durationNs > a.durationNs ? b : a));
  const isSlow = slowest.durationNs >= PATIENCE_NS;
  const ms = slowest.durationNs / 1_000_000n;
  return {
    code: "not_submitted",
    subCause: isSlow ? "client_gave_up" : "client_stopped",
    chainCode: null,
    confidence: isSlow ? 0.7 : 0.5,
    title: { en: "Endorsed, and never submitted", zh: "已背书但从未提交" },
    summary: {
      en: `${nodes.size} endorsers simulated it (${[...nodes].join(", ")}), and no orderer received it. ${
        isSlow
          ? `The slowest took ${ms} ms: the client had probably given up by then.`
          : "The client stopped after endorsement: it died, or did not like the endorsements (results that differ, too few of them)."
      }`,
      zh: `${nodes.size} 个背书节点已模拟（${[...nodes].join("、")}），但没有排序节点收到它。${
        isSlow
          ? `最慢者耗时 ${ms} 毫秒：客户端可能已放弃等待。`
          : "客户端在背书后停止：已退出，或未接受背书（结果不一致或数量不足）。"
      }`,
    },
    advice: isSlow
      ? {
          en: "See why the endorser was slow, or let the client wait longer.",
          zh: "请查明背书缓慢的原因，或让客户端等待更久。",
        }
      : { en: "Look at the client's own log about that time.", zh: "请查看客户端当时的日志。" },
    runbook: [
      { en: "Compare the chaincode times of the endorsers in the trace.", zh: "在追踪中比较各背书节点的链码耗时。" },
      { en: "Ask whoever runs the client: its error names the reason.", zh: "询问客户端运维方：其错误信息说明原因。" },
    ],
    culprits: [],
    proof: executions.map(({ node, chaincode, outcome, startNs, durationNs }) => ({
      label: `simulated_by ${node}`,
      value: `${chaincode} ${outcome} after ${durationNs / 1_000_000n} ms from ${instant(startNs)}`,
    })),
    unseen: [
      { en: "why the client stopped: its side is not instrumented", zh: "客户端停止的原因：客户端未接入观测" },
      ...(arrivalsSeen
        ? []
        : [
            {
              en: "whether it arrived at an orderer: set orderer.common.broadcast=debug on the orderers",
              zh: "是否到达排序节点：请在排序节点设置 orderer.common.broadcast=debug",
            },
          ]),
    ],
  };
};
