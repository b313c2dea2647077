import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { formatBytes, formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EvmAddress } from "#web/components/evm/EvmAddress.tsx";
import { EvmListPage } from "#web/components/evm/EvmListPage.tsx";
import { blockColumn, timeColumn } from "#web/components/list/placeColumns.tsx";
import { EvmContractsDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";

const ADDRESS = /^(0x)?[0-9a-f]{40}$/i;
const CODE_HASH = /^(0x)?[0-9a-f]{64}$/i;

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("evm.contracts.title")} · ${params.network}` };
}

/** Contracts of an EVM network, the newest first: who made them, their code, how often they are called and fail. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  // What is no address or hash matches nothing that there is.
  const creator = search["creator"]?.trim() || undefined;
  const code = search["code"]?.trim() || undefined;
  const isPossible = (!creator || ADDRESS.test(creator)) && (!code || CODE_HASH.test(code));
  const { data, problems } = await query(EvmContractsDocument, {
    ...{ network: params.network, first: 25, after: search["after"] ?? null },
    creator: (isPossible && creator) || null,
    codeHash: (isPossible && code) || null,
  });
  const { network } = data;
  if (network === null || network.family !== "evm") notFound();
  const rows = isPossible ? data.evmContracts.edges.map(({ node }) => node) : [];
  const isFiltered = creator !== undefined || code !== undefined;
  return (
    <EvmListPage
      network={network.name}
      title={t("evm.contracts.title")}
      fields={[
        { name: "creator", label: t("evm.contracts.creator"), kind: "text", placeholder: "0x…" },
        { name: "code", label: t("evm.address.code.hash"), kind: "text", placeholder: "0x…" },
      ]}
      view={{ creator, code }}
      after={search["after"]}
      pageInfo={isPossible ? data.evmContracts.pageInfo : undefined}
      href={(view) => url.contracts(lang, network.name, view)}
      problems={problems}
      lang={lang}
    >
      <DataTable
        caption={t("evm.contracts.title")}
        rows={rows}
        rowKey={({ address, hash }) => `${address.address} ${hash}`}
        empty={
          isFiltered ? (
            <Empty
              why="filtered"
              title={t("evm.contracts.filtered")}
              clearHref={url.contracts(lang, network.name)}
              lang={lang}
            />
          ) : network.head === null ? (
            <Empty why="unindexed" indexedTo={null} lang={lang} />
          ) : (
            <Empty why="nothing" title={t("evm.contracts.none.title")} lang={lang}>
              <p>{t("evm.contracts.none.text")}</p>
            </Empty>
          )
        }
        columns={[
          {
            key: "contract",
            header: t("evm.address.contract"),
            phone: "bare",
            cell: ({ address: { address } }) => (
              <Hash
                value={address}
                what={t("evm.address")}
                lang={lang}
                href={url.contract(lang, network.name, address)}
              />
            ),
          },
          timeColumn(lang),
          blockColumn(network.name, lang),
          {
            key: "creator",
            header: t("evm.contracts.creator"),
            cell: ({ creator: by, byContract }) => (
              <>
                <EvmAddress address={by} network={network.name} lang={lang} short />{" "}
                {byContract && <Badge tone="neutral">{t("evm.contracts.by.contract")}</Badge>}
              </>
            ),
          },
          {
            key: "code",
            header: t("evm.contracts.size"),
            align: "end",
            cell: ({ codeHash, codeSize }) =>
              codeHash === null || codeSize === null ? (
                "–"
              ) : (
                <AppLink href={url.contracts(lang, network.name, { code: codeHash })} title={codeHash}>
                  {formatBytes(codeSize, lang)}
                </AppLink>
              ),
          },
          {
            key: "calls",
            header: t("evm.contracts.calls"),
            align: "end",
            cell: ({ calls }) => formatNumber(calls, lang),
          },
          {
            key: "rate",
            header: t("evm.method.rate"),
            align: "end",
            cell: ({ calls, failed }) => (calls === "0" ? "–" : formatShare(Number(failed) / Number(calls), lang)),
          },
        ]}
      />
    </EvmListPage>
  );
});
