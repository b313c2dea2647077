import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConsensusPanel } from "#web/components/glance/ConsensusPanel.tsx";
import { ForkLine } from "#web/components/glance/ForkLine.tsx";
import { Laggards } from "#web/components/glance/Laggards.tsx";
import { LagPanel } from "#web/components/glance/LagPanel.tsx";
import { NodeEvents } from "#web/components/glance/NodeEvents.tsx";
import { NodeTable } from "#web/components/glance/NodeTable.tsx";
import { OperationsPage } from "#web/components/glance/OperationsPage.tsx";
import { SqlLink } from "#web/components/SqlLink.tsx";
import { NodesDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { glanceVariables, glanceViewOf } from "#web/page/glanceView.ts";
import { nextPage } from "#web/page/nextPage.ts";
import { sqlLinks } from "#web/page/sqlLinks.ts";
import { url } from "#web/url.ts";
import styles from "./page.module.css";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("ops.nodes.title")} · ${params.network}` };
}

/** The nodes of a network: how far and how late each is, whether they agree, who leads, what befell them. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const view = glanceViewOf(search);
  const { from, to, events } = glanceVariables(view);
  const asked = { name: params.network, lang, from, to, events };
  const [{ data, problems }, sql] = await Promise.all([query(NodesDocument, asked), sqlLinks(lang, "Nodes", asked)]);
  const { network } = data;
  if (network === null) notFound();
  const { name, glance } = network;
  const page = (next: string | undefined): string => `${url.nodes(lang, name, { ...view, events: next })}#events`;
  return (
    <OperationsPage
      {...{ network, view, problems, lang }}
      place="nodes"
      over={glance}
      href={(next) => url.nodes(lang, name, next)}
    >
      {glance && (
        <>
          <Panel
            title={t("ops.nodes")}
            aside={<SqlLink href={sql("network.glance.nodes")} of={t("ops.nodes")} lang={lang} />}
            flush
          >
            <NodeTable nodes={glance.nodes} lags={glance.commitLag} network={name} lang={lang} />
            {network.family === "fabric" && glance.nodes.length > 0 && (
              <div className={styles["foot"]}>
                <ForkLine check={glance.forkCheck} network={name} lang={lang} />
              </div>
            )}
          </Panel>
          {network.family === "fabric" && (
            <LagPanel
              lags={glance.commitLag}
              points={glance.commitLagOverBlocks}
              network={name}
              sqlHref={sql("network.glance.commitLagOverBlocks")}
              lang={lang}
            />
          )}
          <Laggards laggards={glance.networkFindings?.laggards ?? []} network={name} lang={lang} />
          <Panel title={t("glance.leaders")} flush>
            <ConsensusPanel glance={glance} network={name} lang={lang} />
          </Panel>
          <div id="events">
            <Panel title={t("glance.events")} flush>
              <NodeEvents events={glance.nodeEvents} network={name} lang={lang} />
              <Pager
                of={t("glance.events")}
                lang={lang}
                firstHref={view.events && page(undefined)}
                nextHref={nextPage(glance.nodeEvents.pageInfo, page)}
              />
            </Panel>
          </div>
        </>
      )}
    </OperationsPage>
  );
});
