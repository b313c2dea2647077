import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { type Column, DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { TransactionRowFragment } from "../generated/graphql.ts";
import { text } from "../i18n/text.ts";
import { url } from "../url.ts";
import { EvmAddress } from "./evm/EvmAddress.tsx";
import { MethodName } from "./evm/MethodName.tsx";
import { MspLink } from "./fabric/MspLink.tsx";
import { blockColumn, timeColumn } from "./list/placeColumns.tsx";
import styles from "./TransactionTable.module.css";
import { transactionAddress } from "./transaction/transactionAddress.ts";

/** Transactions, one a row; within a block their place takes the place of height and time. */
export function TransactionTable({ rows, network, lang, within, empty }: TransactionTableProps): ReactElement {
  const t = text(lang);
  const index: readonly Column<TransactionRowFragment>[] = [
    { key: "index", header: "#", phone: "bare", cell: (row) => formatNumber(row.txIndex ?? 0, lang) },
  ];
  const actor: readonly Column<TransactionRowFragment>[] = [
    {
      key: "actor",
      header: t("transaction.actor"),
      cell: (row) => <Party name={row.actor} as="actor" network={network} lang={lang} />,
    },
  ];
  return (
    <DataTable
      caption={t("network.transactions")}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      columns={[
        ...(within === "block" ? index : []),
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
              short={within !== "block"}
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
              <Party name={row.target} as="target" network={network} lang={lang} />
              {row.methodName !== null ? (
                <MethodName method={row.method} name={row.methodName} lang={lang} />
              ) : (
                row.method !== "" && (
                  <bdi className={styles["method"]} title={printableLine(row.method)}>
                    {printableLine(row.method, 32)}
                  </bdi>
                )
              )}
            </span>
          ),
        },
        ...(within === "network" ? [] : actor),
        ...(within === "block" ? [] : [blockColumn(network, lang), timeColumn(lang)]),
      ]}
    />
  );
}

/** Who acted or was called, leading to its page: an account, an organisation, a chaincode. */
function Party({ name, as, network, lang }: PartyProps): ReactElement | null {
  if (name === "") return as === "actor" ? <span className="muted">–</span> : null;
  if (/^0x[0-9a-f]{40}$/i.test(name)) return <EvmAddress address={name} network={network} lang={lang} short />;
  if (as === "actor") return <MspLink msp={name} network={network} lang={lang} />;
  return (
    <AppLink href={url.chaincode(lang, network, name)} className={styles["name"]}>
      <bdi>{printableLine(name, 32)}</bdi>
    </AppLink>
  );
}

interface PartyProps {
  readonly name: string;
  readonly as: "actor" | "target";
  readonly network: string;
  readonly lang: Lang;
}

interface TransactionTableProps {
  readonly rows: readonly TransactionRowFragment[];
  readonly network: string;
  readonly lang: Lang;
  /** In a block, in a list of its own, or in short among other things of a network. */
  readonly within: "block" | "list" | "network";
  readonly empty: ReactNode;
}
