import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { FilterBar } from "@ledgerscope/ui/components/FilterBar.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NewBlocks } from "#web/components/list/NewBlocks.tsx";
import { transactionFields } from "#web/components/list/transactionFields.ts";
import { networkTrail } from "#web/components/networkTrail.ts";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { TransactionTable } from "#web/components/TransactionTable.tsx";
import { TransactionsDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { filtersOf, transactionFilters, transactionWhere } from "#web/page/listView.ts";
import { nextPage } from "#web/page/nextPage.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("network.transactions")} · ${params.network}` };
}

/** Transactions of a network, newest first: `?status=&code=&type=&target=&method=…` (filters), `?after=` (cursor). */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const view = filtersOf(search, transactionFilters);
  const { data, problems } = await query(TransactionsDocument, {
    ...{ network: params.network, where: transactionWhere(view), first: 50, after: search["after"] },
  });
  const { network, transactions } = data;
  if (network === null) notFound();
  const { name } = network;
  const isFiltered = Object.keys(view).length > 0;
  const { searchedTo } = transactions;
  const nextHref = nextPage(transactions.pageInfo, (after) => url.transactions(lang, name, { ...view, after }));
  return (
    <div className="stack">
      <PageHead
        trail={networkTrail(lang, name)}
        title={t("network.transactions")}
        aside={
          !network.recorded &&
          network.head !== null && (
            <NewBlocks
              network={name}
              height={network.head.height}
              href={url.transactions(lang, name, view)}
              label={t("block.new", { count: "{count}" })}
            />
          )
        }
      />
      <Problems problems={problems} lang={lang} />
      <FilterBar
        action={url.transactions(lang, name)}
        values={view}
        lang={lang}
        fields={transactionFields(
          network.family,
          network.failures.map(({ reason }) => reason),
          lang,
        )}
      />
      <Panel
        title={t(isFiltered ? "tx.list.matching" : "tx.list")}
        aside={
          transactions.edges.length > 0 && (
            <a href={url.transactionsCsv(lang, name, view)} download title={t("list.csv.all")}>
              {t("list.csv")}
            </a>
          )
        }
        flush
      >
        <TransactionTable
          rows={transactions.edges.map(({ node }) => node)}
          network={name}
          lang={lang}
          within="list"
          empty={
            searchedTo !== null ? (
              <Empty why="filtered" lang={lang} title={t("tx.list.notYet")} clearHref={url.transactions(lang, name)}>
                <p>{t("tx.list.searchedTo", { height: formatNumber(searchedTo, lang) })}</p>
              </Empty>
            ) : isFiltered ? (
              <Empty why="filtered" lang={lang} clearHref={url.transactions(lang, name)} />
            ) : (
              <Empty why="nothing" lang={lang} title={t("network.empty.title")}>
                {t("network.empty.text")}
              </Empty>
            )
          }
        />
        {searchedTo !== null && transactions.edges.length > 0 && (
          <p className="muted">{t("tx.list.searchedTo", { height: formatNumber(searchedTo, lang) })}</p>
        )}
        <Pager lang={lang} firstHref={search["after"] && url.transactions(lang, name, view)} nextHref={nextHref} />
      </Panel>
    </div>
  );
});
