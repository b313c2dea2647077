import type { TxTrace } from "@ledgerscope/tracer-model";
import type { Language } from "./language.ts";

const LABEL_COLUMNS = 46;
const TIME_COLUMNS = 12;

/** How a span is known, as the character that its bar is drawn with: solid is measured, lighter is less sure. */
const BAR: Record<string, string> = { measured: "█", observed: "▓", inferred: "▒", derived: "░" };

const HEADINGS = {
  en: { legend: "█ measured  ▓ observed  ▒ inferred  ░ derived", gaps: "Not seen:" },
  zh: { legend: "█ 实测  ▓ 观测  ▒ 推断  ░ 推算", gaps: "未能看到：" },
} as const;

/** The trace as text: one line per span in tree order, bars on one time axis, named gaps below. */
export function drawWaterfall(trace: TxTrace, language: Language, columns: number): readonly string[] {
  const barColumns = Math.max(10, columns - LABEL_COLUMNS - TIME_COLUMNS - 2);
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
    lines.push(`${padded(label, LABEL_COLUMNS)}${duration}  ${bar}`.trimEnd());
    for (const child of inOrder(childrenOf(span.spanId))) draw(child, depth + 1);
  };
  const inOrder = (spans: TxTrace["spans"]): TxTrace["spans"] =>
    [...spans].sort((a, b) => (a.startNs < b.startNs ? -1 : a.startNs > b.startNs ? 1 : 0));
  const roots = trace.spans.filter((span) => span.parentSpanId === undefined || !known.has(span.parentSpanId));
  for (const root of inOrder(roots)) draw(root, 0);

  const heading = HEADINGS[language];
  lines.push("", heading.legend);
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

const padded = (text: string, columns: number): string =>
  text.length > columns - 1 ? `${text.slice(0, columns - 2)}… ` : text.padEnd(columns);

function formatNs(ns: bigint): string {
  const us = Number(ns) / 1_000;
  if (us < 1) return "< 1 µs";
  if (us < 1_000) return `${us.toFixed(0)} µs`;
  return us < 1_000_000 ? `${(us / 1_000).toFixed(2)} ms` : `${(us / 1_000_000).toFixed(3)} s`;
}
