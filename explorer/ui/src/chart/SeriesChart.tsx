import type { ReactElement } from "react";
import { DataTable } from "../components/DataTable.tsx";
import { formatNumber } from "../format/number.ts";
import { formatDuration } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import styles from "./ActivityChart.module.css";
import { LazySeriesPlot } from "./LazySeriesPlot.tsx";
import { type SeriesRow, seriesColour } from "./series.ts";

/** Several series over time or blocks, stacked bars or lines: a chart, its legend, and the same as a table. */
export function SeriesChart(props: SeriesChartProps): ReactElement {
  const { rows, series, kind, unit, lang, summary, rowHeader, height = 180 } = props;
  const t = uiText(lang);
  const format = (value: number | null): string =>
    value === null
      ? "–"
      : unit === "count"
        ? formatNumber(value, lang)
        : formatDuration(BigInt(Math.round(value)), lang);
  return (
    <figure className={styles["chart"]}>
      <div role="img" aria-label={summary} style={{ blockSize: height }}>
        <LazySeriesPlot rows={rows} series={series} kind={kind} unit={unit} height={height} lang={lang} />
      </div>
      <figcaption className={styles["caption"]}>
        {series.map((name, i) => (
          <span key={name} className={styles["series"]} style={{ "--series": seriesColour(i) } as object}>
            {name}
          </span>
        ))}
        <details className={styles["table"]}>
          <summary>{t("table.show")}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard */}
          <section className={styles["scroll"]} aria-label={t("table.scroll", { caption: summary })} tabIndex={0}>
            <DataTable
              caption={summary}
              rows={rows}
              rowKey={(row) => row.name}
              empty={null}
              columns={[
                { key: "name", header: rowHeader, cell: (row) => row.name },
                ...series.map((name, i) => ({
                  key: `series ${name}`,
                  header: name,
                  align: "end" as const,
                  cell: (row: SeriesRow) => format(row.values[i] ?? null),
                })),
              ]}
            />
          </section>
        </details>
      </figcaption>
    </figure>
  );
}

interface SeriesChartProps {
  readonly rows: readonly SeriesRow[];
  /** Names, in the order of the rows' values. */
  readonly series: readonly string[];
  readonly kind: "bars" | "lines";
  /** Durations are in nanoseconds. */
  readonly unit: "count" | "duration";
  readonly lang: Lang;
  /** One sentence that says what the chart shows. */
  readonly summary: string;
  /** What a row is, over the first column of the table. */
  readonly rowHeader: string;
  /** Pixels; kept free while the plot loads. */
  readonly height?: number;
}
