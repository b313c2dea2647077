import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CollectionDetails } from "#web/components/fabric/CollectionDetails.tsx";
import { FabricHead } from "#web/components/fabric/FabricHead.tsx";
import { PolicyText } from "#web/components/fabric/PolicyText.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { CollectionsDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { missing } from "#web/page/missing.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params, search } = await pageContext<"network">(props);
  const parts = [search["name"], text(lang)("fabric.collections"), params.network];
  return { title: parts.flatMap((part) => (part === undefined ? [] : printableLine(part, 60))).join(" · ") };
}

/** Private data collections: who may hold the data and for how long, and how many hashes the ledger has of it. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const { data, problems } = await query(CollectionsDocument, { network: params.network });
  const { network } = data;
  if (!network?.fabric) missing(problems);
  const { collections } = network.fabric;
  const { ns, name } = search;
  if (ns !== undefined && name !== undefined) {
    const collection = collections.find((one) => one.chaincode === ns && one.name === name);
    if (collection === undefined) notFound();
    return <CollectionDetails collection={collection} network={network.name} problems={problems} lang={lang} />;
  }
  return (
    <div className="stack">
      <FabricHead network={network.name} lang={lang} title={t("fabric.collections")} />
      <Problems problems={problems} lang={lang} />
      <p className="muted">{t("fabric.private.text")}</p>
      <Surface flush>
        <DataTable
          caption={t("fabric.collections")}
          rows={collections}
          rowKey={(one) => `${one.chaincode} ${one.name}`}
          rowTone={({ definition, implicitOf }) => (definition === null && implicitOf === null ? "void" : undefined)}
          empty={<Empty why="nothing" lang={lang} title={t("fabric.collections.none")} />}
          columns={[
            {
              key: "name",
              header: t("fabric.collection"),
              phone: "bare",
              cell: (one) => (
                <AppLink href={url.collections(lang, network.name, { ns: one.chaincode, name: one.name })} data-open="">
                  <bdi>{printableLine(one.name, 60)}</bdi>
                </AppLink>
              ),
            },
            {
              key: "chaincode",
              header: t("fabric.chaincode"),
              phone: "bare",
              cell: ({ chaincode }) => (
                <AppLink href={url.chaincode(lang, network.name, chaincode)}>{printableLine(chaincode, 60)}</AppLink>
              ),
            },
            {
              key: "members",
              header: t("fabric.collection.members"),
              phone: "wide",
              cell: ({ definition, implicitOf }) =>
                implicitOf !== null ? (
                  <Badge tone="neutral">
                    {t("fabric.collection.implicit", { msp: printableLine(implicitOf, 60) })}
                  </Badge>
                ) : definition === null ? (
                  <Badge tone="unproven">{t("fabric.collection.dropped")}</Badge>
                ) : (
                  <PolicyText policy={definition.memberOrgsPolicy} lang={lang} />
                ),
            },
            {
              key: "life",
              header: t("fabric.collection.life"),
              align: "end",
              cell: ({ definition }) =>
                definition === null
                  ? "–"
                  : definition.blockToLive === "0"
                    ? t("fabric.collection.forever")
                    : t("fabric.collection.blocks", { count: Number(definition.blockToLive) }),
            },
            { key: "keys", header: t("fabric.keys"), align: "end", cell: ({ keys }) => formatNumber(keys, lang) },
            {
              key: "writes",
              header: t("fabric.collection.writes"),
              align: "end",
              cell: ({ writes }) => formatNumber(writes, lang),
            },
            {
              key: "purges",
              header: t("fabric.collection.purges"),
              align: "end",
              cell: ({ purges }) => formatNumber(purges, lang),
            },
            {
              key: "last",
              header: t("fabric.lastSeen"),
              align: "end",
              cell: ({ lastHeight }) =>
                lastHeight === null ? (
                  "–"
                ) : (
                  <AppLink href={url.block(lang, network.name, lastHeight)}>{formatNumber(lastHeight, lang)}</AppLink>
                ),
            },
          ]}
        />
      </Surface>
    </div>
  );
});
