import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { ConfigHistoryDocument } from "../../generated/graphql.ts";
import { query } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { missing } from "../../page/missing.ts";
import { nextPage } from "../../page/nextPage.ts";
import { url } from "../../url.ts";
import { Problems } from "../Problems.tsx";
import { ConfigItems } from "./ConfigItems.tsx";
import { FabricHead } from "./FabricHead.tsx";
import { Signers } from "./Signers.tsx";

/** The configuration in force, by its parts, and the updates that led to it. */
export async function ConfigHistory({ network: name, after, lang }: ConfigHistoryProps): Promise<ReactElement> {
  const t = text(lang);
  const { data, problems } = await query(ConfigHistoryDocument, { network: name, after: after ?? null });
  const { network } = data;
  if (!network?.fabric) missing(problems);
  const { configs, config } = network.fabric;
  return (
    <div className="stack">
      <FabricHead network={name} lang={lang} title={t("fabric.config")} />
      <Problems problems={problems} lang={lang} />
      <Panel title={t("fabric.config.history")} flush>
        <DataTable
          caption={t("fabric.config.history")}
          rows={configs.edges.map(({ node }) => node)}
          rowKey={({ height }) => height}
          rowTone={({ effective, height }) =>
            effective ? (height === config?.height ? "current" : undefined) : "failed"
          }
          empty={<Empty why="unindexed" lang={lang} />}
          columns={[
            {
              key: "sequence",
              header: t("fabric.sequence"),
              width: "10rem",
              phone: "bare",
              cell: ({ sequence, height }) => (
                <AppLink href={url.config(lang, name, { at: String(height) })} data-open="">
                  {t("fabric.config.sequence", { sequence: formatNumber(sequence, lang) })}
                </AppLink>
              ),
            },
            {
              key: "time",
              header: t("time.utc"),
              phone: "bare",
              cell: ({ block, updateTime }) => <Time iso={updateTime ?? block?.time} lang={lang} short />,
            },
            {
              key: "changes",
              header: t("fabric.config.changes"),
              align: "end",
              cell: ({ changeCount, height }) =>
                height === 0 ? t("fabric.config.genesis") : formatNumber(changeCount, lang),
            },
            {
              key: "submitter",
              header: t("fabric.config.submitter"),
              cell: ({ submitter }) =>
                submitter === null ? "–" : <Signers signers={[submitter]} network={name} lang={lang} />,
            },
            {
              key: "signers",
              header: t("fabric.config.signers"),
              phone: "wide",
              cell: ({ signers }) =>
                signers.length === 0 ? "–" : <Signers signers={signers} network={name} lang={lang} />,
            },
            {
              key: "block",
              header: t("transaction.block"),
              align: "end",
              cell: ({ height }) => (
                <AppLink href={url.block(lang, name, height)}>{formatNumber(height, lang)}</AppLink>
              ),
            },
          ]}
        />
        <Pager
          of={t("fabric.config.history")}
          lang={lang}
          firstHref={after && url.config(lang, name)}
          nextHref={nextPage(configs.pageInfo, (cursor) => url.config(lang, name, { after: cursor }))}
        />
      </Panel>
      {config !== null && <ConfigItems config={config} network={name} lang={lang} />}
    </div>
  );
}

interface ConfigHistoryProps {
  readonly network: string;
  readonly after: string | undefined;
  readonly lang: Lang;
}
