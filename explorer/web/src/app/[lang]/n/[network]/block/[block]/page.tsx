import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BlockFacts } from "#web/components/BlockFacts.tsx";
import { CheckList } from "#web/components/CheckList.tsx";
import { Halves } from "#web/components/Halves.tsx";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { TransactionTable } from "#web/components/TransactionTable.tsx";
import { BlockDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { blockInPath } from "#web/page/blockInPath.ts";
import { nextPage } from "#web/page/nextPage.ts";
import { url } from "#web/url.ts";
import styles from "./page.module.css";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network" | "block">(props);
  if (blockInPath(params.block) === undefined) return {};
  return { title: `${text(lang)("block.title", { height: params.block })} · ${params.network}` };
}

/** One block, by height or hash: what its header says, what was verified, its transactions. */
export default apiPage<"network" | "block">(async ({ lang, params, search }) => {
  const t = text(lang);
  const wanted = blockInPath(params.block);
  if (wanted === undefined) notFound();
  const { data, problems } = await query(BlockDocument, {
    network: params.network,
    ...wanted,
    after: search["after"],
  });
  const { block } = data;
  if (block === null) notFound();
  const network = block.network.name;
  const neighbours = [
    { height: block.previous, key: "block.previous", icon: "left" },
    { height: block.next, key: "block.next", icon: "right" },
  ] as const;
  return (
    <div className="stack">
      <PageHead
        trail={[
          { name: t("home.title"), href: url.home(lang) },
          { name: network, href: url.network(lang, network) },
        ]}
        title={
          <>
            {t("block.title", { height: formatNumber(block.height, lang) })}
            {block.final ? (
              <Badge tone="success" icon="check" title={t("block.final.meaning")}>
                {t("block.final")}
              </Badge>
            ) : (
              <Badge tone="live" icon="pulse">
                {t("block.head")}
              </Badge>
            )}
          </>
        }
        aside={
          <nav className={styles["neighbours"]} aria-label={t("block.neighbours")}>
            {neighbours.map(({ height, key, icon }) => {
              if (height === null) return null;
              const label = t(key, { height: formatNumber(height, lang) });
              return (
                <AppLink
                  key={key}
                  className={styles["neighbour"]}
                  href={url.block(lang, network, height)}
                  aria-label={label}
                  title={label}
                >
                  {icon === "left" && <Icon name="left" size={14} />}
                  {formatNumber(height, lang)}
                  {icon === "right" && <Icon name="right" size={14} />}
                </AppLink>
              );
            })}
          </nav>
        }
      />
      <Problems problems={problems} lang={lang} />
      <Halves>
        <Panel title={t("transaction.overview")}>
          <BlockFacts block={block} lang={lang} />
        </Panel>
        <Panel title={t(block.checks.length === 0 ? "block.checks" : "block.checks.range")}>
          {block.checks.length === 0 ? (
            <p className="muted">{t("network.checks.empty")}</p>
          ) : (
            <CheckList checks={block.checks} counted={false} lang={lang} />
          )}
        </Panel>
      </Halves>
      <Panel
        title={t("block.transactions")}
        aside={<span className="muted">{formatNumber(block.txCount, lang)}</span>}
        flush
      >
        <TransactionTable
          rows={block.transactions.edges.map(({ node }) => node)}
          network={network}
          lang={lang}
          within="block"
          empty={t("block.empty")}
        />
        <Pager
          lang={lang}
          firstHref={search["after"] && url.block(lang, network, block.height)}
          nextHref={nextPage(block.transactions.pageInfo, (after) => url.block(lang, network, block.height, { after }))}
        />
      </Panel>
    </div>
  );
});
