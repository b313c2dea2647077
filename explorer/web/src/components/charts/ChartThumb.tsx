import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { Failed } from "@ledgerscope/ui/components/Failed.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { type ReactElement, Suspense } from "react";
import { ChartDocument, type ChartId } from "../../generated/graphql.ts";
import { ApiError } from "../../graphql/apiError.ts";
import { query } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { sqlOf } from "../sql/sqlOf.ts";
import styles from "./Charts.module.css";
import { chartData } from "./chartData.ts";
import { type ChartView, chartVariables } from "./chartView.ts";

const HEIGHT = 150;

/** A chart among others; it comes when its numbers have come, in the place that is kept for it. */
export function ChartThumb(props: ChartThumbProps): ReactElement {
  return (
    <Surface>
      <div className={styles["card"]}>
        <Suspense>
          <Drawn {...props} />
        </Suspense>
      </div>
    </Surface>
  );
}

async function Drawn({ id, network, view, lang }: ChartThumbProps): Promise<ReactElement> {
  const t = text(lang);
  const variables = chartVariables(id, network, { ...view, buckets: "30" });
  const [answer, sqlHref] = await Promise.all([
    query(ChartDocument, variables).catch(apiErrorOnly),
    sqlOf(lang, "Chart", "network.chart", variables),
  ]);
  // The others can be drawn all the same.
  if (answer instanceof ApiError) {
    const retryHref = url.chart(lang, id, { ...view, network });
    return (
      <Failed title={t(`chart.${id}`)} code={answer.code} traceId={answer.traceId} retryHref={retryHref} lang={lang} />
    );
  }
  const chart = answer.data.network?.chart;
  if (!chart) return <p className="muted">{t("charts.nothing")}</p>;
  const { summary, ...drawn } = chartData(chart, view.kind, lang);
  const shown = { ...view, network };
  return (
    <SeriesChart
      {...drawn}
      title={t(`chart.${id}`)}
      summary={summary}
      showSummary
      href={url.chart(lang, id, shown)}
      csvHref={url.chartCsv(lang, id, { ...shown, buckets: "30" })}
      sqlHref={sqlHref}
      height={HEIGHT}
      lang={lang}
    />
  );
}

function apiErrorOnly(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}

interface ChartThumbProps {
  readonly id: ChartId;
  readonly network: string;
  readonly view: ChartView;
  readonly lang: Lang;
}
