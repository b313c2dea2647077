import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EvmLogList } from "#web/components/evm/EvmLogList.tsx";
import { TransactionFrame } from "#web/components/transaction/TransactionFrame.tsx";
import { transactionMetadata } from "#web/components/transaction/transactionMetadata.ts";
import { TransactionEventsDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { apiPage, type PageProps } from "#web/page/apiPage.tsx";

export const generateMetadata = (props: PageProps): Promise<Metadata> => transactionMetadata(props, "events");

/** The events that a transaction logged, decoded where their form is known. */
export default apiPage<"network" | "id">(async ({ lang, params }) => {
  const { data, problems } = await query(TransactionEventsDocument, { id: params.id, network: params.network });
  const { transaction } = data;
  if (transaction === null || transaction.evm === null) notFound();
  return (
    <TransactionFrame transaction={transaction} tab="events" problems={problems} lang={lang}>
      <EvmLogList evm={transaction.evm} network={transaction.network.name} lang={lang} />
    </TransactionFrame>
  );
});
