import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { VerifyPanel } from "@ledgerscope/verifier";
import { notFound } from "next/navigation";
import { BlockFacts } from "../../../../../components/BlockFacts.tsx";
import { BlockNeighbours } from "../../../../../components/BlockNeighbours.tsx";
import { BlockTransactions } from "../../../../../components/BlockTransactions.tsx";
import { PageHead } from "../../../../../components/PageHead.tsx";
import { ReadingGuide } from "../../../../../components/ReadingGuide.tsx";
import { Withholdings } from "../../../../../components/Withholdings.tsx";
import { ask } from "../../../../../data/ask.ts";
import { BlockDocument, type BlockQuery } from "../../../../../generated/graphql.ts";
import type { Say } from "../../../../../i18n/messages.ts";
import { blockHref, bundleHref, channelHref, homeHref } from "../../../../../links.ts";
import { page } from "../../../../../page.tsx";

export default page(async ({ lang, say, param, query }) => {
  const [network, channel, height] = [param("network"), param("channel"), heightOf(param("height"))];
  const afterIndex = query("after") === undefined ? null : heightOf(query("after") ?? "");
  const { block, genesis, policy } = await ask(BlockDocument, { network, channel, height, afterIndex });
  if (!block) notFound();
  const hrefOf = (other: number): string => blockHref(lang, network, channel, other);
  // The block before is part of the proof: that the two are linked is one of the checks.
  const first = Math.max(0, height - 1);
  const bundle = block.provable ? bundleHref(network, channel, first, height + 1) : undefined;
  return (
    <div className="stack">
      <PageHead
        say={say}
        heading={say("block.heading", { height })}
        path={[
          { href: homeHref(lang), name: say("nav.record") },
          { href: channelHref(lang, network, channel), name: say("channel.name", { network, channel }) },
        ]}
        lead={summaryOf(say, block)}
      >
        <BlockNeighbours say={say} previous={block.previous} next={block.next} hrefOf={hrefOf} />
      </PageHead>
      <ReadingGuide lang={lang} say={say} block={block} policy={policy} />
      {block.publishedCount > 0 && (
        <Panel title={say("transactions.heading")} flush>
          <BlockTransactions
            lang={lang}
            say={say}
            block={block}
            here={hrefOf(height)}
            isFirstPage={afterIndex === null}
          />
        </Panel>
      )}
      {block.withheldCount > 0 && (
        <Panel title={say("withheld.heading")}>
          <Withholdings lang={lang} say={say} withholdings={block.withholdings} />
        </Panel>
      )}
      {bundle && block.hash && (
        <VerifyPanel
          lang={lang}
          bundleUrl={bundle}
          {...(genesis?.hash ? { portalGenesisHash: genesis.hash } : {})}
          claims={{
            height,
            blockHash: block.hash,
            txCount: block.txCount,
            transactions: block.transactions.map(({ txIndex, txId, validationCode }) => ({
              txIndex,
              txId,
              validationCode,
            })),
          }}
        />
      )}
      {block.hash && (
        <Panel title={say("facts.heading")}>
          <BlockFacts
            lang={lang}
            say={say}
            block={block}
            genesisHash={genesis?.hash}
            bundle={bundle === undefined ? undefined : { href: bundle, first, last: height }}
          />
        </Panel>
      )}
    </div>
  );
});

/** The block in a sentence; its outcomes in a second one where all of them are at hand. */
function summaryOf(say: Say, block: NonNullable<BlockQuery["block"]>): string {
  const { txCount, transactions } = block;
  const sum = say("block.summary", {
    total: txCount,
    published: block.publishedCount,
    withheld: block.withheldCount,
  });
  if (transactions.length !== txCount) return sum;
  const success = transactions.filter(({ status }) => status === "success").length;
  return say("block.twoSentences", {
    first: sum,
    second: say("block.outcomes", { success, failed: txCount - success }),
  });
}

/** A block number, or a position in one. */
function heightOf(segment: string): number {
  if (!/^\d{1,9}$/.test(segment)) notFound();
  return Number(segment);
}
