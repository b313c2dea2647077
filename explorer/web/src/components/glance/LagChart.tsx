import type { FigureLinks } from "@ledgerscope/ui/chart/Figure.tsx";
import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { LagClock, LagPointFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";

/** How far peers are behind the first one over stretches of blocks, each peer a line; nothing of a single stretch. */
export function LagChart({ points: all, clock, lang, ...links }: LagChartProps): ReactElement | null {
  const t = text(lang);
  const points = all.filter((point) => point.clock === clock);
  const nodes = [...new Set(points.map(({ node }) => node))].sort();
  const heights = [...new Set(points.map(({ fromHeight }) => fromHeight))].sort((a, b) => a - b);
  if (heights.length < 2) return null;
  const rows = heights.map((height) => {
    const here = points.filter(({ fromHeight }) => fromHeight === height);
    const last = here[0]?.toHeight ?? height;
    return {
      label: formatNumber(height, lang),
      name: t("glance.lag.stretch", { from: formatNumber(height, lang), to: formatNumber(last, lang) }),
      at: height,
      values: nodes.map((node) => here.find((point) => point.node === node)?.p95Ns ?? null),
    };
  });
  return (
    <SeriesChart
      {...links}
      rows={rows}
      series={nodes.map((node) => printableLine(node, 40))}
      kind="lines"
      unit="duration"
      lang={lang}
      summary={t("glance.lag.summary", { nodes: nodes.length })}
      rowHeader={t("network.blocks")}
    />
  );
}

interface LagChartProps extends FigureLinks {
  readonly points: readonly LagPointFragment[];
  readonly clock: LagClock;
  readonly lang: Lang;
}
