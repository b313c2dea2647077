import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ChainLinks } from "#web/components/block/ChainLinks.tsx";
import { CheckList } from "#web/components/CheckList.tsx";
import { Halves } from "#web/components/Halves.tsx";
import { TransactionFrame } from "#web/components/transaction/TransactionFrame.tsx";
import { transactionMetadata } from "#web/components/transaction/transactionMetadata.ts";
import { TransactionChecksDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";

export const generateMetadata = (props: PageProps): Promise<Metadata> => transactionMetadata(props, "checks");

/** What was proved of a transaction: its block's place in the chain, the checks it passed, its signature. */
export default apiPage<"network" | "id">(async ({ lang, params }) => {
  const t = text(lang);
  const { data, problems } = await query(TransactionChecksDocument, { id: params.id, network: params.network });
  const { transaction } = data;
  if (transaction === null || transaction.block === null) notFound();
  const { block, fabric } = transaction;
  const network = transaction.network.name;
  return (
    <TransactionFrame transaction={transaction} tab="checks" problems={problems} lang={lang}>
      <Halves>
        <Panel title={t("block.checks")} aside={<span className="muted">{t("tx.checks.range")}</span>}>
          {block.checks.length === 0 ? (
            <p className="muted">{t("network.checks.empty")}</p>
          ) : (
            <CheckList checks={block.checks} counted={false} lang={lang} />
          )}
        </Panel>
        <Panel title={t("tx.checks.chain")}>
          <Facts>
            <Fact name={t("transaction.block")}>
              <AppLink href={url.block(lang, network, block.height)}>
                {t("block.title", { height: formatNumber(block.height, lang) })}
              </AppLink>
            </Fact>
            <Fact name={t("block.links")}>
              <ChainLinks block={block} lang={lang} />
            </Fact>
            <Fact name={t("block.finality")}>{t(block.final ? "block.final.meaning" : "block.head")}</Fact>
            {fabric !== null && fabric.signature !== "" && (
              <>
                <Fact name={t("tx.checks.signature")}>
                  <Hash value={fabric.signature} what={t("tx.checks.signature")} lang={lang} />
                </Fact>
                <Fact name={t("tx.checks.nonce")}>
                  <Hash value={fabric.nonce} what={t("tx.checks.nonce")} lang={lang} />
                </Fact>
              </>
            )}
          </Facts>
          {fabric !== null && <p className="muted">{t("tx.checks.signed")}</p>}
        </Panel>
      </Halves>
    </TransactionFrame>
  );
});
