import { Amount } from "@ledgerscope/ui/components/Amount.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { AddressTransactionFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { blockColumn, hashColumn, timeColumn } from "../list/placeColumns.tsx";
import styles from "./AddressTransactions.module.css";
import { EvmAddress } from "./EvmAddress.tsx";
import { MethodName } from "./MethodName.tsx";

/** Transactions of an address, seen from it: in or out, with whom, what for. */
export function AddressTransactions({ rows, network, here, lang, empty }: AddressTransactionsProps): ReactNode {
  const t = text(lang);
  return (
    <DataTable
      caption={t("evm.address.tab.transactions")}
      rows={rows}
      rowKey={({ id }) => id}
      empty={empty}
      rowTone={({ status }) => (status === "failed" ? "failed" : undefined)}
      columns={[
        hashColumn(network, lang),
        timeColumn(lang),
        blockColumn(network, lang),
        {
          key: "with",
          header: `${t("evm.address.in")} / ${t("evm.address.out")}`,
          phone: "line",
          cell: ({ actor, target }) => <Other actor={actor} target={target} {...{ network, here, lang }} />,
        },
        {
          key: "method",
          header: t("evm.method"),
          phone: "bare",
          cell: ({ method, methodName }) => <MethodName method={method} name={methodName} lang={lang} />,
        },
        {
          key: "value",
          header: t("evm.value"),
          align: "end",
          cell: ({ evm }) => (evm === null || evm.value === "0" ? "–" : <Amount wei={evm.value} lang={lang} />),
        },
        {
          key: "status",
          header: t("transaction.status"),
          phone: "bare",
          cell: ({ status, statusText }) => (
            <StatusBadge
              status={status}
              reason={status === "failed" ? printableLine(statusText, 32) : undefined}
              lang={lang}
            />
          ),
        },
      ]}
    />
  );
}

function Other({ actor, target, network, here, lang }: OtherProps): ReactElement {
  const t = text(lang);
  const isOut = actor === here;
  const other = isOut ? target : actor;
  return (
    <span className={styles["other"]}>
      <Badge tone="neutral">
        {other === here ? t("evm.address.self") : isOut ? t("evm.address.out") : t("evm.address.in")}
      </Badge>
      {other !== "" && other !== here && <EvmAddress address={other} network={network} lang={lang} short />}
    </span>
  );
}

interface OtherProps {
  readonly actor: string;
  readonly target: string;
  readonly network: string;
  readonly here: string;
  readonly lang: Lang;
}

interface AddressTransactionsProps {
  readonly rows: readonly AddressTransactionFragment[];
  readonly network: string;
  /** The address whose page this is. */
  readonly here: string;
  readonly lang: Lang;
  readonly empty: ReactNode;
}
