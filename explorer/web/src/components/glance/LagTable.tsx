import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { LagRowFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { duration } from "./duration.ts";
import { NodeLink } from "./NodeLink.tsx";

/** How far each peer's commits lie behind the first peer's. */
export function LagTable({ rows, network, lang }: LagTableProps): ReactElement {
  const t = text(lang);
  const ns = (key: "p50Ns" | "p95Ns" | "maxNs", header: string) => ({
    ...{ key, header, align: "end" as const },
    cell: (row: LagRowFragment) => duration(row[key], lang),
  });
  const count = (key: "blocks" | "missing" | "height", header: string) => ({
    ...{ key, header, align: "end" as const },
    cell: (row: LagRowFragment) => formatNumber(row[key], lang),
  });
  return (
    <DataTable
      caption={t("glance.lag")}
      rows={rows.toSorted((a, b) => b.p95Ns - a.p95Ns)}
      rowKey={(row) => row.node}
      empty={null}
      columns={[
        {
          key: "node",
          header: t("glance.by.node"),
          phone: "bare",
          cell: (row) => <NodeLink node={row.node} network={network} lang={lang} />,
        },
        ns("p50Ns", t("glance.p50")),
        ns("p95Ns", t("glance.p95")),
        ns("maxNs", t("glance.max")),
        count("blocks", t("glance.lag.blocks")),
        count("missing", t("glance.lag.missing")),
        count("height", t("glance.lag.height")),
      ]}
    />
  );
}

interface LagTableProps {
  /** Of one kind of clock. */
  readonly rows: readonly LagRowFragment[];
  readonly network: string;
  readonly lang: Lang;
}
