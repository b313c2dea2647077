import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { KeyHistoryDocument } from "../../generated/graphql.ts";
import { query } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { missing } from "../../page/missing.ts";
import { nextPage } from "../../page/nextPage.ts";
import { KeyFrame, type KeyView, keyVariables } from "./KeyFrame.tsx";
import styles from "./KeyHistory.module.css";
import { KeyVersion } from "./KeyVersion.tsx";
import { keyHref } from "./keyHref.ts";

/** Every version that a key has had, newest first: who wrote it, and what it changed. */
export async function KeyHistory({ view, lang }: { view: KeyView; lang: Lang }): Promise<ReactElement> {
  const t = text(lang);
  const { data, problems } = await query(KeyHistoryDocument, {
    ...keyVariables(view),
    ...{ refused: view.refused, upTo: view.at ?? null, at: view.at ?? 0, asOf: view.at !== undefined },
  });
  const { network } = data;
  if (!network?.fabric) missing(problems);
  const { key, stateUpTo } = network.fabric;
  if (key === null) missing(problems);
  const refused = view.refused ? "1" : undefined;
  const at = view.at === undefined ? undefined : String(view.at);
  const asOf = view.at === undefined ? undefined : { height: view.at, value: key.valueAt ?? null };
  const rows = key.history.edges.map(({ node }) => node);
  return (
    <KeyFrame of={key} tab="history" network={network.name} {...{ stateUpTo, asOf, problems, lang }}>
      <Panel
        title={t("fabric.key.tab.history")}
        aside={
          key.figures.refused !== "0" && (
            <AppLink
              href={keyHref(lang, network.name, key, { at, refused: view.refused ? undefined : "1" })}
              scroll={false}
            >
              {t(view.refused ? "fabric.key.hideRefused" : "fabric.key.showRefused")}
            </AppLink>
          )
        }
      >
        {rows.length === 0 ? (
          <p className="muted">{t("fabric.key.history.none")}</p>
        ) : (
          <ol className={styles["versions"]} aria-label={t("fabric.key.tab.history")}>
            {rows.map((version) => (
              <KeyVersion
                key={`${version.height}:${version.txIndex}:${version.isMetadata}`}
                version={version}
                isPrivate={key.collection !== ""}
                network={network.name}
                lang={lang}
              />
            ))}
          </ol>
        )}
        <Pager
          of={t("fabric.key.tab.history")}
          lang={lang}
          firstHref={view.after && keyHref(lang, network.name, key, { at, refused })}
          nextHref={nextPage(key.history.pageInfo, (after) => keyHref(lang, network.name, key, { at, refused, after }))}
        />
      </Panel>
    </KeyFrame>
  );
}
