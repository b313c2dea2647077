import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { EvmTransferFactsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { TransferTable } from "./TransferTable.tsx";

/** The tokens that a transaction moved. */
export function EvmTokenTransfers({ evm, network, lang }: EvmTokenTransfersProps): ReactElement {
  const t = text(lang);
  return (
    <Panel title={t("evm.transfers", { count: evm.tokenTransfers.length })} flush>
      <TransferTable
        rows={evm.tokenTransfers}
        network={network}
        lang={lang}
        within="transaction"
        empty={<Empty why="nothing" title={t("evm.transfers.none")} lang={lang} />}
      />
    </Panel>
  );
}

interface EvmTokenTransfersProps {
  readonly evm: EvmTransferFactsFragment;
  readonly network: string;
  readonly lang: Lang;
}
