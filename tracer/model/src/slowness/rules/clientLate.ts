import { durationOf, isFelt, spansOf, unusual } from "../felt.ts";
import { msText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

const STEPS = {
  "fabric.client.prepare": {
    cause: "prepare",
    en: "between building the proposal and sending it",
    zh: "构造提案到发出之间",
  },
  "fabric.client.assemble": {
    cause: "assemble",
    en: "between the endorsement and the submission",
    zh: "背书完成到提交之间",
  },
  "fabric.notify": {
    cause: "notify",
    en: "between the commit and hearing of it",
    zh: "提交完成到得知结果之间",
  },
} as const;

/** The client itself took its time between two steps: busy, far away, or on purpose. */
export const clientLate: SlownessRule = (trace, { baselines }) => {
  const found = spansOf(trace, "fabric.client.prepare", "fabric.client.assemble", "fabric.notify")
    .map((span) => ({ span, costNs: unusual(span, baselines)?.costNs ?? 0 }))
    .filter(({ costNs }) => isFelt(trace, costNs))
    .sort((a, b) => b.costNs - a.costNs)[0];
  const step = found && STEPS[found.span.name as keyof typeof STEPS];
  if (!found || !step) return undefined;
  const taken = msText(durationOf(found.span));
  return slowDiagnosis({
    code: "client_late",
    subCause: step.cause,
    costNs: found.costNs,
    confidence: found.span.evidence === "measured" ? 0.9 : 0.7,
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
