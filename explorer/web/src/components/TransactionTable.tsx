import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { type Column, DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { TransactionRowFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";
import styles from "./TransactionTable.module.css";
import { transactionAddress } from "./transaction/transactionAddress.ts";

/** Transactions, one a row; within a block their place takes the place of height and time. */
export function TransactionTable({ rows, network, lang, within, empty }: TransactionTableProps): ReactElement {
  const t = text(lang);
  const place: readonly Column<TransactionRowFragment>[] =
    within === "block"
      ? [{ key: "index", header: "#", phone: "bare", cell: (row) => formatNumber(row.txIndex ?? 0, lang) }]
      : [];
  const where: readonly Column<TransactionRowFragment>[] =
    within === "block"
      ? [{ key: "actor", header: t("transaction.actor"), cell: (row) => <Name text={row.actor} /> }]
      : [
          {
            key: "block",
            header: t("transaction.block"),
            cell: (row) =>
              row.height === null ? (
                "–"
              ) : (
                <AppLink href={url.block(lang, network, row.height)}>{formatNumber(row.height, lang)}</AppLink>
              ),
          },
          {
            key: "time",
            header: t("time.utc"),
            phone: "bare",
            cell: (row) => <Time iso={row.time} lang={lang} short />,
          },
        ];
  return (
    <DataTable
      caption={t("network.transactions")}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        ...place,
        {
          key: "hash",
          header: t("transaction"),
          phone: "bare",
          cell: (row) => (
            <Hash
              value={row.hash || transactionAddress(row)}
              what={t("transaction.id")}
              lang={lang}
              href={url.transaction(lang, network, transactionAddress(row))}
              short={within === "network"}
            />
          ),
        },
        {
          key: "status",
          header: t("transaction.status"),
          phone: "bare",
          cell: (row) => (
            <StatusBadge
              status={row.status}
              reason={row.status === "failed" ? printableLine(row.statusText, 40) : undefined}
              lang={lang}
            />
          ),
        },
        {
          key: "call",
          header: t("transaction.call"),
          phone: "bare",
          cell: (row) => (
            <span className={styles["call"]}>
              <Name text={row.target} />
              {row.method !== "" && <Name text={row.method} soft />}
            </span>
          ),
        },
        ...where,
      ]}
    />
  );
}

/** An address, chaincode, function or organisation, short enough for a cell. */
function Name({ text: name, soft = false }: { text: string; soft?: boolean }): ReactElement | null {
  if (name === "") return null;
  return (
    <bdi className={soft ? styles["method"] : styles["name"]} title={printableLine(name)}>
      {/^0x[0-9a-f]{20,}$/i.test(name) ? shorten(name, 6, 4) : printableLine(name, 32)}
    </bdi>
  );
}

interface TransactionTableProps {
  readonly rows: readonly TransactionRowFragment[];
  readonly network: string;
  readonly lang: Lang;
  readonly within: "block" | "network";
  readonly empty: ReactNode;
}
