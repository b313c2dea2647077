import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text, textOr } from "../../i18n/text.ts";
import { url } from "../../url.ts";

/** As what blocks name a certificate, how often, from which to which. */
export function IdentityUses({ uses, network, lang }: IdentityUsesProps): ReactElement {
  const t = text(lang);
  const block = (height: number) => (
    <AppLink href={url.block(lang, network, height)}>{formatNumber(height, lang)}</AppLink>
  );
  return (
    <DataTable
      caption={t("fabric.uses")}
      rows={uses}
      rowKey={({ use }) => use}
      empty={t("fabric.uses.none")}
      columns={[
        { key: "use", header: t("fabric.use"), phone: "bare", cell: ({ use }) => textOr(lang, "fabric.use.", use) },
        { key: "times", header: t("fabric.times"), align: "end", cell: ({ times }) => formatNumber(times, lang) },
        { key: "blocks", header: t("fabric.blocks"), align: "end", cell: ({ blocks }) => formatNumber(blocks, lang) },
        { key: "first", header: t("fabric.firstSeen"), align: "end", cell: ({ firstHeight }) => block(firstHeight) },
        { key: "last", header: t("fabric.lastSeen"), align: "end", cell: ({ lastHeight }) => block(lastHeight) },
        {
          key: "time",
          header: t("time.utc"),
          cell: ({ lastBlock }) => <Time iso={lastBlock?.time} lang={lang} short />,
        },
      ]}
    />
  );
}

interface IdentityUsesProps {
  readonly uses: readonly {
    readonly use: string;
    readonly times: string;
    readonly blocks: string;
    readonly firstHeight: number;
    readonly lastHeight: number;
    readonly lastBlock: { readonly time: string | null } | null;
  }[];
  readonly network: string;
  readonly lang: Lang;
}
