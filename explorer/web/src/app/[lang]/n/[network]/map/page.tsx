import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperationsPage } from "#web/components/glance/OperationsPage.tsx";
import { Sampled } from "#web/components/glance/Sampled.tsx";
import { ServiceMap } from "#web/components/glance/ServiceMap.tsx";
import { SqlLink } from "#web/components/SqlLink.tsx";
import { ServiceMapDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { glanceVariables, glanceViewOf } from "#web/page/glanceView.ts";
import { sqlLinks } from "#web/page/sqlLinks.ts";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("ops.map.title")} · ${params.network}` };
}

/** Who calls whom, how often, how fast, and how often it fails. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const view = glanceViewOf(search);
  const { from, to } = glanceVariables(view);
  const asked = { name: params.network, from, to };
  const [{ data, problems }, sql] = await Promise.all([
    query(ServiceMapDocument, asked),
    sqlLinks(lang, "ServiceMap", asked),
  ]);
  const { network } = data;
  if (network === null) notFound();
  const { name, glance } = network;
  return (
    <OperationsPage
      {...{ network, view, problems, lang }}
      place="map"
      over={glance}
      href={(next) => url.map(lang, name, next)}
    >
      {glance && (
        <Panel
          title={t("glance.map")}
          aside={<SqlLink href={sql("network.glance.serviceMap")} of={t("glance.map")} lang={lang} />}
        >
          {glance.serviceMap.length === 0 ? (
            <Notice title={t("glance.map.none")}>
              {t(network.family === "fabric" ? "ops.map.none.fabric" : "ops.map.none.other")}
            </Notice>
          ) : (
            <>
              <ServiceMap
                edges={glance.serviceMap}
                nodes={glance.nodes.map((node) => node.name)}
                network={name}
                lang={lang}
              />
              <Sampled oneIn={glance.sampledOneIn} lang={lang} />
            </>
          )}
        </Panel>
      )}
    </OperationsPage>
  );
});
