import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TransactionRowFragment } from "../../generated/graphql.ts";
import { url } from "../../url.ts";
import styles from "./TransactionCell.module.css";

/** A transaction in one cell: what it called, whose it is, when, and whether it failed. */
export function TransactionCell({ transaction, network, lang }: TransactionCellProps): ReactElement {
  if (transaction === null) return <span className="muted">–</span>;
  const id = transaction.hash || `${transaction.height}:${transaction.txIndex}`;
  return (
    <span className={styles["transaction"]}>
      <AppLink href={url.transaction(lang, network, id)} data-open="" title={transaction.hash}>
        <bdi>{printableLine(transaction.method || transaction.target || id, 60)}</bdi>
      </AppLink>
      <span className="muted">{printableLine(transaction.actor, 40)}</span>
      <span className="muted">
        <Time iso={transaction.time} lang={lang} short />
      </span>
      {transaction.status === "failed" && (
        <StatusBadge status="failed" reason={printableLine(transaction.statusText, 40)} lang={lang} />
      )}
    </span>
  );
}

interface TransactionCellProps {
  readonly transaction: TransactionRowFragment | null;
  readonly network: string;
  readonly lang: Lang;
}
