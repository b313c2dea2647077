import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Metadata } from "next";
import { FabricHead } from "#web/components/fabric/FabricHead.tsx";
import { MspLink } from "#web/components/fabric/MspLink.tsx";
import { OrganisationKinds } from "#web/components/fabric/OrganisationKinds.tsx";
import { Share } from "#web/components/fabric/Share.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { OrganisationsDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { missing } from "#web/page/missing.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("fabric.organisations")} · ${params.network}` };
}

/** The organisations of a channel: what each may do, and what share it has in what was done. */
export default apiPage<"network">(async ({ lang, params }) => {
  const t = text(lang);
  const { data, problems } = await query(OrganisationsDocument, { network: params.network });
  const { network } = data;
  if (!network?.fabric) missing(problems);
  const { organisations } = network.fabric;
  const submitted = organisations.reduce((sum, one) => sum + Number(one.submitted), 0);
  return (
    <div className="stack">
      <FabricHead network={network.name} lang={lang} title={t("fabric.organisations")} />
      <Problems problems={problems} lang={lang} />
      <Surface flush>
        <DataTable
          caption={t("fabric.organisations")}
          rows={organisations}
          rowKey={({ msp }) => msp}
          rowTone={({ isMember }) => (isMember ? undefined : "void")}
          empty={<Empty why="nothing" lang={lang} />}
          columns={[
            {
              key: "msp",
              header: t("fabric.msp"),
              phone: "bare",
              cell: ({ msp }) => <MspLink msp={msp} network={network.name} lang={lang} opens />,
            },
            {
              key: "kind",
              header: t("fabric.org.kind"),
              phone: "bare",
              cell: (one) =>
                one.isMember ? (
                  <OrganisationKinds of={one} lang={lang} />
                ) : (
                  <Badge tone="unproven">{t("fabric.org.left")}</Badge>
                ),
            },
            {
              key: "identities",
              header: t("fabric.identities"),
              align: "end",
              cell: ({ identityCount }) => formatNumber(identityCount, lang),
            },
            {
              key: "submitted",
              header: t("fabric.org.submitted"),
              align: "end",
              cell: (one) => formatNumber(one.submitted, lang),
            },
            {
              key: "share",
              header: t("fabric.org.share"),
              align: "end",
              cell: (one) => {
                const share = submitted === 0 ? 0 : Number(one.submitted) / submitted;
                return <Share share={share}>{formatShare(share, lang)}</Share>;
              },
            },
            {
              key: "endorsements",
              header: t("fabric.org.endorsements"),
              align: "end",
              cell: ({ endorsements }) => formatNumber(endorsements, lang),
            },
            {
              key: "blocks",
              header: t("fabric.org.blocksSigned"),
              align: "end",
              cell: ({ blocksSigned }) => formatNumber(blocksSigned, lang),
            },
          ]}
        />
      </Surface>
    </div>
  );
});
