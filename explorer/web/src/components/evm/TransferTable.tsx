import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { type Column, DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { EvmTransferRowFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { hashColumn, timeColumn } from "../list/placeColumns.tsx";
import { EvmAddress } from "./EvmAddress.tsx";
import { TokenAmount } from "./TokenAmount.tsx";
import { TokenName } from "./TokenName.tsx";
import styles from "./TransferTable.module.css";

const ZERO = `0x${"0".repeat(40)}`;

/** Token transfers, one a row. */
export function TransferTable({ rows, network, lang, within, here, empty }: TransferTableProps): ReactNode {
  const t = text(lang);
  const where: readonly Column<EvmTransferRowFragment>[] =
    within === "transaction"
      ? [{ key: "log", header: t("evm.log.index"), phone: "bare", cell: ({ logIndex }) => logIndex }]
      : [hashColumn(network, lang), timeColumn(lang)];
  const direction: readonly Column<EvmTransferRowFragment>[] =
    here === undefined || within === "token"
      ? []
      : [
          {
            key: "direction",
            header: "",
            phone: "bare",
            cell: ({ from, to }) => (
              <Badge tone="neutral">
                {from === to ? t("evm.address.self") : to === here ? t("evm.address.in") : t("evm.address.out")}
              </Badge>
            ),
          },
        ];
  const token: readonly Column<EvmTransferRowFragment>[] =
    within === "token"
      ? []
      : [
          {
            key: "token",
            header: t("evm.token"),
            phone: "bare",
            cell: (row) => (
              <span className={styles["token"]}>
                <TokenName address={row.token} metadata={row.metadata} network={network} lang={lang} />
                <span className="muted">{t(`evm.token.${row.standard}`)}</span>
              </span>
            ),
          },
        ];
  return (
    <DataTable
      caption={t("evm.transfers.title")}
      rows={rows}
      rowKey={({ height, logIndex, batchIndex }) => `${height} ${logIndex} ${batchIndex}`}
      empty={empty}
      columns={[
        ...where,
        ...direction,
        ...token,
        {
          key: "from",
          header: t("evm.from"),
          cell: ({ from }) => <Party address={from} nobody={t("evm.token.made")} {...{ network, lang, here }} />,
        },
        {
          key: "to",
          header: t("evm.to"),
          cell: ({ to }) => <Party address={to} nobody={t("evm.token.destroyed")} {...{ network, lang, here }} />,
        },
        {
          key: "amount",
          header: t("evm.token.amount"),
          align: "end",
          cell: ({ amount, tokenId, standard, metadata }) => (
            <span className={styles["amount"]}>
              {tokenId !== null && <TokenId id={tokenId} />}
              {standard !== "erc721" && <TokenAmount {...{ amount, standard, metadata, lang }} />}
            </span>
          ),
        },
      ]}
    />
  );
}

/** The id of an item: short ones whole, long ones by both ends. */
export function TokenId({ id }: { id: string }): ReactElement {
  return (
    <span className={styles["mono"]} title={id}>
      #{id.length > 14 ? `${id.slice(0, 6)}…${id.slice(-4)}` : id}
    </span>
  );
}

function Party({ address, nobody, network, lang, here }: PartyProps): ReactElement {
  return address === ZERO ? (
    <span className="muted">{nobody}</span>
  ) : (
    <EvmAddress address={address} network={network} lang={lang} here={here} short />
  );
}

interface PartyProps {
  readonly address: string;
  /** What it means that the zero address stands here. */
  readonly nobody: string;
  readonly network: string;
  readonly lang: Lang;
  readonly here: string | undefined;
}

interface TransferTableProps {
  readonly rows: readonly EvmTransferRowFragment[];
  readonly network: string;
  readonly lang: Lang;
  readonly within: "transaction" | "address" | "token";
  /** The address whose page this is. */
  readonly here?: string | undefined;
  readonly empty: ReactNode;
}
