import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { ChannelTotalsFragment } from "../generated/graphql.ts";
import type { Say } from "../i18n/messages.ts";
import { blockHref } from "../links.ts";
import { Accounting } from "./Accounting.tsx";
import { Outcomes } from "./Outcomes.tsx";

interface ChannelTotalsProps {
  readonly lang: Lang;
  readonly say: Say;
  readonly totals: ChannelTotalsFragment;
}

/** What a channel's disclosure adds up to: the sum, what became of the transactions, how far it goes. */
export function ChannelTotals({ lang, say, totals }: ChannelTotalsProps): ReactElement {
  const { network, channel, latest } = totals;
  return (
    <div className="stack">
      <Accounting
        lang={lang}
        say={say}
        published={totals.publishedCount}
        withheld={totals.withheldCount}
        total={totals.transactionCount}
      />
      <div>
        <h3>{say("outcomes.heading")}</h3>
        <p className="muted">{say("outcomes.intro")}</p>
      </div>
      <Outcomes lang={lang} say={say} outcomes={totals.outcomes} />
      <Facts>
        <Fact name={say("channel.blocks")}>{formatNumber(totals.blockCount, lang)}</Fact>
        {latest && (
          <Fact name={say("channel.latest")}>
            <AppLink href={blockHref(lang, network, channel, latest.height)}>
              {say("block.heading", { height: latest.height })}
            </AppLink>{" "}
            {latest.time && <Time iso={latest.time} lang={lang} />}
          </Fact>
        )}
      </Facts>
    </div>
  );
}
