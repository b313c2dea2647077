import { axisTimeFormat } from "@ledgerscope/ui/chart/axisTimeFormat.ts";
import type { FigureLinks } from "@ledgerscope/ui/chart/Figure.tsx";
import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { type Lang, locales } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { LatencyPointFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";

/** How long something took over time: half of all, and 95 of 100. */
export function LatencyChart({ points, what, lang, height = 200, ...links }: LatencyChartProps): ReactElement {
  const t = text(lang);
  const count = points.reduce((sum, point) => sum + point.count, 0);
  if (count === 0) return <p className="muted">{t("glance.latency.none")}</p>;
  const time = axisTimeFormat(points, locales[lang]);
  return (
    <SeriesChart
      {...links}
      rows={points.map((point) => ({
        label: time.tick(point.from),
        name: time.span(point.from, point.to),
        at: point.from,
        values: [point.p50Ns, point.p95Ns],
      }))}
      series={[t("glance.p50"), t("glance.p95")]}
      kind="lines"
      unit="duration"
      lang={lang}
      summary={t("ops.latency.summary", { what, count: formatNumber(count, lang) })}
      rowHeader={t("time.utc")}
      height={height}
    />
  );
}

interface LatencyChartProps extends FigureLinks {
  readonly points: readonly LatencyPointFragment[];
  /** What took so long: a stage, or transactions as a whole. */
  readonly what: string;
  readonly lang: Lang;
  readonly height?: number;
}
