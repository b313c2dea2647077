import type { ReactElement } from "react";
import { DataTable } from "../components/DataTable.tsx";
import { Time } from "../components/Time.tsx";
import { formatNumber } from "../format/number.ts";
import { formatUtc } from "../format/time.ts";
import { type Lang, locales } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import styles from "./ActivityChart.module.css";
import type { ActivityBucket } from "./activityBucket.ts";
import { LazyActivityPlot } from "./LazyActivityPlot.tsx";

/** Transactions over time with the failed ones apart: a chart, one sentence that sums it up, and its table. */
export function ActivityChart({ buckets, lang, height = 150 }: ActivityChartProps): ReactElement | null {
  const t = uiText(lang);
  const first = buckets[0];
  const last = buckets.at(-1);
  if (first === undefined || last === undefined) return null;
  const total = buckets.reduce((sum, bucket) => sum + bucket.transactions, 0);
  const failed = buckets.reduce((sum, bucket) => sum + bucket.failed, 0);
  const summary = t("chart.summary", {
    total,
    failed: formatNumber(failed, lang),
    from: formatUtc(first.from, lang),
    to: formatUtc(last.to, lang),
  });
  return (
    <figure className={styles["chart"]}>
      <div role="img" aria-label={summary} style={{ blockSize: height }}>
        <LazyActivityPlot
          buckets={buckets}
          height={height}
          locale={locales[lang]}
          names={{ success: t("chart.success"), failed: t("chart.failed") }}
        />
      </div>
      <figcaption className={styles["caption"]}>
        <span className={styles["key"]} data-series="success">
          {t("chart.success")}
        </span>
        <span className={styles["key"]} data-series="failed">
          {t("chart.failed")}
        </span>
        <details className={styles["table"]}>
          <summary>{t("table.show")}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard */}
          <section className={styles["scroll"]} aria-label={t("table.scroll", { caption: summary })} tabIndex={0}>
            <DataTable
              caption={summary}
              rows={buckets}
              rowKey={(bucket) => bucket.from}
              empty={null}
              columns={[
                { key: "from", header: t("chart.from"), cell: (b) => <Time iso={b.from} lang={lang} /> },
                { key: "to", header: t("chart.to"), cell: (b) => <Time iso={b.to} lang={lang} /> },
                {
                  key: "total",
                  header: t("chart.total"),
                  align: "end",
                  cell: (b) => formatNumber(b.transactions, lang),
                },
                { key: "failed", header: t("chart.failed"), align: "end", cell: (b) => formatNumber(b.failed, lang) },
              ]}
            />
          </section>
        </details>
      </figcaption>
    </figure>
  );
}

interface ActivityChartProps {
  readonly buckets: readonly ActivityBucket[];
  readonly lang: Lang;
  /** Pixels; kept free while the plot loads. */
  readonly height?: number;
}
