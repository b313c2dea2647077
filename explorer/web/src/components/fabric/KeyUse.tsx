import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { KeyUseDocument } from "../../generated/graphql.ts";
import { query } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { missing } from "../../page/missing.ts";
import { nextPage } from "../../page/nextPage.ts";
import { url } from "../../url.ts";
import { Halves } from "../Halves.tsx";
import { KeyFrame, type KeyView, keyVariables } from "./KeyFrame.tsx";
import { KeyUsers } from "./KeyUsers.tsx";
import { keyHref } from "./keyHref.ts";
import { TransactionCell } from "./TransactionCell.tsx";

/** Who writes and reads a key, and which version each transaction saw. */
export async function KeyUse({ view, lang }: { view: KeyView; lang: Lang }): Promise<ReactElement> {
  const t = text(lang);
  const { data, problems } = await query(KeyUseDocument, keyVariables(view));
  const { network } = data;
  if (!network?.fabric) missing(problems);
  const { key, stateUpTo } = network.fabric;
  if (key === null) missing(problems);
  const { reads } = key;
  return (
    <KeyFrame of={key} tab="use" network={network.name} stateUpTo={stateUpTo} problems={problems} lang={lang}>
      <Halves>
        <Panel title={t("fabric.key.writers")} flush>
          <KeyUsers users={key.writers} caption={t("fabric.key.writers")} network={network.name} lang={lang} />
        </Panel>
        <Panel title={t("fabric.key.readers")} flush>
          <KeyUsers users={key.readers} caption={t("fabric.key.readers")} network={network.name} lang={lang} />
        </Panel>
      </Halves>
      <Panel title={t("fabric.key.reads")} flush>
        <DataTable
          caption={t("fabric.key.reads")}
          rows={reads.edges.map(({ node }) => node)}
          rowKey={(row, i) => `${row.height}:${row.txIndex}:${i}`}
          rowTone={({ effective }) => (effective ? undefined : "failed")}
          empty={t("fabric.key.reads.none")}
          columns={[
            {
              key: "transaction",
              header: t("transaction"),
              phone: "bare",
              cell: ({ transaction }) => (
                <TransactionCell transaction={transaction} network={network.name} lang={lang} />
              ),
            },
            {
              key: "version",
              header: t("fabric.version"),
              cell: ({ version, inRange }) => (
                <>
                  {version === null ? (
                    <span className="muted">{t("fabric.absent")}</span>
                  ) : (
                    <AppLink href={url.transaction(lang, network.name, version)}>
                      <code>{version}</code>
                    </AppLink>
                  )}
                  {inRange && <span className="muted"> {t("fabric.inRange")}</span>}
                </>
              ),
            },
            {
              key: "block",
              header: t("transaction.block"),
              align: "end",
              cell: ({ height }) => (
                <AppLink href={url.block(lang, network.name, height)}>{formatNumber(height, lang)}</AppLink>
              ),
            },
          ]}
        />
        <Pager
          of={t("fabric.key.reads")}
          lang={lang}
          firstHref={view.after && keyHref(lang, network.name, key, { tab: "use" })}
          nextHref={nextPage(reads.pageInfo, (after) => keyHref(lang, network.name, key, { tab: "use", after }))}
        />
      </Panel>
    </KeyFrame>
  );
}
