import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { numberFormat } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { NodeQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import styles from "./More.module.css";

type Metrics = NonNullable<NonNullable<NonNullable<NodeQuery["network"]>["glance"]>["node"]>["metrics"];

/** Series shown before the rest is folded. */
const SHOWN = 15;

/** What a node's metrics said last. */
export function NodeMetrics({ metrics, lang }: { metrics: Metrics; lang: Lang }): ReactElement {
  const t = text(lang);
  const rest = metrics.slice(SHOWN);
  return (
    <>
      <Rows metrics={metrics.slice(0, SHOWN)} lang={lang} />
      {rest.length > 0 && (
        <details className={styles["more"]}>
          <summary>{t("ops.more", { count: rest.length })}</summary>
          <Rows metrics={rest} lang={lang} />
        </details>
      )}
    </>
  );
}

function Rows({ metrics, lang }: { metrics: Metrics; lang: Lang }): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("ops.node.metrics")}
      rows={metrics}
      rowKey={({ metric, labels }) => `${metric} ${labels.map(({ key, value }) => `${key}=${value}`).join()}`}
      empty={t("ops.node.metrics.none")}
      columns={[
        {
          key: "metric",
          header: t("ops.node.metrics.name"),
          phone: "wide",
          cell: ({ metric, labels }) => (
            <>
              <code>{printableLine(metric, 100)}</code>{" "}
              <bdi className="muted">
                {printableLine(labels.map(({ key, value }) => `${key} = ${value}`).join(", "), 160)}
              </bdi>
            </>
          ),
        },
        {
          key: "value",
          header: t("ops.node.metrics.value"),
          align: "end",
          cell: ({ value }) => numberFormat(lang, { maximumSignificantDigits: 6 }).format(value),
        },
      ]}
    />
  );
}
