import type { Text } from "../text.ts";
import type { TraceSpan, TxTrace } from "../trace.ts";
import { spansOf } from "./felt.ts";
import { timeText } from "./slowDiagnosis.ts";
import type { SlownessContext } from "./slownessContext.ts";

/** Whether it told nothing, or was not up yet, at some time between the block's ordering and its commit there. */
export function standstill(trace: TxTrace, commit: TraceSpan, { silences, events }: SlownessContext): Text | undefined {
  const ordered = spansOf(trace, "fabric.order.write").reduce(
    (least, { startNs }) => (startNs < least ? startNs : least),
    commit.startNs,
  );
  const during = (ns: bigint): boolean => ns > ordered && ns <= commit.endNs;
  const started = events.find(
    ({ stage, node, atNs }) => stage === "fabric.node.started" && node === commit.node && during(atNs),
  );
  if (started) {
    return {
      en: `was started at ${timeText(started.atNs)} and had to catch up`,
      zh: `于 ${timeText(started.atNs)} 启动，需要追块`,
    };
  }
  const silence = silences.find(
    ({ node, fromNs, toNs }) => node === commit.node && (during(toNs) || (fromNs < ordered && toNs > ordered)),
  );
  return silence
    ? {
        en: `told nothing from ${timeText(silence.fromNs)} to ${timeText(silence.toNs)}, while the others went on`,
        zh: `从 ${timeText(silence.fromNs)} 到 ${timeText(silence.toNs)} 没有任何动静，而其他节点正常`,
      }
    : undefined;
}
