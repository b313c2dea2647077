import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { BlockRowFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";

/** A network's newest blocks in a narrow column. */
export function NewestBlocks({ blocks, network, lang, empty }: NewestBlocksProps): ReactElement {
  const t = text(lang);
  return (
    <DataTable
      caption={t("network.blocks")}
      rows={blocks}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: "height",
          header: t("block.height"),
          phone: "bare",
          cell: ({ height }) => <AppLink href={url.block(lang, network, height)}>{formatNumber(height, lang)}</AppLink>,
        },
        {
          key: "transactions",
          header: t("block.count"),
          align: "end",
          cell: ({ txCount }) => formatNumber(txCount, lang),
        },
        {
          key: "time",
          header: t("time.utc"),
          align: "end",
          phone: "bare",
          cell: ({ time }) => <Time iso={time} lang={lang} short />,
        },
      ]}
    />
  );
}

interface NewestBlocksProps {
  readonly blocks: readonly BlockRowFragment[];
  readonly network: string;
  readonly lang: Lang;
  readonly empty: ReactNode;
}
