import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { PrevNext } from "@ledgerscope/ui/components/PrevNext.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BlockFacts } from "#web/components/BlockFacts.tsx";
import { BlockSeal } from "#web/components/block/BlockSeal.tsx";
import { BlockSignatures } from "#web/components/block/BlockSignatures.tsx";
import { BlockWithdrawals } from "#web/components/block/BlockWithdrawals.tsx";
import { MissingBlock } from "#web/components/block/MissingBlock.tsx";
import { Siblings } from "#web/components/block/Siblings.tsx";
import { CheckList } from "#web/components/CheckList.tsx";
import { Halves } from "#web/components/Halves.tsx";
import { networkTrail } from "#web/components/networkTrail.ts";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { TransactionTable } from "#web/components/TransactionTable.tsx";
import { BlockDocument, MissingBlockDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { blockInPath } from "#web/page/blockInPath.ts";
import { nextPage } from "#web/page/nextPage.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network" | "block">(props);
  if (blockInPath(params.block) === undefined) return {};
  return { title: `${text(lang)("block.title", { height: params.block })} · ${params.network}` };
}

/** One block, by height or hash: what its header says, who signed it, what was verified, its transactions. */
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
  if (block === null) {
    if (!("height" in wanted)) notFound();
    const { network } = (await query(MissingBlockDocument, { network: params.network })).data;
    if (network === null) notFound();
    return <MissingBlock height={wanted.height} network={network} lang={lang} />;
  }
  const network = block.network.name;
  const neighbour = (height: number | null, key: "block.previous" | "block.next") =>
    height === null
      ? undefined
      : { href: url.block(lang, network, height), name: t(key, { height: formatNumber(height, lang) }) };
  const at = (after?: string): string =>
    url.block(lang, network, block.orphaned ? block.hash : block.height, { after });
  return (
    <div className="stack">
      <PageHead
        trail={[...networkTrail(lang, network), { name: t("network.blocks"), href: url.blocks(lang, network) }]}
        title={
          <>
            {t("block.title", { height: formatNumber(block.height, lang) })}
            {block.orphaned ? (
              <Badge tone="unproven" icon="alert">
                {t("block.orphan")}
              </Badge>
            ) : block.final ? (
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
          <PrevNext
            label={t("block.neighbours")}
            previous={neighbour(block.previous, "block.previous")}
            next={neighbour(block.next, "block.next")}
            lang={lang}
          />
        }
      />
      <Problems problems={problems} lang={lang} />
      <Siblings block={block} lang={lang} />
      <Halves>
        <Panel title={t("transaction.overview")}>
          <BlockFacts block={block} lang={lang} />
        </Panel>
        <Panel
          title={t("block.checks")}
          aside={block.checks.length > 0 && <span className="muted">{t("tx.checks.range")}</span>}
        >
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
        <Pager lang={lang} firstHref={search["after"] && at()} nextHref={nextPage(block.transactions.pageInfo, at)} />
      </Panel>
      {block.evm?.seal != null && <BlockSeal seal={block.evm.seal} network={network} lang={lang} />}
      {block.evm !== null && block.evm.withdrawals.length > 0 && (
        <BlockWithdrawals withdrawals={block.evm.withdrawals} network={network} lang={lang} />
      )}
      {block.fabric !== null && <BlockSignatures fabric={block.fabric} network={network} lang={lang} />}
    </div>
  );
});
