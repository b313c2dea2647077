import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Metadata } from "next";
import { CountedSince, sinceOf } from "#web/components/fabric/CountedSince.tsx";
import { FabricHead } from "#web/components/fabric/FabricHead.tsx";
import { PolicyText } from "#web/components/fabric/PolicyText.tsx";
import { Share } from "#web/components/fabric/Share.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { ChaincodesDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { missing } from "#web/page/missing.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("fabric.chaincodes")} · ${params.network}` };
}

/** The chaincodes of a channel: which version is in force, who must endorse it, how often it is called and fails. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const { data, problems } = await query(ChaincodesDocument, {
    network: params.network,
    from: sinceOf(search["last"], Date.now()),
    to: null,
  });
  const { network } = data;
  if (!network?.fabric) missing(problems);
  return (
    <div className="stack">
      <FabricHead
        network={network.name}
        lang={lang}
        title={t("fabric.chaincodes")}
        aside={
          <CountedSince
            network={network}
            last={search["last"]}
            href={(last) => url.chaincodes(lang, network.name, { last })}
            lang={lang}
          />
        }
      />
      <Problems problems={problems} lang={lang} />
      <Surface flush>
        <DataTable
          caption={t("fabric.chaincodes")}
          rows={network.fabric.chaincodes}
          rowKey={({ name }) => name}
          empty={<Empty why="nothing" lang={lang} title={t("fabric.chaincodes.none")} />}
          columns={[
            {
              key: "name",
              header: t("fabric.chaincode"),
              phone: "bare",
              cell: ({ name, definition }) => (
                <>
                  <AppLink href={url.chaincode(lang, network.name, name)} data-open="">
                    <bdi>{printableLine(name, 60)}</bdi>
                  </AppLink>{" "}
                  {definition === null && <Badge tone="neutral">{t("fabric.chaincode.system")}</Badge>}
                </>
              ),
            },
            {
              key: "version",
              header: t("fabric.version.chaincode"),
              phone: "bare",
              cell: ({ definition }) =>
                definition === null
                  ? "–"
                  : t("fabric.version.sequence", {
                      version: printableLine(definition.version, 40),
                      sequence: definition.sequence,
                    }),
            },
            {
              key: "policy",
              header: t("fabric.policy.endorsement"),
              phone: "wide",
              cell: ({ definition }) =>
                definition === null ? "–" : <PolicyText policy={definition.policy} lang={lang} />,
            },
            {
              key: "collections",
              header: t("fabric.collections"),
              align: "end",
              cell: ({ definition }) => formatNumber(definition?.collections.length ?? 0, lang),
            },
            {
              key: "functions",
              header: t("fabric.functions"),
              align: "end",
              cell: ({ functionCount }) => formatNumber(functionCount, lang),
            },
            { key: "calls", header: t("fabric.calls"), align: "end", cell: ({ calls }) => formatNumber(calls, lang) },
            {
              key: "failed",
              header: t("fabric.failed"),
              align: "end",
              cell: ({ calls, failed }) => {
                const share = Number(calls) === 0 ? 0 : Number(failed) / Number(calls);
                return (
                  <Share share={share} tone="failed">
                    {formatShare(share, lang)}
                  </Share>
                );
              },
            },
            {
              key: "last",
              header: t("fabric.lastCall"),
              cell: ({ lastBlock }) => <Time iso={lastBlock?.time} lang={lang} short />,
            },
          ]}
        />
      </Surface>
    </div>
  );
});
