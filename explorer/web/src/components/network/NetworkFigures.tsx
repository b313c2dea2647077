import { Age } from "@ledgerscope/ui/components/Age.tsx";
import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { NetworkQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { perSecond } from "./perSecond.ts";
import { pulseOf } from "./pulseOf.ts";

/** Where a network stands: its head and its age, how fast it goes, what is stored of it. */
export function NetworkFigures({ network, lang }: { network: Network; lang: Lang }): ReactElement {
  const t = text(lang);
  const { name, head, headAgeSeconds, blockIntervalSeconds, recentLatency } = network;
  const all = Number(network.transactionCount);
  return (
    <Stats>
      <Stat
        name={t("network.head")}
        note={
          headAgeSeconds === null ? <Time iso={head?.time} lang={lang} /> : <Age seconds={headAgeSeconds} lang={lang} />
        }
      >
        {head === null ? (
          <span className="muted">–</span>
        ) : (
          <AppLink href={url.block(lang, name, head.height)}>{formatNumber(head.height, lang)}</AppLink>
        )}
      </Stat>
      <Stat
        name={t("network.rate")}
        note={
          blockIntervalSeconds !== null &&
          `${t("network.interval")} ${formatDuration(BigInt(Math.round(blockIntervalSeconds * 1e9)), lang)}`
        }
      >
        {perSecond(pulseOf(network).perSecond, lang)}
      </Stat>
      <Stat
        name={t("network.latency")}
        note={recentLatency !== null && t("network.latency.of", { count: recentLatency.transactions })}
      >
        {recentLatency === null ? (
          <span className="muted">–</span>
        ) : (
          <AppLink href={url.latency(lang, name)}>
            {formatDuration(BigInt(recentLatency.p50Ns), lang)} / {formatDuration(BigInt(recentLatency.p95Ns), lang)}
          </AppLink>
        )}
      </Stat>
      <Stat name={t("network.transactions")} note={`${t("network.blocks")} ${formatNumber(network.blockCount, lang)}`}>
        <AppLink href={url.transactions(lang, name)}>{formatNumber(network.transactionCount, lang)}</AppLink>
      </Stat>
      <Stat
        name={t("network.failed")}
        note={all > 0 && t("network.failed.share", { share: formatShare(Number(network.failedCount) / all, lang) })}
      >
        <AppLink href={url.transactions(lang, name, { status: "failed" })}>
          {formatNumber(network.failedCount, lang)}
        </AppLink>
      </Stat>
    </Stats>
  );
}

type Network = NonNullable<NetworkQuery["network"]>;
