import type { ReactElement } from "react";
import { formatNumber } from "../format/number.ts";
import { formatUtc } from "../format/time.ts";
import { type Lang, locales } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import type { ActivityBucket } from "./activityBucket.ts";
import { Figure, type FigureLinks } from "./Figure.tsx";
import { LazyActivityPlot } from "./LazyActivityPlot.tsx";

/** Transactions over time with the failed ones apart. */
export function ActivityChart(props: ActivityChartProps): ReactElement | null {
  const { buckets, lang, height = 150, showSummary, ...links } = props;
  const t = uiText(lang);
  const first = buckets[0];
  const last = buckets.at(-1);
  if (first === undefined || last === undefined) return null;
  const total = buckets.reduce((sum, bucket) => sum + bucket.transactions, 0);
  const failed = buckets.reduce((sum, bucket) => sum + bucket.failed, 0);
  return (
    <Figure
      {...links}
      says={t("chart.summary", {
        total,
        failed: formatNumber(failed, lang),
        from: formatUtc(first.from, lang),
        to: formatUtc(last.to, lang),
      })}
      showSays={showSummary}
      height={height}
      lang={lang}
      legend={[
        { name: t("chart.success"), colour: "var(--chart-success)" },
        { name: t("chart.failed"), colour: "var(--chart-failed)", hatched: true },
      ]}
      table={{
        header: [t("chart.from"), t("chart.to"), t("chart.total"), t("chart.failed")],
        rows: buckets.map((bucket) => ({
          cells: [
            formatUtc(bucket.from, lang),
            formatUtc(bucket.to, lang),
            formatNumber(bucket.transactions, lang),
            formatNumber(bucket.failed, lang),
          ],
          values: [bucket.from, bucket.to, bucket.transactions, bucket.failed],
        })),
      }}
    >
      <LazyActivityPlot
        buckets={buckets}
        height={height}
        locale={locales[lang]}
        names={{ success: t("chart.success"), failed: t("chart.failed") }}
      />
    </Figure>
  );
}

interface ActivityChartProps extends FigureLinks {
  readonly buckets: readonly ActivityBucket[];
  readonly lang: Lang;
  /** Pixels; kept free while the plot loads. */
  readonly height?: number;
  /** Shows the sentence that sums it up over the drawing, too. */
  readonly showSummary?: boolean | undefined;
}
