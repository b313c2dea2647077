import type { ReactElement } from "react";
import { DataTable } from "../components/DataTable.tsx";
import { formatDuration } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { boundOf } from "./boundOf.ts";
import { clockName } from "./clockName.ts";
import type { WaterfallRow } from "./layoutWaterfall.ts";
import styles from "./TraceWaterfall.module.css";
import { stageName, type TraceSpan } from "./traceSpan.ts";

/** The waterfall in figures, folded away until it is asked for. */
export function TraceTable({ rows, startNs, lang }: TraceTableProps): ReactElement {
  const t = uiText(lang);
  return (
    <details className={styles["table"]}>
      <summary>{t("table.show")}</summary>
      <DataTable
        caption={t("trace.timeline")}
        rows={rows}
        rowKey={(row) => row.span.spanId}
        empty={null}
        columns={[
          { key: "stage", header: t("trace.stage"), cell: ({ span }) => stageName(span.name, lang) },
          { key: "node", header: t("trace.node"), cell: ({ span }) => span.node || "–" },
          {
            key: "start",
            header: t("trace.start"),
            align: "end",
            cell: ({ span }) => formatDuration(span.startNs - startNs, lang),
          },
          {
            key: "duration",
            header: t("trace.duration"),
            align: "end",
            cell: ({ span }) =>
              span.endNs === span.startNs ? t("trace.instant") : formatDuration(span.endNs - span.startNs, lang),
          },
          { key: "evidence", header: t("trace.evidence"), cell: ({ span }) => t(`trace.evidence.${span.evidence}`) },
          { key: "clock", header: t("trace.clock"), cell: ({ span }) => clockName(span, lang) ?? "–" },
          {
            key: "bound",
            header: t("trace.bound"),
            align: "end",
            cell: ({ span }) => {
              const bound = boundOf(span);
              return bound === undefined ? "–" : t("trace.bound.short", { time: formatDuration(bound, lang) });
            },
          },
          { key: "source", header: t("trace.source"), cell: ({ span }) => <code>{span.source}</code> },
        ]}
      />
    </details>
  );
}

interface TraceTableProps {
  readonly rows: readonly WaterfallRow<TraceSpan>[];
  readonly startNs: bigint;
  readonly lang: Lang;
}
