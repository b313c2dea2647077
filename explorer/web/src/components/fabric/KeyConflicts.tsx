import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { KeyConflictsDocument } from "../../generated/graphql.ts";
import { query } from "../../graphql/query.ts";
import { text, textOr } from "../../i18n/text.ts";
import { missing } from "../../page/missing.ts";
import { nextPage } from "../../page/nextPage.ts";
import { url } from "../../url.ts";
import { KeyFrame, type KeyView, keyVariables } from "./KeyFrame.tsx";
import { keyHref } from "./keyHref.ts";
import { TransactionCell } from "./TransactionCell.tsx";

/** Transactions that were refused over a key, each with the one that had written it since it was read. */
export async function KeyConflicts({ view, lang }: { view: KeyView; lang: Lang }): Promise<ReactElement> {
  const t = text(lang);
  const { data, problems } = await query(KeyConflictsDocument, keyVariables(view));
  const { network } = data;
  if (!network?.fabric) missing(problems);
  const { key, stateUpTo, conflictsUpTo } = network.fabric;
  if (key === null) missing(problems);
  const { conflicts } = key;
  return (
    <KeyFrame of={key} tab="conflicts" network={network.name} stateUpTo={stateUpTo} problems={problems} lang={lang}>
      <Panel title={t("fabric.key.tab.conflicts")} flush>
        <DataTable
          caption={t("fabric.key.tab.conflicts")}
          rows={conflicts.edges.map(({ node }) => node)}
          rowKey={(row, i) => `${row.height}:${row.txIndex}:${i}`}
          empty={
            conflictsUpTo === null ? (
              <Empty why="unindexed" lang={lang} indexedTo={null} />
            ) : (
              <Empty why="nothing" lang={lang} title={t("fabric.key.conflicts.none")} />
            )
          }
          columns={[
            {
              key: "refused",
              header: t("fabric.conflict.refused"),
              phone: "bare",
              cell: ({ transaction }) => (
                <TransactionCell transaction={transaction} network={network.name} lang={lang} />
              ),
            },
            {
              key: "read",
              header: t("fabric.conflict.read"),
              cell: ({ readVersion, readAbsent, kind }) => (
                <>
                  {readVersion === null ? (
                    <span className="muted">{t(readAbsent ? "fabric.absent" : "fabric.conflict.notKnown")}</span>
                  ) : (
                    <AppLink href={url.transaction(lang, network.name, readVersion)}>
                      <code>{readVersion}</code>
                    </AppLink>
                  )}
                  {kind === "range" && <span className="muted"> {t("fabric.inRange")}</span>}
                </>
              ),
            },
            {
              key: "writer",
              header: t("fabric.conflict.writer"),
              phone: "wide",
              cell: ({ writer, writerDeleted }) => (
                <>
                  <TransactionCell transaction={writer} network={network.name} lang={lang} />
                  {writerDeleted && <span className="muted"> {t("fabric.deleted")}</span>}
                </>
              ),
            },
            {
              key: "where",
              header: t("fabric.conflict.where"),
              cell: ({ withinBlock, evidence }) => (
                <>
                  {t(withinBlock ? "fabric.conflict.within" : "fabric.conflict.across")}
                  {evidence !== "proved" && (
                    <span className="muted"> · {textOr(lang, "fabric.evidence.", evidence)}</span>
                  )}
                </>
              ),
            },
          ]}
        />
        <Pager
          of={t("fabric.key.tab.conflicts")}
          lang={lang}
          firstHref={view.after && keyHref(lang, network.name, key, { tab: "conflicts" })}
          nextHref={nextPage(conflicts.pageInfo, (after) =>
            keyHref(lang, network.name, key, { tab: "conflicts", after }),
          )}
        />
      </Panel>
    </KeyFrame>
  );
}
