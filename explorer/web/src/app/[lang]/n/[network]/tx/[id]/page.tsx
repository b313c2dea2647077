import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { StatusBadge } from "@ledgerscope/ui/components/StatusBadge.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DiagnosisPanel } from "#web/components/DiagnosisPanel.tsx";
import { EvmCall } from "#web/components/EvmCall.tsx";
import { EvmLogs } from "#web/components/EvmLogs.tsx";
import { FabricCall } from "#web/components/FabricCall.tsx";
import { FabricReadsAndWrites } from "#web/components/FabricReadsAndWrites.tsx";
import { Findings } from "#web/components/Findings.tsx";
import { Halves } from "#web/components/Halves.tsx";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { RetryChain } from "#web/components/RetryChain.tsx";
import { TracePanel } from "#web/components/TracePanel.tsx";
import { TransactionFacts } from "#web/components/TransactionFacts.tsx";
import { TransactionDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";
import styles from "./page.module.css";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network" | "id">(props);
  return { title: `${text(lang)("transaction")} ${shorten(params.id)} · ${params.network}` };
}

/** One transaction: why it failed if it did, what it is, when it passed which stage, what it did. */
export default apiPage<"network" | "id">(async ({ lang, params }) => {
  const t = text(lang);
  const { data, problems } = await query(TransactionDocument, { id: params.id, network: params.network, lang });
  const { transaction } = data;
  if (transaction === null) notFound();
  const network = transaction.network.name;
  return (
    <div className="stack">
      <PageHead
        trail={[
          { name: t("home.title"), href: url.home(lang) },
          { name: network, href: url.network(lang, network) },
        ]}
        title={
          <>
            {t("transaction")} <code className={styles["id"]}>{shorten(transaction.hash)}</code>
            <StatusBadge
              status={transaction.status}
              reason={transaction.status === "failed" ? printableLine(transaction.statusText, 80) : undefined}
              lang={lang}
            />
          </>
        }
      />
      <Problems problems={problems} lang={lang} />
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
        {transaction.fabric !== null && <FabricCall fabric={transaction.fabric} lang={lang} />}
        {transaction.evm !== null && <EvmCall evm={transaction.evm} lang={lang} />}
      </Halves>
      <RetryChain chain={transaction.retryChain} hash={transaction.hash} network={network} lang={lang} />
      <Findings findings={transaction.findings} lang={lang} />
      <TracePanel
        trace={transaction.trace}
        compareHref={url.compare(lang, network, { a: transaction.hash })}
        lang={lang}
      />
      {transaction.fabric !== null && (
        <FabricReadsAndWrites fabric={transaction.fabric} network={network} lang={lang} />
      )}
      {transaction.evm !== null && <EvmLogs evm={transaction.evm} lang={lang} />}
    </div>
  );
});
