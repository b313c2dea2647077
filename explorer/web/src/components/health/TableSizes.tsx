import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatBytes, formatNumber, formatShare, numberFormat } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { HealthQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";

type Tables = NonNullable<NonNullable<HealthQuery["network"]>["health"]["tables"]>;

/** Tables with a line of their own; the smaller ones share one. */
const LARGEST = 15;

/** What the warehouse takes on the disk, table by table, with the sum in the last line. */
export function TableSizes({ tables, lang }: { tables: Tables; lang: Lang }): ReactElement {
  const t = text(lang);
  const sumOf = (table: string, of: Tables): Tables[number] => ({
    table,
    rows: total(of, "rows"),
    parts: total(of, "parts"),
    diskBytes: total(of, "diskBytes"),
    plainBytes: total(of, "plainBytes"),
    packedBytes: total(of, "packedBytes"),
    expires: null,
  });
  const rest = tables.slice(LARGEST);
  const all = sumOf(t("ops.health.table.all"), tables);
  const rows = [
    ...tables.slice(0, LARGEST),
    ...(rest.length > 0 ? [sumOf(t("ops.health.table.rest", { count: rest.length }), rest)] : []),
    all,
  ];
  return (
    <DataTable
      caption={t("ops.health.tables")}
      rows={rows}
      rowKey={({ table }) => table}
      empty={null}
      columns={[
        {
          key: "table",
          header: t("ops.health.table"),
          phone: "bare",
          cell: (row) => (tables.includes(row) ? <code>{row.table}</code> : <strong>{row.table}</strong>),
        },
        { key: "rows", header: t("ops.health.table.rows"), align: "end", cell: (row) => formatNumber(row.rows, lang) },
        {
          key: "disk",
          header: t("ops.health.table.disk"),
          align: "end",
          cell: (row) => formatBytes(row.diskBytes, lang),
        },
        {
          key: "share",
          header: t("ops.health.table.share"),
          align: "end",
          cell: (row) => formatShare(Number(row.diskBytes) / Math.max(1, Number(all.diskBytes)), lang),
        },
        {
          key: "compression",
          header: t("ops.health.table.compression"),
          align: "end",
          cell: (row) =>
            Number(row.packedBytes) === 0
              ? "–"
              : `${numberFormat(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
                  Number(row.plainBytes) / Number(row.packedBytes),
                )} ×`,
        },
        {
          key: "expires",
          header: t("ops.health.table.expires"),
          cell: (row) =>
            !tables.includes(row) ? (
              ""
            ) : row.expires === null ? (
              <span className="muted">{t("ops.health.table.never")}</span>
            ) : (
              <code>{row.expires}</code>
            ),
        },
      ]}
    />
  );
}

const total = (tables: Tables, key: "rows" | "parts" | "diskBytes" | "plainBytes" | "packedBytes"): string =>
  String(tables.reduce((sum, table) => sum + BigInt(table[key]), 0n));
