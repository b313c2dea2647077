import { PageTabs } from "@ledgerscope/ui/components/PageTabs.tsx";
import { PrevNext } from "@ledgerscope/ui/components/PrevNext.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { TransactionHeadFragment } from "../../generated/graphql.ts";
import type { Problem } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { LiveTransaction } from "../../live/LiveTransaction.tsx";
import { url } from "../../url.ts";
import { networkTrail } from "../networkTrail.ts";
import { PageHead } from "../PageHead.tsx";
import { Problems } from "../Problems.tsx";
import styles from "./TransactionFrame.module.css";
import { transactionAddress } from "./transactionAddress.ts";
import { type TransactionTab, transactionTabs } from "./transactionTabs.ts";

/** What stands around every side of a transaction: what it is, its neighbours in the block, its sides as tabs. */
export function TransactionFrame({ transaction, tab, problems, lang, children }: TransactionFrameProps): ReactElement {
  const t = text(lang);
  const { height, txIndex, shape, evmShape } = transaction;
  const network = transaction.network.name;
  const address = transactionAddress(transaction);
  const tabs = transactionTabs(transaction);
  const counts: Partial<Record<TransactionTab, number>> = {
    ...(shape !== null && { state: shape.readCount + shape.writeCount }),
    ...(evmShape !== null && { events: evmShape.logCount }),
  };
  const neighbour = (of: TransactionHeadFragment["nextInBlock"], key: "tx.previous" | "tx.next") =>
    of === null
      ? undefined
      : {
          href: url.transactionTab(lang, network, transactionAddress(of), tab),
          name: t(key, { index: of.txIndex ?? 0 }),
        };
  return (
    <div className="stack">
      {transaction.block?.final === false && <LiveTransaction network={network} id={transaction.hash} />}
      <PageHead
        trail={[
          ...networkTrail(lang, network),
          ...(height === null
            ? []
            : [
                {
                  name: t("block.title", { height: formatNumber(height, lang) }),
                  href: url.block(lang, network, height),
                },
              ]),
        ]}
        title={
          <>
            {t("transaction")} <code className={styles["id"]}>{shorten(transaction.hash) || address}</code>
            <StatusBadge
              status={transaction.status}
              reason={transaction.status === "failed" ? printableLine(transaction.statusText, 80) : undefined}
              lang={lang}
            />
          </>
        }
        aside={
          height !== null &&
          txIndex !== null && (
            <span className={styles["place"]}>
              <span className="muted">
                {t("tx.place", { index: txIndex + 1, count: transaction.block?.txCount ?? txIndex + 1 })}
              </span>
              <PrevNext
                label={t("tx.neighbours")}
                previous={neighbour(transaction.previousInBlock, "tx.previous")}
                next={neighbour(transaction.nextInBlock, "tx.next")}
                lang={lang}
              />
            </span>
          )
        }
      />
      {tabs.length > 1 && (
        <PageTabs
          label={t("transaction")}
          tabs={tabs.map((key) => ({
            key,
            name: t(`tx.tab.${evmShape !== null && key === "state" ? "changes" : key}`),
            href: url.transactionTab(lang, network, address, key),
            current: key === tab,
            count: counts[key] === undefined ? undefined : formatNumber(counts[key], lang),
          }))}
        />
      )}
      <Problems problems={problems} lang={lang} />
      {children}
    </div>
  );
}

interface TransactionFrameProps {
  readonly transaction: TransactionHeadFragment;
  readonly tab: TransactionTab;
  readonly problems: readonly Problem[];
  readonly lang: Lang;
  readonly children: ReactNode;
}
