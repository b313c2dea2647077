import type { TraceSpan } from "../../trace.ts";
import { medianOf } from "../baseline.ts";
import { durationOf, isFelt, overlaps, spansOf, unusual } from "../felt.ts";
import { durationText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessContext, SlownessRule } from "../slownessContext.ts";

/** Slower by this factor than the others that endorsed the same proposal. */
const SLOWER_BY = 3;
/** The chaincode's share of the peer's time from which on it is the cause. */
const MOSTLY = 0.6;

const CAUSES = {
  stopped: {
    en: "the peer itself stood still meanwhile",
    zh: "期间 peer 自身停顿",
  },
  chaincode: { en: "the chaincode itself was at work", zh: "时间花在链码自身的执行上" },
  simulator_lock: {
    en: "the peer was taking a block into its state, and simulations wait for that",
    zh: "peer 正在把区块写入状态库，模拟执行需等待",
  },
  waiting: {
    en: "not the chaincode, but waiting in the peer took the time",
    zh: "时间不在链码执行，而在 peer 内部等待",
  },
  unknown: { en: "what it did meanwhile is not known", zh: "期间在做什么未知" },
} as const;

/**
 * One endorsing peer took much longer than the others that simulated the same proposal, or than it usually does. Its
 * chaincode (the log names its time), the lock on the state that a commit holds (ledger: kvledger/txmgmt/txmgr), or
 * the peer as a whole.
 */
export const slowEndorser: SlownessRule = (trace, context) => {
  const peers = spansOf(trace, "fabric.endorse.peer");
  const slowest = [...peers].sort((a, b) => durationOf(b) - durationOf(a))[0];
  if (!slowest) return undefined;
  const taken = durationOf(slowest);
  const others = peers.filter((peer) => peer !== slowest).map(durationOf);
  const beyond = unusual(slowest, context.baselines);
  const apart = others.length > 0 && taken >= SLOWER_BY * medianOf(others);
  const usualNs = apart ? medianOf(others) : beyond?.usualNs;
  if (usualNs === undefined || taken < SLOWER_BY * usualNs) return undefined;
  const costNs = taken - usualNs;
  if (!isFelt(trace, costNs)) return undefined;

  const execute = spansOf(trace, "fabric.chaincode.execute").find(({ node }) => node === slowest.node);
  const cause = causeOf(slowest, execute, context);
  const because = CAUSES[cause];
  return slowDiagnosis({
    code: "slow_endorser",
    subCause: cause,
    costNs,
    confidence: apart && beyond ? 0.95 : 0.85,
    title: { en: "A slow endorser", zh: "背书节点执行慢" },
    summary: {
      en: `${slowest.node} took ${durationText(taken)} to simulate it, where ${apart ? "the others of this transaction took" : "it usually takes"} ${durationText(usualNs)}: ${because.en}.`,
      zh: `${slowest.node} 模拟执行用了 ${durationText(taken)}，${apart ? "本交易的其他背书节点" : "它平时"}为 ${durationText(usualNs)}：${because.zh}。`,
    },
    advice:
      cause === "chaincode"
        ? {
            en: "Look at what this function of the chaincode does on that peer: calls out of the ledger, sleeps, wide range queries, a slow state database.",
            zh: "请检查该函数在此 peer 上的行为：对外调用、休眠、大范围查询或状态数据库缓慢。",
          }
        : {
            en: `Look at the load of ${slowest.node}: CPU, disk, and blocks that it was committing at the time.`,
            zh: `请检查 ${slowest.node} 的负载：CPU、磁盘以及当时正在提交的区块。`,
          },
    runbook: [
      {
        en: `Open the slowest transactions of ${execute?.attributes["fabric.chaincode.name"] ?? "this chaincode"} on ${slowest.node}: is it this function, this peer, or this moment?`,
        zh: `查看 ${slowest.node} 上${execute?.attributes["fabric.chaincode.name"] ? `链码 ${execute.attributes["fabric.chaincode.name"]}` : "该链码"}最慢的交易：是函数、节点还是时段的问题？`,
      },
      {
        en: "Compare chaincode_shim_request_duration and endorser_proposal_duration of the peers.",
        zh: "对比各 peer 的 chaincode_shim_request_duration 与 endorser_proposal_duration 指标。",
      },
      {
        en: "If one peer stays slow, let clients endorse elsewhere (the gateway prefers peers at the greatest height) and repair it.",
        zh: "若某 peer 持续缓慢，请让客户端改用其他背书节点（网关优先选择高度最高者）并修复它。",
      },
    ],
    proof: [
      ...peers.map((span) => ({ label: `fabric.endorse.peer ${span.node}`, value: durationText(durationOf(span)) })),
      ...rows({
        [`fabric.chaincode.execute ${slowest.node}`]: execute && durationText(durationOf(execute)),
        usual: beyond && durationText(beyond.usualNs),
      }),
    ],
    unseen: execute
      ? []
      : [
          {
            en: "the chaincode's own time: the peer's endorser log (INFO) is not read",
            zh: "链码自身的执行时间：未读取该 peer 的 endorser 日志（INFO）",
          },
        ],
  });
};

function causeOf(
  peer: TraceSpan,
  execute: TraceSpan | undefined,
  { silences, commits, simulations }: SlownessContext,
): keyof typeof CAUSES {
  const half = (peer.endNs - peer.startNs) / 2n;
  const still = silences.some(({ node, fromNs, toNs }) => {
    const from = fromNs > peer.startNs ? fromNs : peer.startNs;
    const to = toNs < peer.endNs ? toNs : peer.endNs;
    return node === peer.node && to - from > half;
  });
  if (still) return "stopped";
  if (!execute) return "unknown";
  if (durationOf(execute) >= MOSTLY * durationOf(peer)) return "chaincode";
  const holders = [
    ...commits.flatMap(({ node, state }) => (node === peer.node && state ? [state] : [])),
    ...simulations.filter(({ node }) => node === peer.node),
  ];
  const locked = holders.some((holder) => overlaps(holder, peer));
  return locked ? "simulator_lock" : "waiting";
}
