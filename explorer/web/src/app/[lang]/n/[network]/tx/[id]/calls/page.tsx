import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EvmCallTree } from "#web/components/evm/EvmCallTree.tsx";
import { TransactionFrame } from "#web/components/transaction/TransactionFrame.tsx";
import { transactionMetadata } from "#web/components/transaction/transactionMetadata.ts";
import { TransactionCallsDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { apiPage, type PageProps } from "#web/page/apiPage.tsx";

export const generateMetadata = (props: PageProps): Promise<Metadata> => transactionMetadata(props, "calls");

/** The calls that a transaction made, one within the other, with gas, values and errors. */
export default apiPage<"network" | "id">(async ({ lang, params }) => {
  const { data, problems } = await query(TransactionCallsDocument, { id: params.id, network: params.network });
  const { transaction } = data;
  if (transaction === null || transaction.evm === null) notFound();
  return (
    <TransactionFrame transaction={transaction} tab="calls" problems={problems} lang={lang}>
      <EvmCallTree evm={transaction.evm} network={transaction.network.name} lang={lang} />
    </TransactionFrame>
  );
});
