import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { RetryFactsFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";

/** The attempts at one call, the failed ones and what became of it at last; nothing where it was made once. */
export function RetryChain({ chain, hash, network, lang }: RetryChainProps): ReactElement | null {
  const t = text(lang);
  if (chain === null) return null;
  return (
    <Panel
      title={t("retry.title", { count: chain.attempts.length })}
      aside={<span className="muted">{t(`retry.${chain.outcome}`)}</span>}
      flush
    >
      <DataTable
        caption={t("retry.title", { count: chain.attempts.length })}
        rows={chain.attempts}
        rowKey={(attempt) => `${attempt.height} ${attempt.txIndex}`}
        empty={null}
        columns={[
          {
            key: "attempt",
            header: t("retry.attempt"),
            cell: (attempt) => formatNumber(chain.attempts.indexOf(attempt) + 1, lang),
          },
          {
            key: "hash",
            header: t("transaction"),
            phone: "bare",
            cell: (attempt) =>
              attempt.hash === hash ? (
                <strong>{t("retry.this")}</strong>
              ) : (
                <Hash
                  value={attempt.hash}
                  what={t("transaction.id")}
                  lang={lang}
                  href={url.transaction(lang, network, attempt.hash)}
                />
              ),
          },
          {
            key: "status",
            header: t("transaction.status"),
            phone: "bare",
            cell: ({ failed, statusText }) => (
              <StatusBadge
                status={failed ? "failed" : "success"}
                reason={failed ? printableLine(statusText, 40) : undefined}
                lang={lang}
              />
            ),
          },
          {
            key: "block",
            header: t("transaction.block"),
            cell: ({ height }) => (
              <AppLink href={url.block(lang, network, height)}>{formatNumber(height, lang)}</AppLink>
            ),
          },
          {
            key: "time",
            header: t("transaction.time"),
            phone: "bare",
            cell: ({ time }) => <Time iso={time} lang={lang} />,
          },
        ]}
      />
    </Panel>
  );
}

interface RetryChainProps {
  readonly chain: RetryFactsFragment | null;
  /** The transaction whose page it is. */
  readonly hash: string;
  readonly network: string;
  readonly lang: Lang;
}
