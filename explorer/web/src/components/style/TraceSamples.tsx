import { ActivityChart } from "@ledgerscope/ui/chart/ActivityChart.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { TraceWaterfall } from "@ledgerscope/ui/trace/TraceWaterfall.tsx";
import type { Evidence, TraceSpan } from "@ledgerscope/ui/trace/traceSpan.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";

const ms = 1_000_000n;
const start = 1_763_798_400_000n * ms;

/** A span by its place in the sample, in milliseconds. */
const span = (
  spanId: string,
  parentSpanId: string | null,
  name: string,
  [from, to]: readonly [number, number],
  evidence: Evidence,
  rest: Partial<TraceSpan> = {},
): TraceSpan => ({
  spanId,
  parentSpanId,
  name,
  startNs: start + BigInt(from) * ms,
  endNs: start + BigInt(to) * ms,
  evidence,
  node: "",
  source: "log:peer1",
  status: "ok",
  attributes: [],
  ...rest,
});

const spans: TraceSpan[] = [
  span("1", null, "fabric.transaction", [0, 420], "inferred", { status: "error" }),
  span("2", "1", "fabric.endorse", [12, 88], "observed", { node: "peer1" }),
  span("3", "2", "fabric.chaincode.execute", [20, 74], "measured", { node: "peer1" }),
  span("4", "1", "fabric.submit", [95, 118], "measured"),
  span("5", "1", "fabric.order", [118, 300], "inferred"),
  span("6", "5", "fabric.order.consensus", [236, 292], "measured", { node: "orderer2" }),
  span("7", "5", "fabric.order.write", [296, 296], "measured", { node: "orderer2" }),
  span("8", "1", "fabric.disseminate", [300, 322], "derived", { node: "peer1" }),
  span("9", "1", "fabric.commit", [322, 398], "measured", { node: "peer1", status: "error" }),
  span("10", "9", "fabric.commit.mvcc", [350, 371], "measured", { node: "peer1", status: "error" }),
];

const buckets = Array.from({ length: 24 }, (_, i) => ({
  from: new Date(Date.UTC(2026, 10, 22, 8, i)).toISOString(),
  to: new Date(Date.UTC(2026, 10, 22, 8, i + 1)).toISOString(),
  transactions: 20 + ((i * 37) % 41),
  failed: (i * 13) % 9,
}));

/** The waterfall with every kind of evidence, and a chart. */
export function TraceSamples({ lang }: { lang: Lang }): ReactElement {
  const t = text(lang);
  return (
    <>
      <Panel title={t("style.trace")}>
        <TraceWaterfall spans={spans} startNs={start} endNs={start + 420n * ms} gaps={[]} lang={lang} />
      </Panel>
      <Panel title={t("style.chart")}>
        <ActivityChart buckets={buckets} lang={lang} />
      </Panel>
    </>
  );
}
