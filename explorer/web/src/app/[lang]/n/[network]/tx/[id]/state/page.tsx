import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EvmStateChanges } from "#web/components/evm/EvmStateChanges.tsx";
import { ReadSet } from "#web/components/transaction/ReadSet.tsx";
import { PrivateHashes, RangeQueries } from "#web/components/transaction/StateExtras.tsx";
import { TransactionFrame } from "#web/components/transaction/TransactionFrame.tsx";
import { transactionMetadata } from "#web/components/transaction/transactionMetadata.ts";
import { WriteSet } from "#web/components/transaction/WriteSet.tsx";
import { TransactionStateDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { apiPage, type PageProps } from "#web/page/apiPage.tsx";
import { nextPage } from "#web/page/nextPage.ts";
import { url, type View } from "#web/url.ts";

export const generateMetadata = (props: PageProps): Promise<Metadata> => transactionMetadata(props, "state");

/** What a transaction saw and changed of the state; `?reads=`, `?writes=` (cursors). */
export default apiPage<"network" | "id">(async ({ lang, params, search }) => {
  const { data, problems } = await query(TransactionStateDocument, {
    ...{ id: params.id, network: params.network },
    ...{ reads: search["reads"], writes: search["writes"] },
  });
  const { transaction } = data;
  if (transaction === null) notFound();
  const { fabric } = transaction;
  const network = transaction.network.name;
  const at = (view: View): string =>
    url.transactionTab(lang, network, params.id, "state", {
      reads: search["reads"],
      writes: search["writes"],
      ...view,
    });
  return (
    <TransactionFrame transaction={transaction} tab="state" problems={problems} lang={lang}>
      {transaction.evm !== null && <EvmStateChanges evm={transaction.evm} network={network} lang={lang} />}
      {fabric !== null && (
        <>
          <WriteSet
            writes={fabric.writeSet.edges.map(({ node }) => node)}
            count={transaction.shape?.writeCount ?? 0}
            applied={transaction.status === "success"}
            network={network}
            firstHref={search["writes"] && at({ writes: undefined })}
            nextHref={nextPage(fabric.writeSet.pageInfo, (writes) => at({ writes }))}
            lang={lang}
          />
          <ReadSet
            reads={fabric.readSet.edges.map(({ node }) => node)}
            count={transaction.shape?.readCount ?? 0}
            conflicts={fabric.conflicts}
            network={network}
            firstHref={search["reads"] && at({ reads: undefined })}
            nextHref={nextPage(fabric.readSet.pageInfo, (reads) => at({ reads }))}
            lang={lang}
          />
          <RangeQueries queries={fabric.rangeQueries} lang={lang} />
          <PrivateHashes hashes={fabric.privateHashes} network={network} lang={lang} />
        </>
      )}
    </TransactionFrame>
  );
});
