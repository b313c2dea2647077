import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DiagnosisPanel } from "#web/components/DiagnosisPanel.tsx";
import { EvmCallPanel } from "#web/components/evm/EvmCallPanel.tsx";
import { EvmTokenTransfers } from "#web/components/evm/EvmTokenTransfers.tsx";
import { EvmTransactionFields } from "#web/components/evm/EvmTransactionFields.tsx";
import { FabricCall } from "#web/components/FabricCall.tsx";
import { Halves } from "#web/components/Halves.tsx";
import { TransactionFacts } from "#web/components/TransactionFacts.tsx";
import { TransactionFrame } from "#web/components/transaction/TransactionFrame.tsx";
import { TransactionStory } from "#web/components/transaction/TransactionStory.tsx";
import { TransactionSummary } from "#web/components/transaction/TransactionSummary.tsx";
import { transactionMetadata } from "#web/components/transaction/transactionMetadata.ts";
import { TransactionDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";

export const generateMetadata = (props: PageProps): Promise<Metadata> => transactionMetadata(props, "overview");

/** One transaction: what happened in a sentence, why it failed if it did, what it is, when it passed which stage. */
export default apiPage<"network" | "id">(async ({ lang, params }) => {
  const t = text(lang);
  const { data, problems } = await query(TransactionDocument, { id: params.id, network: params.network, lang });
  const { transaction } = data;
  if (transaction === null) notFound();
  const network = transaction.network.name;
  return (
    <TransactionFrame transaction={transaction} tab="overview" problems={problems} lang={lang}>
      <TransactionSummary transaction={transaction} lang={lang} />
      {transaction.status === "failed" && (
        <DiagnosisPanel
          diagnosis={transaction.diagnosis}
          reason={transaction.statusText}
          network={network}
          lang={lang}
        />
      )}
      <Halves>
        <Panel title={t("transaction.overview")}>
          <TransactionFacts transaction={transaction} lang={lang} />
        </Panel>
        {transaction.fabric !== null && <FabricCall fabric={transaction.fabric} network={network} lang={lang} />}
        {transaction.evm !== null && <EvmTransactionFields evm={transaction.evm} network={network} lang={lang} />}
      </Halves>
      {transaction.evm !== null && transaction.evm.input !== "0x" && (
        <EvmCallPanel evm={transaction.evm} network={network} lang={lang} />
      )}
      {transaction.evm !== null && transaction.evm.tokenTransfers.length > 0 && (
        <EvmTokenTransfers evm={transaction.evm} network={network} lang={lang} />
      )}
      {transaction.sameId.length > 0 && (
        <Panel title={t("tx.same")} aside={<span className="muted">{t("tx.same.text")}</span>} flush>
          <DataTable
            caption={t("tx.same")}
            rows={transaction.sameId}
            rowKey={({ id }) => id}
            empty={null}
            columns={[
              {
                key: "place",
                header: t("transaction"),
                phone: "wide",
                cell: ({ height, txIndex }) => (
                  <AppLink href={url.transaction(lang, network, `${height}:${txIndex}`)}>
                    {t("transaction.place", { height: formatNumber(height ?? 0, lang), index: txIndex ?? 0 })}
                  </AppLink>
                ),
              },
              {
                key: "status",
                header: t("transaction.status"),
                cell: ({ status, statusText }) => (
                  <StatusBadge
                    status={status}
                    reason={status === "failed" ? printableLine(statusText, 40) : undefined}
                    lang={lang}
                  />
                ),
              },
            ]}
          />
        </Panel>
      )}
      <TransactionStory transaction={transaction} lang={lang} />
    </TransactionFrame>
  );
});
