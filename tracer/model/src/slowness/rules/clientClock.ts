import { CLIENT_CLOCK } from "../../clocks/fabricMessages.ts";
import type { TraceSpan } from "../../trace.ts";
import { outerFenceNs } from "../baseline.ts";
import { durationOf, spansOf } from "../felt.ts";
import { isOff } from "../inOneClock.ts";
import { durationText, rows, slowDiagnosis, timeText } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/** Clocks that are kept in step differ by less, nanoseconds. */
const AHEAD_NS = 100_000_000n;
/** A proposal may lie with the client, or on its way, for a while; beyond this its clock is the likelier reason. Nanoseconds. */
const BEHIND_NS = 60_000_000_000;

/**
 * The client's time of the proposal lies after a node had it, which is impossible, or long before the call: its clock is wrong.
 * Endorsers refuse proposals that lie outside their `peer.authentication.timewindow` (15 minutes).
 */
export const clientClock: SlownessRule = (trace, { baselines }) => {
  const root = trace.spans.find(({ parentSpanId }) => parentSpanId === undefined);
  if (!root || trace.height === undefined) return undefined;
  const seen = trace.spans.filter(
    ({ name, source, startNs }) =>
      name !== "fabric.transaction" && name !== "fabric.client.prepare" && source !== "ledger" && startNs > 0n,
  );
  const first = seen.reduce<(typeof seen)[number] | undefined>(
    (least, span) => (least && least.startNs <= span.startNs ? least : span),
    undefined,
  );
  if (!first) return undefined;
  const known = trace.clocks?.find((clock) => clock.node === CLIENT_CLOCK && isOff(clock));
  const clientNs = root.startNs + (known?.offsetNs ?? 0n);
  const aheadNs = clientNs - first.startNs;
  const isAhead = aheadNs > AHEAD_NS;
  // Only where it is known when the call arrived: a node may log nothing of a proposal for long.
  const prepare = spansOf(trace, "fabric.client.prepare")[0];
  const usual = prepare && baselines.of(prepare.name, prepare.node);
  const isBehind = prepare !== undefined && durationOf(prepare) > BEHIND_NS + (usual ? outerFenceNs(usual) : 0);
  if (!isAhead && !isBehind) return undefined;
  const offset = durationText(isAhead ? aheadNs : durationOf(prepare as TraceSpan));
  return slowDiagnosis({
    code: "client_clock_wrong",
    subCause: isAhead ? "ahead" : "behind",
    costNs: 0,
    // Something can lie with a client for long, but not be seen before it was made.
    confidence: isAhead ? 0.9 : 0.5,
    title: { en: "The client's clock is wrong", zh: "客户端时钟不准" },
    summary: isAhead
      ? {
          en: `The client dates its proposal ${offset} after ${first.node || "the network"} had it: the client's clock, or that node's, is wrong.`,
          zh: `客户端所写的提案时间比 ${first.node || "网络"} 收到它晚 ${offset}：客户端或该节点的时钟不准。`,
        }
      : {
          en: `The client dates its proposal ${offset} before it arrived: its clock is behind, or it kept the proposal.`,
          zh: `客户端所写的提案时间比其到达早 ${offset}：其时钟慢，或提案被保留。`,
        },
    advice: {
      en: "Let the client's machine keep its clock by NTP; the ledger's time of this transaction is the client's and as wrong.",
      zh: "请用 NTP 校准客户端机器的时钟；账本中该交易的时间来自客户端，同样不准。",
    },
    runbook: [
      {
        en: "Compare the clocks: chronyc tracking (or w32tm /query /status) on the client and on the node.",
        zh: "对比时钟：在客户端和节点上执行 chronyc tracking（或 w32tm /query /status）。",
      },
      {
        en: "Peers with TimeWindowCheck refuse proposals beyond peer.authentication.timewindow: repair it before that.",
        zh: "启用 TimeWindowCheck 的 peer 会拒绝超出 peer.authentication.timewindow 的提案：请在此之前修复。",
      },
    ],
    proof: rows({
      client_time: timeText(clientNs),
      first_seen: timeText(first.startNs),
      node: first.node,
      stage: first.name,
    }),
  });
};
