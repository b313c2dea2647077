import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { PageTabs } from "@ledgerscope/ui/components/PageTabs.tsx";
import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactElement } from "react";
import { EvmAddress } from "#web/components/evm/EvmAddress.tsx";
import { TokenHolders } from "#web/components/evm/TokenHolders.tsx";
import { symbolOf } from "#web/components/evm/TokenName.tsx";
import { TokenSupply } from "#web/components/evm/TokenSupply.tsx";
import { TokenWords } from "#web/components/evm/TokenWords.tsx";
import { TokenId, TransferTable } from "#web/components/evm/TransferTable.tsx";
import { networkTrail } from "#web/components/networkTrail.ts";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { EvmTokenDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { nextPage } from "#web/page/nextPage.ts";
import { url } from "#web/url.ts";

const PAGE = 25;
const tabs = ["transfers", "holders", "items"] as const;

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network" | "address">(props);
  return { title: `${text(lang)("evm.token.title")} ${shorten(params.address)} · ${params.network}` };
}

/** A token of an EVM network: its transfers, who holds it, its items. */
export default apiPage<"network" | "address">(async ({ lang, params, search }) => {
  const t = text(lang);
  const digits = /^(?:0x)?([0-9a-f]{40})$/i.exec(params.address)?.[1]?.toLowerCase();
  if (digits === undefined) notFound();
  const address = `0x${digits}`;
  const tab = tabs.find((one) => one === search["tab"]) ?? "transfers";
  const { data, problems } = await query(EvmTokenDocument, {
    ...{ network: params.network, address, first: PAGE, after: search["after"] ?? null },
    ...{ transfers: tab === "transfers", holders: tab === "holders", items: tab === "items" },
  });
  const { network, evmToken: token } = data;
  if (network === null || network.family !== "evm") notFound();
  const metadata = token?.metadata ?? null;
  const symbol = symbolOf(metadata);
  const view = { tab: tab === "transfers" ? undefined : tab };
  const title = t(`evm.token.tab.${tab}`);
  const pager = (page: { hasNextPage: boolean; endCursor: string | null } | undefined): ReactElement => (
    <Pager
      of={title}
      lang={lang}
      words={tab === "transfers" ? undefined : { first: t("evm.page.first"), next: t("evm.page.next") }}
      firstHref={search["after"] === undefined ? undefined : url.token(lang, network.name, address, view)}
      nextHref={page && nextPage(page, (after) => url.token(lang, network.name, address, { ...view, after }))}
    />
  );
  const head = (
    <PageHead
      trail={[
        ...networkTrail(lang, network.name),
        { name: t("evm.tokens.title"), href: url.tokens(lang, network.name) },
      ]}
      title={
        <>
          {t("evm.token.title")} {symbol !== undefined && <bdi>{symbol}</bdi>}{" "}
          <Hash value={address} what={t("evm.address")} lang={lang} full />
          {token !== null && <Badge tone="neutral">{t(`evm.token.${token.standard}`)}</Badge>}
        </>
      }
      aside={
        token !== null && (
          <AppLink href={url.contract(lang, network.name, address)}>{t("evm.token.toContract")}</AppLink>
        )
      }
    />
  );
  if (token === null) {
    return (
      <div className="stack">
        {head}
        <Problems problems={problems} lang={lang} />
        <Empty why="nothing" title={t("evm.token.none.title")} lang={lang}>
          <p>{t("evm.token.none.text")}</p>
          <p>
            <AppLink href={url.address(lang, network.name, address)}>{t("evm.token.toAddress")}</AppLink>
          </p>
        </Empty>
      </div>
    );
  }
  const shown = tabs.filter((one) => one !== "items" || token.standard !== "erc20");
  return (
    <div className="stack">
      {head}
      <Problems problems={problems} lang={lang} />
      <Stats>
        <Stat name={t("evm.token.transfers")}>{formatNumber(token.address.totals.transfersOfToken, lang)}</Stat>
        <Stat name={t("evm.tokens.holders")} note={t("evm.token.holders.note")}>
          {token.holders === null ? t("evm.tokens.many") : formatNumber(token.holders, lang)}
        </Stat>
        <Stat
          name={t("evm.tokens.supply")}
          note={
            token.supply === null || BigInt(token.supply) <= 0n
              ? t("evm.token.supply.outside")
              : t("evm.token.supply.note")
          }
        >
          <TokenSupply supply={token.supply} standard={token.standard} metadata={metadata} lang={lang} />
        </Stat>
        {token.items !== null && <Stat name={t("evm.tokens.items")}>{formatNumber(token.items, lang)}</Stat>}
      </Stats>
      <Surface>
        <TokenWords metadata={token.metadata} lang={lang} />
      </Surface>
      <PageTabs
        label={t("evm.token.tabs")}
        tabs={shown.map((key) => ({
          key,
          name: t(`evm.token.tab.${key}`),
          href: url.token(lang, network.name, address, { tab: key === "transfers" ? undefined : key }),
          current: key === tab,
        }))}
      />
      <Surface flush>
        {tab === "transfers" && (
          <>
            <TransferTable
              rows={(token.transfers?.edges ?? []).map(({ node }) => node)}
              network={network.name}
              lang={lang}
              within="token"
              empty={<Empty why="nothing" title={t("evm.token.none.title")} lang={lang} />}
            />
            {pager(token.transfers?.pageInfo)}
          </>
        )}
        {tab === "holders" && (
          <>
            <TokenHolders
              rows={(token.topHolders?.edges ?? []).map(({ node }) => node)}
              standard={token.standard}
              metadata={metadata}
              network={network.name}
              lang={lang}
            />
            {pager(token.topHolders?.pageInfo)}
          </>
        )}
        {tab === "items" && (
          <>
            <DataTable
              caption={title}
              rows={(token.itemsHeld?.edges ?? []).map(({ node }) => node)}
              rowKey={({ tokenId }) => tokenId}
              empty={<Empty why="nothing" title={t("evm.token.items.none")} lang={lang} />}
              columns={[
                {
                  key: "id",
                  header: t("evm.token.id"),
                  phone: "bare",
                  cell: ({ tokenId }) => <TokenId id={tokenId} />,
                },
                {
                  key: "holder",
                  header: t("evm.token.owner"),
                  phone: "bare",
                  cell: ({ holder }) => <EvmAddress address={holder} network={network.name} lang={lang} />,
                },
                {
                  key: "holders",
                  header: t("evm.tokens.holders"),
                  align: "end",
                  cell: ({ holders }) => formatNumber(holders, lang),
                },
                {
                  key: "amount",
                  header: t("evm.token.amount"),
                  align: "end",
                  cell: ({ amount }) => formatNumber(amount, lang),
                },
              ]}
            />
            {pager(token.itemsHeld?.pageInfo)}
          </>
        )}
      </Surface>
    </div>
  );
});
