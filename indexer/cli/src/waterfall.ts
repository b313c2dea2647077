import type { TxTrace } from "@ledgerscope/tracer-model";
import type { Language } from "./language.ts";

const LABEL_COLUMNS = 46;
const TIME_COLUMNS = 12;
const BOUND_COLUMNS = 12;

/** How a span is known, as the character that its bar is drawn with: solid is measured, lighter is less sure. */
const BAR: Record<string, string> = { measured: "█", observed: "▓", inferred: "▒", derived: "░" };

interface Headings {
  readonly legend: string;
  readonly gaps: string;
  unknown(time: string, share: string): string;
  agree(count: number, bound: string): string;
  ahead(node: string, offset: string, bound: string | undefined): string;
  behind(node: string, offset: string, bound: string | undefined): string;
}

const HEADINGS: Record<Language, Headings> = {
  en: {
    legend:
      "█ measured  ▓ observed  ▒ inferred  ░ derived   ± how far an estimated time, or the other node's clock, may be off",
    gaps: "Not seen:",
    unknown: (time, share) => `No stage was seen at work for ${time} (${share}).`,
    agree: (count, bound) => `Clocks: ${count} nodes agree within ± ${bound}.`,
    ahead: (node, offset, bound) => `The clock of ${node} is ${offset} ahead${bound ? ` (± ${bound})` : " or more"}.`,
    behind: (node, offset, bound) => `The clock of ${node} is ${offset} behind${bound ? ` (± ${bound})` : " or more"}.`,
  },
  zh: {
    legend: "█ 实测  ▓ 观测  ▒ 推断  ░ 推算   ± 估计时间或对方节点时钟的可能误差",
    gaps: "未能看到：",
    unknown: (time, share) => `有 ${time}（${share}）没有看到任何阶段在工作。`,
    agree: (count, bound) => `时钟：${count} 个节点一致，误差在 ± ${bound} 以内。`,
    ahead: (node, offset, bound) => `${node} 的时钟快 ${offset}${bound ? `（± ${bound}）` : "或更多"}。`,
    behind: (node, offset, bound) => `${node} 的时钟慢 ${offset}${bound ? `（± ${bound}）` : "或更多"}。`,
  },
};

/** The trace as text: one line per span in tree order, bars on one time axis, named gaps below. */
export function drawWaterfall(trace: TxTrace, language: Language, columns: number): readonly string[] {
  const barColumns = Math.max(10, columns - LABEL_COLUMNS - TIME_COLUMNS - BOUND_COLUMNS - 2);
  const startNs = trace.spans.reduce((least, span) => (span.startNs < least ? span.startNs : least), trace.startNs);
  const endNs = trace.spans.reduce((most, span) => (span.endNs > most ? span.endNs : most), trace.endNs);
  const totalNs = Number(endNs - startNs) || 1;
  const at = (ns: bigint): number => Math.round((Number(ns - startNs) / totalNs) * (barColumns - 1));
  const childrenOf = (spanId: string): TxTrace["spans"] => trace.spans.filter((span) => span.parentSpanId === spanId);
  const known = new Set(trace.spans.map((span) => span.spanId));

  const lines: string[] = [];
  const draw = (span: TxTrace["spans"][number], depth: number): void => {
    const label = `${"  ".repeat(depth)}${span.name}${span.node ? ` ${span.node}` : ""}${span.status === "error" ? " ✗" : ""}`;
    const from = at(span.startNs);
    const bar = " ".repeat(from) + (BAR[span.evidence] ?? "█").repeat(Math.max(1, at(span.endNs) - from));
    const duration = formatNs(span.endNs - span.startNs).padStart(TIME_COLUMNS - 2);
    lines.push(
      `${padded(label, LABEL_COLUMNS)}${duration}${boundText(span.attributes).padEnd(BOUND_COLUMNS)}  ${bar}`.trimEnd(),
    );
    for (const child of inOrder(childrenOf(span.spanId))) draw(child, depth + 1);
  };
  const inOrder = (spans: TxTrace["spans"]): TxTrace["spans"] =>
    [...spans].sort((a, b) => (a.startNs < b.startNs ? -1 : a.startNs > b.startNs ? 1 : 0));
  const roots = trace.spans.filter((span) => span.parentSpanId === undefined || !known.has(span.parentSpanId));
  for (const root of inOrder(roots)) draw(root, 0);

  const heading = HEADINGS[language];
  lines.push("", heading.legend, ...clockLines(trace, heading));
  if (trace.unknownNs !== undefined && trace.unknownNs > 0n) {
    const share = `${((Number(trace.unknownNs) / totalNs) * 100).toFixed(1)} %`;
    lines.push(heading.unknown(formatNs(trace.unknownNs), share));
  }
  if (trace.gaps.length > 0) {
    lines.push("", heading.gaps);
    for (const gap of trace.gaps) {
      lines.push(
        `  ${gap.stage}${gap.node ? ` ${gap.node}` : ""}: ${gap.reason[language]}${gap.advice[language] ? ` → ${gap.advice[language]}` : ""}`.trimEnd(),
      );
    }
  }
  return lines;
}

/** What of a span's times is not exact: estimates, and clocks that may differ. */
function boundText(attributes: Readonly<Record<string, string>>): string {
  const ms = ["time.bound_ms", "clock.offset_bound_ms"].reduce((sum, key) => sum + Number(attributes[key] ?? 0), 0);
  return ms > 0 ? ` ± ${formatNs(BigInt(Math.round(ms * 1e6)))}` : "";
}

/** Which clocks agree, and each that does not. */
function clockLines({ clocks = [] }: TxTrace, heading: Headings): readonly string[] {
  const agreeing = clocks.filter(({ offsetNs }) => offsetNs === 0n);
  const widest = agreeing.reduce((most, { boundNs = 0n }) => (boundNs > most ? boundNs : most), 0n);
  const wrong = clocks.filter(({ offsetNs }) => offsetNs !== 0n);
  return [
    ...(agreeing.length > 1 ? [heading.agree(agreeing.length, formatNs(widest))] : []),
    ...wrong.map(({ node, offsetNs, boundNs }) => {
      const bound = boundNs === undefined ? undefined : formatNs(boundNs);
      return offsetNs > 0n
        ? heading.ahead(node, formatNs(offsetNs), bound)
        : heading.behind(node, formatNs(-offsetNs), bound);
    }),
  ];
}

const padded = (text: string, columns: number): string =>
  text.length > columns - 1 ? `${text.slice(0, columns - 2)}… ` : text.padEnd(columns);

function formatNs(ns: bigint): string {
  const us = Number(ns) / 1_000;
  if (us < 1) return "< 1 µs";
  if (us < 1_000) return `${us.toFixed(0)} µs`;
  return us < 1_000_000 ? `${(us / 1_000).toFixed(2)} ms` : `${(us / 1_000_000).toFixed(3)} s`;
}
