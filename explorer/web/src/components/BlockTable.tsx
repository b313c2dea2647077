import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { BlockRowFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";

/** Blocks, one a row, newest first. */
export function BlockTable({ rows, network, lang, empty }: BlockTableProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("network.blocks")}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        {
          key: "height",
          header: t("block.height"),
          phone: "bare",
          cell: (row) => (
            <AppLink href={url.block(lang, network, row.height)}>{formatNumber(row.height, lang)}</AppLink>
          ),
        },
        {
          key: "hash",
          header: t("block.hash"),
          phone: "bare",
          cell: (row) => <Hash value={row.hash} what={t("block.hash")} lang={lang} short />,
        },
        {
          key: "transactions",
          header: t("block.count"),
          align: "end",
          cell: (row) => formatNumber(row.txCount, lang),
        },
        { key: "time", header: t("time.utc"), phone: "bare", cell: (row) => <Time iso={row.time} lang={lang} short /> },
      ]}
    />
  );
}

interface BlockTableProps {
  readonly rows: readonly BlockRowFragment[];
  readonly network: string;
  readonly lang: Lang;
  readonly empty: ReactNode;
}
