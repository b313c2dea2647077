import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TraceRowFragment } from "../../generated/graphql.ts";
import { causeName } from "../../i18n/causeName.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";

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
        {
          key: "hash",
          header: t("transaction"),
          phone: "bare",
          cell: ({ hash }) => (
            <Hash
              value={hash}
              what={t("transaction.id")}
              lang={lang}
              href={url.transaction(lang, network, hash)}
              short
            />
          ),
        },
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
        {
          key: "unknown",
          header: t("glance.traces.unknown"),
          align: "end",
          cell: ({ unknownNs }) => (unknownNs === null ? "–" : formatDuration(BigInt(unknownNs), lang)),
        },
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
                <div key={`${kind} ${code}`}>
                  {printableLine(title === "" ? causeName(code, lang) : title, 120)}
                  {kind !== "failure" && <span className="muted"> · {t(`glance.kind.${kind}`)}</span>}
                </div>
              ))
            ),
        },
        {
          key: "block",
          header: t("transaction.block"),
          align: "end",
          cell: ({ height }) =>
            height === null ? (
              "–"
            ) : (
              <AppLink href={url.block(lang, network, height)}>{formatNumber(height, lang)}</AppLink>
            ),
        },
        {
          key: "time",
          header: t("time.utc"),
          phone: "bare",
          cell: ({ time }) => <Time iso={time} lang={lang} short />,
        },
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
