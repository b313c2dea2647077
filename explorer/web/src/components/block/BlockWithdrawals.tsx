import { Amount } from "@ledgerscope/ui/components/Amount.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { BlockQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { EvmAddress } from "../evm/EvmAddress.tsx";

type Withdrawals = NonNullable<NonNullable<BlockQuery["block"]>["evm"]>["withdrawals"];

/** What a block paid out to validators (EIP-4895). */
export function BlockWithdrawals({ withdrawals, network, lang }: BlockWithdrawalsProps): ReactElement {
  const t = text(lang);
  return (
    <Panel
      title={t("evm.withdrawals")}
      aside={<span className="muted">{formatNumber(withdrawals.length, lang)}</span>}
      flush
    >
      <DataTable
        caption={t("evm.withdrawals")}
        rows={withdrawals}
        rowKey={({ index }) => index}
        empty={t("evm.withdrawals.none")}
        columns={[
          { key: "index", header: t("evm.withdrawal.index"), cell: ({ index }) => formatNumber(index, lang) },
          {
            key: "validator",
            header: t("evm.withdrawal.validator"),
            cell: ({ validatorIndex }) => formatNumber(validatorIndex, lang),
          },
          {
            key: "to",
            header: t("evm.withdrawal.address"),
            phone: "wide",
            cell: ({ address }) => <EvmAddress address={address} network={network} lang={lang} />,
          },
          {
            key: "amount",
            header: t("evm.value"),
            align: "end",
            cell: ({ amount }) => <Amount wei={amount} lang={lang} />,
          },
        ]}
      />
    </Panel>
  );
}

interface BlockWithdrawalsProps {
  readonly withdrawals: Withdrawals;
  readonly network: string;
  readonly lang: Lang;
}
