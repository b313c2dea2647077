import { Age } from "@ledgerscope/ui/components/Age.tsx";
import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { NetworkFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";

/** Where a network stands: its head and its age, and what is stored of it. */
export function NetworkFigures({ network, lang }: { network: NetworkFactsFragment; lang: Lang }): ReactElement {
  const t = text(lang);
  const { head, headAgeSeconds } = network;
  const all = Number(network.transactionCount);
  const age =
    network.recorded || network.replayed ? (
      <Time iso={head?.time} lang={lang} />
    ) : (
      headAgeSeconds !== null && <Age seconds={headAgeSeconds} lang={lang} />
    );
  return (
    <Stats>
      <Stat name={t("network.head")} note={age}>
        {head === null ? (
          <span className="muted">–</span>
        ) : (
          <AppLink href={url.block(lang, network.name, head.height)}>{formatNumber(head.height, lang)}</AppLink>
        )}
      </Stat>
      <Stat name={t("network.blocks")}>{formatNumber(network.blockCount, lang)}</Stat>
      <Stat name={t("network.transactions")}>{formatNumber(network.transactionCount, lang)}</Stat>
      <Stat
        name={t("network.failed")}
        note={
          all === 0
            ? undefined
            : t("network.failed.share", { share: formatShare(Number(network.failedCount) / all, lang) })
        }
      >
        {formatNumber(network.failedCount, lang)}
      </Stat>
    </Stats>
  );
}
