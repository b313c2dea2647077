import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CheckList } from "#web/components/CheckList.tsx";
import { NetworkActivity } from "#web/components/NetworkActivity.tsx";
import { NetworkFailures } from "#web/components/NetworkFailures.tsx";
import { NetworkTitle } from "#web/components/NetworkTitle.tsx";
import { AttentionList } from "#web/components/network/AttentionList.tsx";
import { attentionOf } from "#web/components/network/attentionOf.ts";
import { NetworkFigures } from "#web/components/network/NetworkFigures.tsx";
import { NewestBlocks } from "#web/components/network/NewestBlocks.tsx";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { TransactionTable } from "#web/components/TransactionTable.tsx";
import { NetworkDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { LiveHead } from "#web/live/LiveHead.tsx";
import { liveLabels } from "#web/live/liveLabels.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";
import styles from "./page.module.css";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: (await pageContext<"network">(props)).params.network };
}

/** One network: what is wrong, its figures, its activity, its newest blocks and transactions, what was verified. */
export default apiPage<"network">(async ({ lang, params }) => {
  const t = text(lang);
  const { data, problems } = await query(NetworkDocument, { name: params.network });
  const { network, blocks, transactions } = data;
  if (network === null) notFound();
  const { name } = network;
  const nothing = (
    <Empty why="nothing" lang={lang} title={t("network.empty.title")}>
      {t("network.empty.text")}
    </Empty>
  );
  return (
    <div className="stack">
      <PageHead
        trail={[{ name: t("home.title"), href: url.home(lang) }]}
        title={
          <NetworkTitle network={network} lang={lang}>
            <bdi>{name}</bdi>
          </NetworkTitle>
        }
        aside={
          !network.recorded && (
            <LiveHead
              network={name}
              said={t("live.said", { network: name, height: formatNumber(network.head?.height ?? 0, lang) })}
              labels={liveLabels(lang)}
            />
          )
        }
      />
      <Problems problems={problems} lang={lang} />
      <AttentionList found={attentionOf(network)} named={false} lang={lang} />
      <NetworkFigures network={network} lang={lang} />
      <div className={styles["columns"]}>
        <div className={styles["column"]}>
          <Panel title={t("network.activity")}>
            <NetworkActivity network={network} lang={lang} height={200} />
          </Panel>
          <Panel
            title={t("network.transactions")}
            aside={<AppLink href={url.transactions(lang, name)}>{t("network.all.transactions")}</AppLink>}
            flush
          >
            <TransactionTable
              rows={transactions.edges.map(({ node }) => node)}
              network={name}
              lang={lang}
              within="network"
              empty={nothing}
            />
          </Panel>
        </div>
        <div className={styles["column"]}>
          <Panel
            title={t("network.failures")}
            aside={<AppLink href={url.failures(lang, name)}>{t("network.all.failures")}</AppLink>}
          >
            <NetworkFailures network={network} lang={lang} />
          </Panel>
          <Panel
            title={t("network.blocks")}
            aside={<AppLink href={url.blocks(lang, name)}>{t("network.all.blocks")}</AppLink>}
            flush
          >
            <NewestBlocks blocks={blocks.edges.map(({ node }) => node)} network={name} lang={lang} empty={nothing} />
          </Panel>
        </div>
      </div>
      <Panel title={t("network.checks")} aside={<AppLink href={url.health(lang, name)}>{t("nav.health")}</AppLink>}>
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
