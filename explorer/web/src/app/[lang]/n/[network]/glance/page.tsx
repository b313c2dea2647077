import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Choices } from "#web/components/glance/Choices.tsx";
import { ConsensusPanel } from "#web/components/glance/ConsensusPanel.tsx";
import { FailurePanels } from "#web/components/glance/FailurePanels.tsx";
import { NodeEvents } from "#web/components/glance/NodeEvents.tsx";
import { PeersPanel } from "#web/components/glance/PeersPanel.tsx";
import { ServiceMap } from "#web/components/glance/ServiceMap.tsx";
import { StageLatencies } from "#web/components/glance/StageLatencies.tsx";
import { Suspicions } from "#web/components/glance/Suspicions.tsx";
import { stageOrder } from "#web/components/glance/stageOrder.ts";
import { TraceFilterForm } from "#web/components/glance/TraceFilterForm.tsx";
import { TraceList } from "#web/components/glance/TraceList.tsx";
import { NetworkTitle } from "#web/components/NetworkTitle.tsx";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { GlanceDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text, type WebMessage } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { glanceVariables, glanceViewOf, latencyGroups, spans } from "#web/page/glanceView.ts";
import { nextPage } from "#web/page/nextPage.ts";
import { url } from "#web/url.ts";
import styles from "./page.module.css";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("glance.title")} · ${params.network}` };
}

/** How a network does: what fails and why, how long stages take, who calls whom, how peers and consensus do. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const view = glanceViewOf(search);
  const variables = glanceVariables(view);
  const { data, problems } = await query(GlanceDocument, { name: params.network, lang, ...variables });
  const { network } = data;
  if (network === null) notFound();
  const { name, glance } = network;
  const head = (
    <PageHead
      trail={[
        { name: t("home.title"), href: url.home(lang) },
        { name, href: url.network(lang, name) },
      ]}
      title={
        <NetworkTitle network={network} lang={lang}>
          {t("glance.title")}
        </NetworkTitle>
      }
      aside={
        glance !== null && (
          <div className={styles["span"]}>
            <Time iso={glance.from} lang={lang} /> – <Time iso={glance.to} lang={lang} />
            {!network.recorded && !network.replayed && (
              <Choices
                label={t("glance.last")}
                choices={Object.keys(spans)
                  .sort((a, b) => (spans[a] ?? 0) - (spans[b] ?? 0))
                  .map((last) => ({
                    name: t(`glance.last.${last}` as WebMessage),
                    href: url.glance(lang, name, { by: view.by, last }),
                    current: view.from === undefined && last === (view.last ?? Object.keys(spans)[0]),
                  }))}
              />
            )}
          </div>
        )
      }
    />
  );
  if (glance === null)
    return (
      <div className="stack">
        {head}
        <Problems problems={problems} lang={lang} />
        <Surface>
          <Notice title={t("network.empty.title")}>{t("network.empty.text")}</Notice>
        </Surface>
      </div>
    );
  // Peers and orderers that call each other are Fabric's.
  const isFabric = network.family === "fabric";
  const isExplained = glance.stageLatencies.length > 0;
  const stages = [...new Set(glance.stageLatencies.map(({ stage }) => stage))].sort(
    (a, b) => stageOrder(a) - stageOrder(b),
  );
  return (
    <div className="stack">
      {head}
      <Problems problems={problems} lang={lang} />
      {!isExplained && (
        <Surface>
          <Notice title={t("glance.unexplained.title")}>{t("glance.unexplained.text")}</Notice>
        </Surface>
      )}
      <Suspicions suspicions={glance.suspicions} network={name} lang={lang} />
      {isExplained && <FailurePanels glance={glance} network={name} view={view} lang={lang} />}
      {isExplained && (
        <Panel
          title={t("glance.latency")}
          aside={
            <Choices
              label={t("glance.latency.by")}
              choices={latencyGroups.map((group) => ({
                name: t(`glance.by.${group}`),
                href: `${url.glance(lang, name, { ...view, by: group === "network" ? undefined : group })}#latency`,
                current: group === variables.by,
              }))}
            />
          }
          flush
        >
          <div id="latency">
            <StageLatencies latencies={glance.stageLatencies} by={variables.by} lang={lang} />
          </div>
        </Panel>
      )}
      {isExplained && isFabric && (
        <Panel title={t("glance.map")}>
          <ServiceMap edges={glance.serviceMap} lang={lang} />
        </Panel>
      )}
      <div id="traces">
        <Panel title={t("glance.traces")} flush>
          <TraceFilterForm
            network={name}
            view={view}
            reasons={glance.reasons.map((reason) => reason.name)}
            stages={stages}
            lang={lang}
          />
          <TraceList rows={glance.traces.edges.map(({ node }) => node)} network={name} lang={lang} />
          <Pager
            of={t("glance.traces")}
            lang={lang}
            firstHref={view.after && `${url.glance(lang, name, { ...view, after: undefined })}#traces`}
            nextHref={nextPage(
              glance.traces.pageInfo,
              (after) => `${url.glance(lang, name, { ...view, after })}#traces`,
            )}
          />
        </Panel>
      </div>
      <div className={styles["halves"]}>
        {isFabric && (
          <Panel title={t("glance.lag")}>
            <PeersPanel glance={glance} network={name} lang={lang} />
          </Panel>
        )}
        <Panel title={t("glance.leaders")} flush>
          <ConsensusPanel glance={glance} network={name} lang={lang} />
        </Panel>
      </div>
      <div id="events">
        <Panel title={t("glance.events")} flush>
          <NodeEvents events={glance.nodeEvents} lang={lang} />
          <Pager
            of={t("glance.events")}
            lang={lang}
            firstHref={view.events && `${url.glance(lang, name, { ...view, events: undefined })}#events`}
            nextHref={nextPage(
              glance.nodeEvents.pageInfo,
              (events) => `${url.glance(lang, name, { ...view, events })}#events`,
            )}
          />
        </Panel>
      </div>
    </div>
  );
});
