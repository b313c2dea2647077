import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ComparedCalls } from "#web/components/compare/ComparedCalls.tsx";
import { ComparedStages } from "#web/components/compare/ComparedStages.tsx";
import { CompareForm } from "#web/components/compare/CompareForm.tsx";
import { networkTrail } from "#web/components/networkTrail.ts";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { TransactionTable } from "#web/components/TransactionTable.tsx";
import { CompareDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("compare.title")} · ${params.network}` };
}

/** Two transactions of a network, stage by stage. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const [a, b] = [search["a"]?.trim() ?? "", search["b"]?.trim() ?? ""];
  const { data, problems } = await query(CompareDocument, { network: params.network, a, b });
  if (data.network === null) notFound();
  const { name } = data.network;
  const isAsked = a !== "" && b !== "";
  return (
    <div className="stack">
      <PageHead trail={networkTrail(lang, name)} title={t("compare.title")} />
      <Problems problems={problems} lang={lang} />
      <Panel title={t("compare.which")}>
        <CompareForm network={name} a={a} b={b} lang={lang} />
      </Panel>
      {isAsked && (
        <Panel title={t("network.transactions")} flush>
          <TransactionTable
            rows={[data.a, data.b].flatMap((one, i) => (one === null ? [] : { ...one, id: `${i} ${one.id}` }))}
            network={name}
            lang={lang}
            within="network"
            empty={<Notice title={t("compare.none.title")}>{t("compare.none.text")}</Notice>}
          />
        </Panel>
      )}
      {data.a !== null && data.b !== null && (
        <Panel title={t("compare.calls")} flush>
          <ComparedCalls a={data.a} b={data.b} lang={lang} />
        </Panel>
      )}
      {isAsked && (
        <Panel title={t("compare.stages")} flush>
          {data.traceComparison === null ? (
            <Notice title={t("compare.none.title")}>{t("compare.none.text")}</Notice>
          ) : (
            <ComparedStages comparison={data.traceComparison} lang={lang} />
          )}
        </Panel>
      )}
    </div>
  );
});
