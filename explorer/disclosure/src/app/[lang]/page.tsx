import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatUtc } from "@ledgerscope/ui/format/time.ts";
import { ChannelTotals } from "../../components/ChannelTotals.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { ask } from "../../data/ask.ts";
import { HomeDocument } from "../../generated/graphql.ts";
import { channelHref } from "../../links.ts";
import { page } from "../../page.tsx";

export default page(async ({ lang, say }) => {
  const { channels, policy } = await ask(HomeDocument, {});
  return (
    <div className="stack">
      <PageHead say={say} heading={say("home.heading")} lead={say("home.intro")} />
      {channels.length === 0 && (
        <Notice title={say("home.none.title")}>
          <p>{say("home.none.text")}</p>
        </Notice>
      )}
      {channels.map((totals) => {
        const { network, channel } = totals;
        return (
          <Panel
            key={`${network}/${channel}`}
            title={say("channel.name", { network, channel })}
            aside={<AppLink href={channelHref(lang, network, channel)}>{say("channel.open", { channel })}</AppLink>}
          >
            <ChannelTotals lang={lang} say={say} totals={totals} />
          </Panel>
        );
      })}
      {policy && (
        <p className="muted">
          {say("home.policy", { version: policy.version, since: formatUtc(policy.appliedAt, lang) })}
        </p>
      )}
    </div>
  );
});
