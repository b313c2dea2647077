import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { FilterBar } from "@ledgerscope/ui/components/FilterBar.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BlockTable } from "#web/components/BlockTable.tsx";
import { NewBlocks } from "#web/components/list/NewBlocks.tsx";
import { networkTrail } from "#web/components/networkTrail.ts";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { BlocksDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { blockFilters, blockWhere, filtersOf } from "#web/page/listView.ts";
import { nextPage } from "#web/page/nextPage.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("network.blocks")} · ${params.network}` };
}

/** Blocks of a network, newest first; `?fromHeight=&toHeight=&from=&to=` (UTC), `?after=` (cursor). */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const view = filtersOf(search, blockFilters);
  const { data, problems } = await query(BlocksDocument, {
    network: params.network,
    where: blockWhere(view),
    after: search["after"],
  });
  const { network, blocks } = data;
  if (network === null) notFound();
  const { name } = network;
  const isFiltered = Object.keys(view).length > 0;
  return (
    <div className="stack">
      <PageHead
        trail={networkTrail(lang, name)}
        title={t("network.blocks")}
        aside={
          !network.recorded &&
          network.head !== null && (
            <NewBlocks
              network={name}
              height={network.head.height}
              href={url.blocks(lang, name)}
              label={t("block.new", { count: "{count}" })}
            />
          )
        }
      />
      <Problems problems={problems} lang={lang} />
      <FilterBar
        action={url.blocks(lang, name)}
        values={view}
        lang={lang}
        fields={[
          { name: "fromHeight", label: t("list.fromHeight"), kind: "number" },
          { name: "toHeight", label: t("list.toHeight"), kind: "number" },
          { name: "from", label: t("list.from"), kind: "time" },
          { name: "to", label: t("list.to"), kind: "time" },
        ]}
      />
      <Panel title={t("block.list")} flush>
        <BlockTable
          rows={blocks.edges.map(({ node }) => node)}
          network={name}
          lang={lang}
          empty={
            isFiltered ? (
              <Empty why="filtered" lang={lang} clearHref={url.blocks(lang, name)} />
            ) : (
              <Empty why="nothing" lang={lang} title={t("network.empty.title")}>
                {t("network.empty.text")}
              </Empty>
            )
          }
        />
        <Pager
          lang={lang}
          firstHref={search["after"] && url.blocks(lang, name, view)}
          nextHref={nextPage(blocks.pageInfo, (after) => url.blocks(lang, name, { ...view, after }))}
        />
      </Panel>
    </div>
  );
});
