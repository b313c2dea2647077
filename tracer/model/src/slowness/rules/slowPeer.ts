import type { TraceSpan, TxTrace } from "../../trace.ts";
import { backlogOf } from "../backlog.ts";
import { medianOf } from "../baseline.ts";
import { durationOf, isFelt, spansOf, unusual } from "../felt.ts";
import { boundOf } from "../inOneClock.ts";
import type { BlockCommit } from "../observed.ts";
import { partName } from "../reasonNames.ts";
import { durationText, rows, slowDiagnosis, timeText } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";
import { standstill } from "../standstill.ts";

/** One peer committed the block long after the others. */
export const slowPeer: SlownessRule = (trace, context) => {
  const commits = [...spansOf(trace, "fabric.commit")].sort((a, b) => (a.endNs < b.endNs ? -1 : 1));
  const last = commits.at(-1);
  const others = commits.slice(0, -1);
  const reference = others.at(-1);
  if (!last || !reference) return undefined;
  const costNs =
    Number(last.endNs - reference.endNs) - boundOf(trace.clocks, last.node) - boundOf(trace.clocks, reference.node);
  if (!isFelt(trace, costNs)) return undefined;
  const stood = standstill(trace, last, context);
  const lost = lostIn(trace, last.node);
  const backlog = stood ? undefined : backlogOf(last, trace.height ?? 0, context);
  const byBacklog = backlog !== undefined && Number(backlog.waitedNs) >= costNs / 2;
  if (!stood && !byBacklog && lost) {
    // Then the way there, or the part of the commit, is the reason: each has a rule of its own.
    if (lost.stage === "fabric.disseminate" || (lost.span && unusual(lost.span, context.baselines))) return undefined;
  }
  const why = stood
    ? { en: `; it ${stood.en}`, zh: `；它${stood.zh}` }
    : byBacklog
      ? {
          en: `; it still had to commit ${backlog.since === backlog.until ? `block ${backlog.until}` : `blocks ${backlog.since} to ${backlog.until}`}, of which ${backlog.longest.height} took longest (${durationText(lasted(backlog.longest))})`,
          zh: `；它仍需先提交区块 ${backlog.since === backlog.until ? backlog.until : `${backlog.since} 至 ${backlog.until}`}，其中 ${backlog.longest.height} 最久（${durationText(lasted(backlog.longest))}）`,
        }
      : lost
        ? {
            en: `; it lost ${durationText(lost.costNs)} of it in ${lost.stage}`,
            zh: `；其中 ${durationText(lost.costNs)} 耗在 ${lost.stage}`,
          }
        : { en: "", zh: "" };
  return slowDiagnosis({
    code: "slow_peer",
    subCause: stood ? "stopped" : byBacklog ? "backlog" : lost ? partName(lost.stage) : "unknown",
    costNs,
    confidence: stood || lost ? 0.95 : 0.85,
    title: { en: "One peer is behind the others", zh: "某个节点落后于其他节点" },
    summary: {
      en: `${last.node} committed block ${trace.height} ${durationText(costNs)} after ${reference.node}, the last of the other ${others.length}${why.en}.`,
      zh: `${last.node} 提交区块 ${trace.height} 比其余 ${others.length} 个节点中最后的 ${reference.node} 晚 ${durationText(costNs)}${why.zh}。`,
    },
    advice: {
      en: `Clients that ask ${last.node} see old state and endorse with it: read conflicts follow. Repair it, or take clients off it.`,
      zh: `向 ${last.node} 查询的客户端会看到旧状态并据此背书，从而引发读冲突。请修复该节点，或将客户端移走。`,
    },
    runbook: [
      {
        en: `Is ${last.node} running, and is it catching up? Compare ledger_blockchain_height of the peers.`,
        zh: `${last.node} 是否在运行、是否在追块？请对比各 peer 的 ledger_blockchain_height。`,
      },
      {
        en: "Look at its CPU and disk, and at the parts of its commits beside those of the others.",
        zh: "查看其 CPU 与磁盘，并将其提交各部分与其他节点对照。",
      },
    ],
    proof: [
      ...commits.map((commit) => ({ label: `fabric.commit ${commit.node}`, value: timeText(commit.endNs) })),
      ...rows({ [lost?.stage ?? ""]: lost && durationText(lost.costNs), stopped: stood?.en }),
    ],
  });
};

const lasted = ({ startNs, endNs }: BlockCommit): bigint => endNs - (startNs ?? endNs);

interface Lost {
  readonly stage: TraceSpan["name"];
  readonly span: TraceSpan | undefined;
  readonly costNs: number;
}

/** The stage in which it lost most against the middle of the others. */
function lostIn(trace: TxTrace, node: string): Lost | undefined {
  const stages = new Set(trace.spans.filter((span) => span.node === node).map(({ name }) => name));
  stages.delete("fabric.commit");
  return [...stages]
    .filter((stage) => stage === "fabric.disseminate" || stage.startsWith("fabric.commit."))
    .map((stage) => {
      const of = (own: boolean): number[] =>
        spansOf(trace, stage).flatMap((span) => ((span.node === node) === own ? [durationOf(span)] : []));
      const span = spansOf(trace, stage).find((one) => one.node === node);
      return { stage, span, costNs: (of(true)[0] ?? 0) - medianOf(of(false)) };
    })
    .filter(({ costNs }) => costNs > 0)
    .sort((a, b) => b.costNs - a.costNs)[0];
}
