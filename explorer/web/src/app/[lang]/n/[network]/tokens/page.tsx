import { type Column, DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EvmListPage } from "#web/components/evm/EvmListPage.tsx";
import { TokenName } from "#web/components/evm/TokenName.tsx";
import { TokenSupply } from "#web/components/evm/TokenSupply.tsx";
import { EvmTokensDocument, type EvmTokensQuery } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";

type Token = EvmTokensQuery["evmTokens"]["edges"][number]["node"];

const standards = ["erc20", "erc721", "erc1155"] as const;

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("evm.tokens.title")} · ${params.network}` };
}

/** Tokens of an EVM network, those that moved most of late first. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const standard = standards.find((one) => one === search["standard"]);
  const { data, problems } = await query(EvmTokensDocument, {
    ...{ network: params.network, first: 25, after: search["after"] ?? null, standard: standard ?? null },
  });
  const { network } = data;
  if (network === null || network.family !== "evm") notFound();
  const rows = data.evmTokens.edges.map(({ node }) => node);
  // A column that says nothing of any of them is left out.
  const names: readonly Column<Token>[] = rows.some(({ metadata }) => metadata?.name)
    ? [
        {
          key: "name",
          header: t("evm.token.name"),
          cell: ({ metadata }) => (metadata?.name ? <bdi>{printableLine(metadata.name, 40)}</bdi> : "–"),
        },
      ]
    : [];
  const items: readonly Column<Token>[] = rows.some((row) => row.items !== null)
    ? [
        {
          key: "items",
          header: t("evm.tokens.items"),
          align: "end",
          cell: (row) => (row.items === null ? "–" : formatNumber(row.items, lang)),
        },
      ]
    : [];
  return (
    <EvmListPage
      network={network.name}
      title={t("evm.tokens.title")}
      note={t("evm.tokens.ranked")}
      words={{ first: t("evm.page.first"), next: t("evm.page.next") }}
      fields={[
        {
          name: "standard",
          label: t("evm.tokens.standard"),
          kind: "choice",
          options: standards.map((value) => ({ value, name: t(`evm.token.${value}`) })),
        },
      ]}
      view={{ standard }}
      after={search["after"]}
      pageInfo={data.evmTokens.pageInfo}
      href={(view) => url.tokens(lang, network.name, view)}
      problems={problems}
      lang={lang}
    >
      <DataTable
        caption={t("evm.tokens.title")}
        rows={rows}
        rowKey={({ address, standard: of }) => `${address.address} ${of}`}
        empty={
          standard !== undefined ? (
            <Empty why="filtered" clearHref={url.tokens(lang, network.name)} lang={lang} />
          ) : network.head === null ? (
            <Empty why="unindexed" indexedTo={null} lang={lang} />
          ) : (
            <Empty why="nothing" title={t("evm.tokens.none.title")} lang={lang}>
              <p>{t("evm.tokens.none.text")}</p>
            </Empty>
          )
        }
        columns={[
          {
            key: "token",
            header: t("evm.token"),
            phone: "bare",
            cell: ({ address: { address }, metadata }) => (
              <TokenName address={address} metadata={metadata} network={network.name} lang={lang} />
            ),
          },
          ...names,
          {
            key: "standard",
            header: t("evm.tokens.standard"),
            phone: "bare",
            cell: ({ standard: of }) => t(`evm.token.${of}`),
          },
          {
            key: "recent",
            header: t("evm.tokens.recent"),
            align: "end",
            cell: ({ recentTransfers }) => formatNumber(recentTransfers ?? 0, lang),
          },
          {
            key: "holders",
            header: t("evm.tokens.holders"),
            align: "end",
            cell: ({ holders }) =>
              holders === null ? <span className="muted">{t("evm.tokens.many")}</span> : formatNumber(holders, lang),
          },
          ...items,
          {
            key: "supply",
            header: t("evm.tokens.supply"),
            align: "end",
            cell: ({ supply, standard: of, metadata }) => (
              <TokenSupply supply={supply} standard={of} metadata={metadata} lang={lang} />
            ),
          },
        ]}
      />
    </EvmListPage>
  );
});
