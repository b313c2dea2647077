import type { TraceSpan, TxTrace } from "../../trace.ts";
import { type Baselines, outerFenceNs } from "../baseline.ts";
import { durationOf, isFelt, spansOf, unusual } from "../felt.ts";
import type { Silence } from "../observed.ts";
import { durationText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

const STEPS = {
  "fabric.client.prepare": {
    cause: "prepare",
    en: "between building the proposal and its arrival at the peer",
    zh: "构造提案到其到达 peer 之间",
  },
  "fabric.client.assemble": {
    cause: "assemble",
    en: "between the endorsement and the arrival of the submission",
    zh: "背书完成到提交请求到达之间",
  },
  "fabric.notify": {
    cause: "notify",
    en: "between the commit and hearing of it",
    zh: "提交完成到得知结果之间",
  },
} as const;

/** Where nothing is known of what is usual: longer than any way between two nodes, nanoseconds. */
const HELD_NS = 500_000_000;

/**
 * The client took its time between two steps: busy, far away, connecting, or on purpose. Not where the node on the other
 * side stood still: then the call lay there unread.
 */
export const clientLate: SlownessRule = (trace, { baselines, silences }) => {
  const called = new Set(
    spansOf(trace, "fabric.endorse", "fabric.endorse.peer", "fabric.submit", "fabric.notify").map(({ node }) => node),
  );
  const stood = (step: Step): boolean => silences.some((silence) => called.has(silence.node) && covers(silence, step));
  const found = [
    held(trace, baselines),
    ...spansOf(trace, "fabric.client.prepare", "fabric.notify").map((span) => ({
      span: { ...span, name: span.name as Step["name"] },
      costNs: unusual(span, baselines)?.costNs ?? 0,
    })),
  ]
    .flatMap((one) => one ?? [])
    .filter(({ span, costNs }) => isFelt(trace, costNs) && !stood(span))
    .sort((a, b) => b.costNs - a.costNs)[0];
  const step = found && STEPS[found.span.name];
  if (!found || !step) return undefined;
  const taken = durationText(durationOf(found.span));
  return slowDiagnosis({
    code: "client_late",
    subCause: step.cause,
    costNs: found.costNs,
    // Where an endorser was not seen, its work may be what it waited for.
    confidence: trace.gaps.some(({ stage }) => stage === "fabric.endorse.peer") ? 0.5 : 0.8,
    title: { en: "The client took its time", zh: "客户端自身耗时" },
    summary: {
      en: `${taken} passed at the client ${step.en}: the network had nothing to do meanwhile.`,
      zh: `客户端在${step.zh}经过了 ${taken}：期间网络无事可做。`,
    },
    advice: {
      en: "Look at the client: a busy event loop, signing in a slow HSM, a person who confirms, or an endorsement that was kept. The older an endorsement, the likelier a read conflict.",
      zh: "请检查客户端：事件循环繁忙、HSM 签名缓慢、人工确认，或背书被保留。背书越旧，越容易发生读冲突。",
    },
    runbook: [
      {
        en: "Measure the delay of the client's event loop, and how many transactions it has under way.",
        zh: "测量客户端事件循环的延迟及其并发交易数。",
      },
      {
        en: "Measure the delay between client and gateway.",
        zh: "测量客户端与网关之间的延迟。",
      },
    ],
    proof: rows({
      [found.span.name]: taken,
      evidence: found.span.evidence,
      clock: found.span.attributes["clock.node"],
      bound: found.span.attributes["clock.offset_bound_ms"] && `± ${found.span.attributes["clock.offset_bound_ms"]} ms`,
    }),
    unseen: [
      {
        en: "what the client did: its side is not instrumented",
        zh: "客户端在做什么：客户端未接入观测",
      },
    ],
  });
};

/** A step of the client's, whose times are those of what the nodes saw around it. */
type Step = Pick<TraceSpan, "startNs" | "endNs" | "evidence" | "attributes"> & { readonly name: keyof typeof STEPS };

/**
 * From the end of the last simulation to the submission: which part of it was the answer's way and which the client's is
 * an estimate, but no node was at work.
 */
function held(trace: TxTrace, baselines: Baselines): { readonly span: Step; readonly costNs: number } | undefined {
  const peers = spansOf(trace, "fabric.endorse.peer");
  const submitted = spansOf(trace, "fabric.submit", "fabric.broadcast");
  const assemble = spansOf(trace, "fabric.client.assemble")[0];
  if (peers.length === 0 || submitted.length === 0) return undefined;
  const startNs = peers.reduce((last, { endNs }) => (endNs > last ? endNs : last), peers[0]?.endNs ?? 0n);
  const endNs = submitted.reduce(
    (first, span) => (span.startNs < first ? span.startNs : first),
    submitted[0]?.startNs ?? 0n,
  );
  // The answer's way, on which a busy client lets it wait, is part of what an endorsement usually takes.
  const endorse = spansOf(trace, "fabric.endorse")[0];
  const usual = assemble && baselines.of(assemble.name, assemble.node);
  const answerNs = (endorse && baselines.of(endorse.name, endorse.node)?.medianNs) ?? 0;
  const taken = Number(endNs - startNs);
  if (taken <= (usual ? outerFenceNs(usual) + 2 * answerNs : HELD_NS)) return undefined;
  return {
    span: {
      name: "fabric.client.assemble",
      startNs,
      endNs,
      evidence: "inferred",
      attributes: assemble?.attributes ?? {},
    },
    costNs: taken - (usual?.medianNs ?? 0) - answerNs,
  };
}

/** Whether a node's silence takes up half of a span. */
function covers({ fromNs, toNs }: Silence, { startNs, endNs }: Pick<TraceSpan, "startNs" | "endNs">): boolean {
  const from = fromNs > startNs ? fromNs : startNs;
  const to = toNs < endNs ? toNs : endNs;
  return to - from >= (endNs - startNs) / 2n;
}
