import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import { formatUtcShort } from "@ledgerscope/ui/format/time.ts";
import type { Metadata } from "next";
import { CertificateFacts } from "#web/components/fabric/CertificateFacts.tsx";
import { FabricHead } from "#web/components/fabric/FabricHead.tsx";
import { IdentityUses } from "#web/components/fabric/IdentityUses.tsx";
import { ValidityBadge } from "#web/components/fabric/ValidityBadge.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { sqlOf } from "#web/components/sql/sqlOf.ts";
import { TransactionTable } from "#web/components/TransactionTable.tsx";
import { IdentityDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { missing } from "#web/page/missing.ts";
import { nextPage } from "#web/page/nextPage.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network" | "certificate">(props);
  return { title: `${text(lang)("fabric.identity")} ${shorten(params.certificate)} · ${params.network}` };
}

/** One certificate: what it says, what it was used for, the transactions that it created and endorsed. */
export default apiPage<"network" | "certificate">(async ({ lang, params, search }) => {
  const t = text(lang);
  const variables = {
    network: params.network,
    certificate: params.certificate,
    submittedAfter: search["submitted"] ?? null,
    endorsedAfter: search["endorsed"] ?? null,
  };
  const { data, problems } = await query(IdentityDocument, variables);
  const { network } = data;
  const identity = network?.fabric?.identity;
  if (!network || !identity) missing(problems);
  const here = (view: Record<string, string | undefined>) =>
    url.identity(lang, network.name, identity.certSha256, { ...search, ...view });
  const times = (use: string): string => identity.uses.find((one) => one.use === use)?.times ?? "0";
  const year = new Date().getUTCFullYear();
  const { submitted, endorsed } = identity;
  return (
    <div className="stack">
      <FabricHead
        network={network.name}
        lang={lang}
        trail={[{ name: t("fabric.identities"), href: url.identities(lang, network.name) }]}
        title={
          <>
            <bdi>{printableLine(identity.commonName || identity.subject || shorten(identity.certSha256), 80)}</bdi>
            <ValidityBadge of={identity} lang={lang} />
          </>
        }
      />
      <Problems problems={problems} lang={lang} />
      <Panel title={t("fabric.identity.certificate")}>
        <CertificateFacts identity={identity} network={network.name} lang={lang} />
        <details>
          <summary>{t("fabric.identity.pem")}</summary>
          <ChainText text={identity.pem} lang={lang} limit={16_384} block />
        </details>
      </Panel>
      <Panel title={t("fabric.uses")} flush>
        <IdentityUses uses={identity.uses} network={network.name} lang={lang} />
      </Panel>
      {identity.usesOverBlocks.length > 1 && (
        <Panel title={t("fabric.uses.over")}>
          <SeriesChart
            kind="bars"
            unit="count"
            lang={lang}
            summary={t("fabric.uses.summary", {
              submitted: formatNumber(times("creator"), lang),
              endorsed: formatNumber(times("endorser"), lang),
            })}
            showSummary
            rowHeader={t("fabric.blocks")}
            series={[t("fabric.use.creator"), t("fabric.use.endorser"), t("fabric.use.other")]}
            rows={identity.usesOverBlocks.map((stretch) => ({
              label: formatNumber(stretch.from, lang),
              name: `${formatNumber(stretch.from, lang)}–${formatNumber(stretch.to - 1, lang)}${
                stretch.firstBlock?.time ? ` · ${formatUtcShort(stretch.firstBlock.time, lang, year)}` : ""
              }`,
              at: stretch.from,
              values: [stretch.submitted, stretch.endorsed, stretch.other],
            }))}
            sqlHref={await sqlOf(lang, "Identity", "network.fabric.identity.usesOverBlocks", variables)}
          />
        </Panel>
      )}
      {(submitted.edges.length > 0 || variables.submittedAfter) && (
        <Panel title={t("fabric.identity.submitted")} flush>
          <TransactionTable
            rows={submitted.edges.map(({ node }) => node)}
            network={network.name}
            lang={lang}
            within="network"
            empty={t("fabric.identity.submitted.none")}
          />
          <Pager
            of={t("fabric.identity.submitted")}
            lang={lang}
            firstHref={search["submitted"] && here({ submitted: undefined })}
            nextHref={nextPage(submitted.pageInfo, (after) => here({ submitted: after }))}
          />
        </Panel>
      )}
      {(endorsed.edges.length > 0 || variables.endorsedAfter) && (
        <Panel title={t("fabric.identity.endorsed")} flush>
          <TransactionTable
            rows={endorsed.edges.map(({ node }) => node)}
            network={network.name}
            lang={lang}
            within="network"
            empty={t("fabric.identity.endorsed.none")}
          />
          <Pager
            of={t("fabric.identity.endorsed")}
            lang={lang}
            firstHref={search["endorsed"] && here({ endorsed: undefined })}
            nextHref={nextPage(endorsed.pageInfo, (after) => here({ endorsed: after }))}
          />
        </Panel>
      )}
    </div>
  );
});
