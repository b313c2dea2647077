import type { TraceSpan } from "../../trace.ts";
import { outerFenceNs } from "../baseline.ts";
import { durationOf, isFelt, overlaps, spansOf } from "../felt.ts";
import { durationText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessContext, SlownessRule } from "../slownessContext.ts";

const CAUSES = {
  stopped: { en: "a peer stood still meanwhile", zh: "期间某个 peer 停顿" },
  simulator_lock: {
    en: "a peer's state was held by a commit or by another call, and simulations wait for that",
    zh: "某个 peer 的状态被提交或另一调用占住，模拟执行需等待",
  },
  waiting: {
    en: "for what is not logged: a connection, the network, or a peer with too much to do",
    zh: "原因未见于日志：连接、网络或 peer 过载",
  },
} as const;

/** The endorsement took long while no peer was simulating: what it waited for was neither chaincode nor simulation. */
export const slowEndorsement: SlownessRule = (trace, context) => {
  const endorse = spansOf(trace, "fabric.endorse")[0];
  if (!endorse) return undefined;
  const peers = spansOf(trace, "fabric.endorse.peer");
  if (peers.length === 0) return undefined;
  // What follows the last simulation is the client's as well: where the one ends and the other begins is not logged.
  const until = peers.reduce((last, { endNs }) => (endNs > last ? endNs : last), endorse.startNs);
  const idle = idleIn({ startNs: endorse.startNs, endNs: until }, peers);
  const idleNs = idle.reduce((sum, gap) => sum + durationOf(gap), 0);
  const usual = context.baselines.of(endorse.name, endorse.node);
  if (!usual || idleNs < outerFenceNs(usual) || !isFelt(trace, idleNs)) return undefined;
  const cause = causeOf(idle, new Set([endorse.node, ...peers.map(({ node }) => node)]), context);
  const because = CAUSES[cause];
  return slowDiagnosis({
    code: "slow_endorsement",
    subCause: cause,
    costNs: idleNs,
    confidence: cause === "waiting" ? 0.6 : 0.85,
    title: { en: "The endorsement waited", zh: "背书过程等待" },
    summary: {
      en: `${durationText(idleNs)} passed before or between the simulations (the whole endorsement usually takes ${durationText(usual.medianNs)}): ${cause === "waiting" ? `it waited ${because.en}` : because.en}.`,
      zh: `模拟执行之前或之间经过了 ${durationText(idleNs)}（整个背书通常 ${durationText(usual.medianNs)}）：${because.zh}。`,
    },
    advice: {
      en: "Look what the endorsing peers were doing at the time: long calls of chaincodes and slow commits hold up every simulation on their peer.",
      zh: "请查看当时背书节点在做什么：长时间的链码调用和缓慢的提交会阻塞该 peer 上的所有模拟执行。",
    },
    runbook: [
      {
        en: "Open the block that these peers were committing at the time, and the slowest calls of chaincodes then.",
        zh: "打开这些节点当时正在提交的区块，以及当时最慢的链码调用。",
      },
      {
        en: "Compare endorser_proposal_duration with chaincode_shim_request_duration: what the first has more is waiting.",
        zh: "对比 endorser_proposal_duration 与 chaincode_shim_request_duration：前者多出的部分即为等待。",
      },
    ],
    proof: [
      ...peers.map((peer) => ({ label: `fabric.endorse.peer ${peer.node}`, value: durationText(durationOf(peer)) })),
      ...rows({ usual: durationText(usual.medianNs) }),
    ],
  });
};

type Gap = Pick<TraceSpan, "startNs" | "endNs">;

/** Stretches of a span in which none of its parts was at work. */
function idleIn(whole: Gap, parts: readonly Gap[]): readonly Gap[] {
  const gaps: Gap[] = [];
  let from = whole.startNs;
  for (const { startNs, endNs } of [...parts].sort((a, b) => (a.startNs < b.startNs ? -1 : 1))) {
    if (startNs > from) gaps.push({ startNs: from, endNs: startNs < whole.endNs ? startNs : whole.endNs });
    if (endNs > from) from = endNs;
  }
  if (whole.endNs > from) gaps.push({ startNs: from, endNs: whole.endNs });
  return gaps;
}

function causeOf(
  idle: readonly Gap[],
  nodes: ReadonlySet<string>,
  { silences, commits, simulations }: SlownessContext,
): keyof typeof CAUSES {
  const during = (held: Gap): boolean => idle.some((gap) => overlaps(gap, held));
  if (silences.some(({ node, fromNs, toNs }) => nodes.has(node) && during({ startNs: fromNs, endNs: toNs }))) {
    return "stopped";
  }
  const holders = [
    ...commits.flatMap(({ node, state }) => (nodes.has(node) && state ? [state] : [])),
    ...simulations.filter(({ node }) => nodes.has(node)),
  ].filter((held) => durationOf(held) >= 50_000_000);
  return holders.some(during) ? "simulator_lock" : "waiting";
}
