import { isOff } from "../inOneClock.ts";
import { durationText, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";

/** Less is no harm to anything but the drawing, nanoseconds. */
const LEAST_NS = 250_000_000n;

/** A node's clock is wrong: its messages with the others contradict its times. The times shown are still its own. */
export const nodeClock: SlownessRule = (trace) => {
  const size = (ns: bigint): bigint => (ns < 0n ? -ns : ns);
  const wrong = (trace.clocks ?? [])
    .filter((clock) => isOff(clock) && size(clock.offsetNs) >= LEAST_NS)
    .sort((a, b) => (size(a.offsetNs) > size(b.offsetNs) ? -1 : 1));
  const worst = wrong[0];
  if (!worst) return undefined;
  const { node, offsetNs, boundNs } = worst;
  const ahead = offsetNs > 0n;
  const offset = durationText(size(offsetNs));
  return slowDiagnosis({
    code: "node_clock_wrong",
    subCause: ahead ? "ahead" : "behind",
    costNs: 0,
    confidence: boundNs === undefined ? 0.7 : 0.95,
    title: { en: "A node's clock is wrong", zh: "节点时钟不准" },
    summary: {
      en: `The clock of ${node} is ${offset} ${ahead ? "ahead" : "behind"}: its messages with the others say so. The times that it wrote are shown as they are; reasons are judged with them put right.`,
      zh: `${node} 的时钟${ahead ? "快" : "慢"} ${offset}：由其与其他节点的消息得知。显示的仍是其原始时间；判断原因时已作校正。`,
    },
    advice: {
      en: "Let the node keep its clock by NTP: certificates, time windows and logs depend on it.",
      zh: "请用 NTP 校准该节点的时钟：证书、时间窗口和日志都依赖它。",
    },
    runbook: [
      {
        en: `Run chronyc tracking (or timedatectl) on ${node}.`,
        zh: `在 ${node} 上执行 chronyc tracking（或 timedatectl）。`,
      },
      {
        en: "If its clock is right, its log was shifted on the way: look at who collects it.",
        zh: "若其时钟正确，则日志在采集过程中被改动时间：请检查采集程序。",
      },
    ],
    proof: wrong.map((clock) => ({
      label: clock.node,
      value: `${clock.offsetNs > 0n ? "+" : "-"}${durationText(size(clock.offsetNs))}${clock.boundNs === undefined ? "" : ` ± ${durationText(clock.boundNs)}`}`,
    })),
  });
};
