import type { ReactElement } from "react";
import { DataTable } from "../components/DataTable.tsx";
import { formatDuration } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import styles from "./TraceWaterfall.module.css";

/** How far a node's clock is from the one that a trace is drawn by. */
export interface NodeClock {
  readonly node: string;
  /** Nanoseconds ahead; negative: behind. */
  readonly offsetNs: bigint;
  /** The true offset lies within ± this; null where it is not bounded. */
  readonly boundNs: bigint | null;
}

/** The clocks of the nodes in figures, folded away until they are asked for. */
export function TraceClocks({ clocks, lang }: { clocks: readonly NodeClock[]; lang: Lang }): ReactElement | null {
  const t = uiText(lang);
  if (clocks.length === 0) return null;
  return (
    <details className={styles["table"]}>
      <summary>{t("trace.clocks")}</summary>
      <p className="muted">{t("trace.clocks.text")}</p>
      <DataTable
        caption={t("trace.clocks")}
        rows={clocks}
        rowKey={({ node }) => node}
        empty={null}
        columns={[
          { key: "node", header: t("trace.node"), phone: "bare", cell: ({ node }) => node },
          {
            key: "offset",
            header: t("trace.clock.offset"),
            align: "end",
            cell: ({ offsetNs }) => formatDuration(offsetNs, lang),
          },
          {
            key: "bound",
            header: t("trace.clock.bound"),
            align: "end",
            cell: ({ boundNs }) =>
              boundNs === null
                ? t("trace.clock.oneway")
                : t("trace.bound.short", { time: formatDuration(boundNs, lang) }),
          },
        ]}
      />
    </details>
  );
}
