import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { BlockQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";

type Block = NonNullable<BlockQuery["block"]>;

/** Of a block that a reorganisation replaced: that it was, and by which. Of one that replaced others: those. */
export function Siblings({ block, lang }: { block: Block; lang: Lang }): ReactElement | null {
  const t = text(lang);
  const network = block.network.name;
  if (block.orphaned) {
    const canonical = block.siblings.find(({ orphaned }) => !orphaned);
    return (
      <Surface>
        <Notice icon="alert" title={t("block.orphan.title")}>
          <p>{t("block.orphan.text")}</p>
          {canonical !== undefined && (
            <p>
              {t("block.orphan.by")}{" "}
              <Hash
                value={canonical.hash}
                what={t("block.hash")}
                lang={lang}
                href={url.block(lang, network, canonical.height)}
              />
            </p>
          )}
        </Notice>
      </Surface>
    );
  }
  if (block.siblings.length === 0) return null;
  return (
    <Panel
      title={t("block.siblings")}
      aside={<span className="muted">{t("block.siblings.text", { count: block.siblings.length })}</span>}
      flush
    >
      <DataTable
        caption={t("block.siblings")}
        rows={block.siblings}
        rowKey={({ hash }) => hash}
        empty={null}
        rowTone={() => "void"}
        columns={[
          {
            key: "hash",
            header: t("block.hash"),
            phone: "wide",
            cell: ({ hash }) => (
              <Hash value={hash} what={t("block.hash")} lang={lang} href={url.block(lang, network, hash)} />
            ),
          },
          { key: "time", header: t("time.utc"), cell: ({ time }) => <Time iso={time} lang={lang} short /> },
          {
            key: "count",
            header: t("block.count"),
            align: "end",
            cell: ({ txCount }) => formatNumber(txCount, lang),
          },
        ]}
      />
    </Panel>
  );
}
