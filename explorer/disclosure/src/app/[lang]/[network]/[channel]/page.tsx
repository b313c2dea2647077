import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { notFound } from "next/navigation";
import { ChannelTotals } from "../../../../components/ChannelTotals.tsx";
import { PageHead } from "../../../../components/PageHead.tsx";
import { ask } from "../../../../data/ask.ts";
import { ChannelDocument } from "../../../../generated/graphql.ts";
import { blockHref, channelHref, homeHref } from "../../../../links.ts";
import { page } from "../../../../page.tsx";

export default page(async ({ lang, say, param, query }) => {
  const [network, channel, after] = [param("network"), param("channel"), query("after")];
  const { channel: totals } = await ask(ChannelDocument, { network, channel, after: after ?? null });
  if (!totals) notFound();
  const { edges, pageInfo } = totals.blocks;
  const here = channelHref(lang, network, channel);
  return (
    <div className="stack">
      <PageHead
        say={say}
        heading={say("channel.name", { network, channel })}
        path={[{ href: homeHref(lang), name: say("nav.record") }]}
      />
      {!after && (
        <Panel title={say("sum.heading")}>
          <ChannelTotals lang={lang} say={say} totals={totals} />
        </Panel>
      )}
      <Panel title={say("blocks.heading")} flush>
        <p className="panel-text muted">{say("blocks.intro")}</p>
        <DataTable
          caption={say("blocks.caption")}
          rows={edges.map(({ node }) => node)}
          rowKey={({ height }) => height}
          empty={<Notice title={say("blocks.none")} />}
          columns={[
            {
              key: "height",
              header: say("blocks.block"),
              cell: ({ height }) => (
                <AppLink href={blockHref(lang, network, channel, height)}>{formatNumber(height, lang)}</AppLink>
              ),
            },
            { key: "time", header: say("blocks.time"), cell: ({ time }) => <Time iso={time} lang={lang} /> },
            {
              key: "hash",
              header: say("blocks.fingerprint"),
              cell: ({ hash }) =>
                hash ? (
                  <Hash value={hash} what={say("facts.hash.what")} lang={lang} />
                ) : (
                  <span className="muted">–</span>
                ),
            },
            {
              key: "published",
              header: say("blocks.published"),
              align: "end",
              cell: (block) => formatNumber(block.publishedCount, lang),
            },
            {
              key: "withheld",
              header: say("blocks.withheld"),
              align: "end",
              cell: (block) => formatNumber(block.withheldCount, lang),
            },
            {
              key: "transactions",
              header: say("blocks.transactions"),
              align: "end",
              cell: (block) => formatNumber(block.txCount, lang),
            },
          ]}
        />
        <Pager
          lang={lang}
          firstHref={after ? here : undefined}
          nextHref={
            pageInfo.hasNextPage && pageInfo.endCursor
              ? `${here}?after=${encodeURIComponent(pageInfo.endCursor)}`
              : undefined
          }
        />
      </Panel>
    </div>
  );
});
