import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Endorsements } from "#web/components/transaction/Endorsements.tsx";
import { PolicyEvaluations } from "#web/components/transaction/PolicyEvaluations.tsx";
import { TransactionFrame } from "#web/components/transaction/TransactionFrame.tsx";
import { transactionMetadata } from "#web/components/transaction/transactionMetadata.ts";
import { TransactionEndorsementsDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { apiPage, type PageProps } from "#web/page/apiPage.tsx";

export const generateMetadata = (props: PageProps): Promise<Metadata> => transactionMetadata(props, "endorsements");

/** Who vouched for a transaction, and whether that fulfils the policies that it had to meet. */
export default apiPage<"network" | "id">(async ({ lang, params }) => {
  const { data, problems } = await query(TransactionEndorsementsDocument, { id: params.id, network: params.network });
  const { transaction } = data;
  if (transaction === null || transaction.fabric === null) notFound();
  return (
    <TransactionFrame transaction={transaction} tab="endorsements" problems={problems} lang={lang}>
      <PolicyEvaluations policies={transaction.fabric.policies} lang={lang} />
      <Endorsements endorsements={transaction.fabric.endorsements} network={transaction.network.name} lang={lang} />
    </TransactionFrame>
  );
});
