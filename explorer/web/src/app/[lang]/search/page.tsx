import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { SearchDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { hitHref } from "#web/search/hitHref.ts";
import { hitIcons } from "#web/search/hitIcon.ts";
import { hitLabel } from "#web/search/hitLabel.ts";
import { recognise } from "#web/search/recognise.ts";
import { url } from "#web/url.ts";
import styles from "./page.module.css";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: text((await pageContext(props)).lang)("search.title") };
}

/** Everything that a query names, by kind. One exact hit is gone to at once. */
export default apiPage(async ({ lang, search }) => {
  const t = text(lang);
  const wanted = (search["q"] ?? "").trim().slice(0, 200);
  if (wanted === "")
    return (
      <Surface>
        <Notice page icon="search" title={t("search.title")}>
          {t("search.hint")}
        </Notice>
      </Surface>
    );
  const { data, problems } = await query(SearchDocument, { query: wanted, first: 50 });
  const hits = data.search;
  const exact = hits.filter((hit) => hit.exact);
  const [only] = exact;
  if (only !== undefined && exact.length === 1) redirect(hitHref(only, lang));
  const shown = printableLine(wanted, 80);
  if (hits.length === 0)
    return (
      <div className="stack">
        <Problems problems={problems} lang={lang} />
        <Surface>
          <Notice page icon="search" title={t("search.none.title", { query: shown })}>
            <p>
              {t("search.none.seen", { kind: t(`search.none.kind.${recognise(wanted)}`) })} {t("search.none.where")}
            </p>
            <ul className={styles["indexed"]}>
              {data.networks.map(({ name, head }) => (
                <li key={name}>
                  <AppLink href={url.network(lang, name)}>
                    <bdi>{name}</bdi>
                  </AppLink>
                  {head === null ? (
                    <span>{t("search.none.unindexed")}</span>
                  ) : (
                    <span>
                      {t("search.none.indexed", { height: formatNumber(head.height, lang) })}{" "}
                      <Time iso={head.time} lang={lang} short />
                    </span>
                  )}
                </li>
              ))}
            </ul>
            <p>{t("search.hint")}</p>
          </Notice>
        </Surface>
      </div>
    );
  const kinds = [...new Set(hits.map(({ kind }) => kind))];
  return (
    <div className="stack">
      <PageHead title={t("search.for", { query: shown })} />
      <Problems problems={problems} lang={lang} />
      <div className={styles["groups"]}>
        {kinds.map((kind) => (
          <Panel key={kind} title={t(`search.kind.${kind}`)} flush>
            <ul className={styles["hits"]}>
              {hits
                .filter((hit) => hit.kind === kind)
                .map((hit) => (
                  <li key={`${hit.network} ${hitHref(hit, lang)}`} className={styles["hit"]} data-row="" tabIndex={-1}>
                    <Icon name={hitIcons[kind]} size={14} />
                    <AppLink href={hitHref(hit, lang)} data-open="">
                      <bdi>{hitLabel(hit, lang)}</bdi>
                    </AppLink>
                    {hit.exact && <Badge tone="live">{t("search.exact")}</Badge>}
                    {hit.detail !== "" && <bdi className={styles["detail"]}>{printableLine(hit.detail, 80)}</bdi>}
                    <bdi className={styles["network"]}>{hit.network}</bdi>
                  </li>
                ))}
            </ul>
          </Panel>
        ))}
      </div>
    </div>
  );
});
