import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TraceRowFragment } from "../../generated/graphql.ts";
import { causeName } from "../../i18n/causeName.ts";
import { text } from "../../i18n/text.ts";
import { blockColumn, hashColumn, timeColumn } from "../list/placeColumns.tsx";
import { duration } from "./duration.ts";
import styles from "./TraceList.module.css";

/** Transactions with how long they took and what was found about them. */
export function TraceList({ rows, caption, network, lang }: TraceListProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => `${row.hash} ${row.height} ${row.txIndex}`}
      empty={t("glance.traces.none")}
      columns={[
        hashColumn(network, lang),
        {
          key: "status",
          header: t("transaction.status"),
          phone: "bare",
          cell: ({ status }) => (
            <Badge tone={status === "valid" ? "success" : "failed"} icon={status === "valid" ? "check" : "cross"}>
              {t(`glance.status.${status}`)}
            </Badge>
          ),
        },
        {
          key: "duration",
          header: t("glance.traces.duration"),
          align: "end",
          cell: ({ durationNs }) => formatDuration(BigInt(durationNs), lang),
        },
        ...(rows.some(({ unknownNs }) => Number(unknownNs) > 0)
          ? [
              {
                key: "unknown",
                header: t("glance.traces.unknown"),
                align: "end" as const,
                cell: ({ unknownNs }: TraceRowFragment) =>
                  unknownNs === null ? <span className="muted">–</span> : duration(Number(unknownNs), lang),
              },
            ]
          : []),
        {
          key: "call",
          header: t("transaction.call"),
          phone: "bare",
          cell: (row) => <bdi>{printableLine([row.chaincode, row.function].filter(Boolean).join(" · "), 40)}</bdi>,
        },
        {
          key: "found",
          header: t("glance.traces.found"),
          phone: "wide",
          cell: ({ findings }) =>
            findings.length === 0 ? (
              <span className="muted">–</span>
            ) : (
              findings.map(({ code, title, kind }) => (
                <div key={`${kind} ${code}`} className={styles["finding"]} data-kind={kind}>
                  {kind !== "failure" && <Icon name={kind === "slow" ? "clock" : "alert"} size={12} />}
                  <span>
                    <span className="visually-hidden">{t(`glance.kind.${kind}`)}: </span>
                    {printableLine(title === "" ? causeName(code, lang) : title, 120)}
                  </span>
                </div>
              ))
            ),
        },
        blockColumn(network, lang),
        timeColumn(lang),
      ]}
    />
  );
}

interface TraceListProps {
  readonly rows: readonly TraceRowFragment[];
  /** What they are. */
  readonly caption: string;
  readonly network: string;
  readonly lang: Lang;
}
