import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BlockTable } from "#web/components/BlockTable.tsx";
import { CheckList } from "#web/components/CheckList.tsx";
import { NetworkActivity } from "#web/components/NetworkActivity.tsx";
import { NetworkFailures } from "#web/components/NetworkFailures.tsx";
import { NetworkFigures } from "#web/components/NetworkFigures.tsx";
import { NetworkTitle } from "#web/components/NetworkTitle.tsx";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { StatusFilter } from "#web/components/StatusFilter.tsx";
import { TransactionTable } from "#web/components/TransactionTable.tsx";
import { NetworkDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { LiveHead } from "#web/live/LiveHead.tsx";
import { liveLabels } from "#web/live/liveLabels.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { nextPage } from "#web/page/nextPage.ts";
import { type NetworkView, url } from "#web/url.ts";
import styles from "./page.module.css";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: (await pageContext<"network">(props)).params.network };
}

/** One network: its figures, its activity, what was verified, its blocks and its transactions. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const view: NetworkView = {
    status: search["status"] === "success" || search["status"] === "failed" ? search["status"] : undefined,
    blocks: search["blocks"],
    transactions: search["transactions"],
  };
  const { data, problems } = await query(NetworkDocument, {
    name: params.network,
    status: view.status,
    blocksAfter: view.blocks,
    transactionsAfter: view.transactions,
  });
  const { network, blocks, transactions } = data;
  if (network === null) notFound();
  const height = formatNumber(network.head?.height ?? 0, lang);
  const nothing = <Notice title={t("network.empty.title")}>{t("network.empty.text")}</Notice>;
  return (
    <div className="stack">
      <PageHead
        trail={[{ name: t("home.title"), href: url.home(lang) }]}
        title={
          <NetworkTitle network={network} lang={lang}>
            {network.name}
          </NetworkTitle>
        }
        aside={
          !network.recorded && (
            <LiveHead
              network={network.name}
              said={t("live.said", { network: network.name, height })}
              labels={liveLabels(lang)}
            />
          )
        }
      />
      <Problems problems={problems} lang={lang} />
      <NetworkFigures network={network} lang={lang} />
      <div className={styles["overview"]}>
        <Panel title={t("network.activity")}>
          <NetworkActivity network={network} lang={lang} height={220} />
        </Panel>
        <Panel
          title={t("network.failures")}
          aside={<AppLink href={url.glance(lang, network.name)}>{t("glance.link")}</AppLink>}
        >
          <NetworkFailures network={network} lang={lang} />
        </Panel>
      </div>
      <div className={styles["lists"]}>
        <Panel title={t("network.blocks")} flush>
          <BlockTable rows={blocks.edges.map(({ node }) => node)} network={network.name} lang={lang} empty={nothing} />
          <Pager
            of={t("network.blocks")}
            lang={lang}
            firstHref={view.blocks && url.network(lang, network.name, { ...view, blocks: undefined })}
            nextHref={nextPage(blocks.pageInfo, (after) => url.network(lang, network.name, { ...view, blocks: after }))}
          />
        </Panel>
        <Panel
          title={t("network.transactions")}
          aside={<StatusFilter network={network.name} view={view} lang={lang} />}
          flush
        >
          <TransactionTable
            rows={transactions.edges.map(({ node }) => node)}
            network={network.name}
            lang={lang}
            within="network"
            empty={
              view.status === undefined ? (
                nothing
              ) : (
                <Notice title={t("network.filtered.title")}>{t("network.filtered.text")}</Notice>
              )
            }
          />
          <Pager
            of={t("network.transactions")}
            lang={lang}
            firstHref={view.transactions && url.network(lang, network.name, { ...view, transactions: undefined })}
            nextHref={nextPage(transactions.pageInfo, (after) =>
              url.network(lang, network.name, { ...view, transactions: after }),
            )}
          />
        </Panel>
      </div>
      <Panel title={t("network.checks")}>
        {network.checks.length === 0 ? (
          <p className="muted">{t("network.checks.empty")}</p>
        ) : (
          <CheckList checks={network.checks} lang={lang} />
        )}
        <p className={styles["stored"]}>
          {t("network.stored")}{" "}
          {network.stored
            .map(({ from, to }) =>
              t("network.stored.range", { from: formatNumber(from, lang), to: formatNumber(to - 1, lang) }),
            )
            .join(", ")}
        </p>
      </Panel>
    </div>
  );
});
