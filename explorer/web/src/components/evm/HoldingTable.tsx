import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactNode } from "react";
import type { HoldingRowFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { TokenAmount } from "./TokenAmount.tsx";
import { TokenName } from "./TokenName.tsx";
import { TokenId } from "./TransferTable.tsx";

/** What an address holds of tokens. */
export function HoldingTable({ rows, network, lang, empty }: HoldingTableProps): ReactNode {
  const t = text(lang);
  return (
    <DataTable
      caption={t("evm.address.tab.holdings")}
      rows={rows}
      rowKey={({ token, tokenId }) => `${token.address.address} ${tokenId}`}
      empty={empty}
      columns={[
        {
          key: "token",
          header: t("evm.token"),
          phone: "bare",
          cell: ({ token: { address, metadata } }) => (
            <TokenName address={address.address} metadata={metadata} network={network} lang={lang} />
          ),
        },
        {
          key: "standard",
          header: t("evm.tokens.standard"),
          phone: "bare",
          cell: ({ standard }) => t(`evm.token.${standard}`),
        },
        {
          key: "id",
          header: t("evm.token.id"),
          cell: ({ tokenId }) => (tokenId === null ? "–" : <TokenId id={tokenId} />),
        },
        {
          key: "balance",
          header: t("evm.token.balance"),
          align: "end",
          cell: ({ balance, standard, token: { metadata } }) => (
            <TokenAmount amount={balance} standard={standard} metadata={metadata} lang={lang} />
          ),
        },
        {
          key: "transfers",
          header: t("evm.token.transfers"),
          align: "end",
          cell: ({ transfers }) => formatNumber(transfers, lang),
        },
      ]}
    />
  );
}

interface HoldingTableProps {
  readonly rows: readonly HoldingRowFragment[];
  readonly network: string;
  readonly lang: Lang;
  readonly empty: ReactNode;
}
