import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
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
import { recognise } from "#web/search/recognise.ts";
import styles from "./page.module.css";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: text((await pageContext(props)).lang)("search.title") };
}

const kinds = ["transaction", "block", "network", "address"] as const;

/** Everything that a query names. One exact hit is gone to at once. */
export default apiPage(async ({ lang, search }) => {
  const t = text(lang);
  const wanted = (search["q"] ?? "").trim().slice(0, 256);
  if (wanted === "")
    return (
      <Surface>
        <Notice page icon="search" title={t("search.title")}>
          {t("search.hint")}
        </Notice>
      </Surface>
    );
  const { data, problems } = await query(SearchDocument, { query: wanted });
  const hits = data.search;
  const [only] = hits;
  if (only !== undefined && hits.length === 1 && only.exact) {
    const href = hitHref(only, lang);
    if (href !== undefined) redirect(href);
  }
  const shown = printableLine(wanted, 80);
  if (hits.length === 0)
    return (
      <Surface>
        <Notice page icon="search" title={t("search.none.title", { query: shown })}>
          <p>
            {t("search.none.seen", { kind: t(`search.none.kind.${recognise(wanted)}`) })} {t("search.none.where")}
          </p>
          <ul className={styles["indexed"]}>
            {data.networks.map(({ name, head }) => (
              <li key={name}>
                {head === null
                  ? t("search.none.unindexed", { network: name })
                  : t("search.none.indexed", { network: name, height: formatNumber(head.height, lang) })}
              </li>
            ))}
          </ul>
          <p>{t("search.hint")}</p>
        </Notice>
      </Surface>
    );
  return (
    <div className="stack">
      <PageHead title={t("search.for", { query: shown })} />
      <Problems problems={problems} lang={lang} />
      {kinds
        .map((kind) => ({ kind, found: hits.filter((hit) => hit.kind === kind) }))
        .filter(({ found }) => found.length > 0)
        .map(({ kind, found }) => (
          <Panel key={kind} title={t(`search.kind.${kind}`)}>
            <ul className={styles["hits"]}>
              {found.map((hit) => {
                const href = hitHref(hit, lang);
                return (
                  <li key={`${hit.network} ${hit.label} ${hit.height}`} className={styles["hit"]}>
                    {hit.kind === "block" && hit.height !== null && href !== undefined && (
                      <AppLink href={href}>{t("search.block", { height: formatNumber(hit.height, lang) })}</AppLink>
                    )}
                    <Hash value={hit.label} what={t(`search.kind.${kind}`)} lang={lang} href={href} />
                    <span className="muted">{hit.network}</span>
                  </li>
                );
              })}
            </ul>
          </Panel>
        ))}
    </div>
  );
});
