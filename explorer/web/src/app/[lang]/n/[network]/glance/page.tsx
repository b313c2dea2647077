import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { BarList } from "@ledgerscope/ui/components/BarList.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FailuresOverTime } from "#web/components/glance/FailuresOverTime.tsx";
import { ForkLine } from "#web/components/glance/ForkLine.tsx";
import { HotKeys } from "#web/components/glance/HotKeys.tsx";
import { isMainStage } from "#web/components/glance/isMainStage.ts";
import { LatencyChart } from "#web/components/glance/LatencyChart.tsx";
import { NodeEvents } from "#web/components/glance/NodeEvents.tsx";
import { NodeTable } from "#web/components/glance/NodeTable.tsx";
import { OperationsPage } from "#web/components/glance/OperationsPage.tsx";
import { Sampled } from "#web/components/glance/Sampled.tsx";
import { StageLatencies } from "#web/components/glance/StageLatencies.tsx";
import { Suspicions } from "#web/components/glance/Suspicions.tsx";
import { TraceList } from "#web/components/glance/TraceList.tsx";
import { GlanceDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { causeName } from "#web/i18n/causeName.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { glanceVariables, glanceViewOf } from "#web/page/glanceView.ts";
import { sqlLinks } from "#web/page/sqlLinks.ts";
import { type GlanceView, url } from "#web/url.ts";
import styles from "./page.module.css";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("glance.title")} · ${params.network}` };
}

/** How a network does, in short: what fails, how long things take, how its nodes are; each part leads to its own page. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const view = glanceViewOf(search);
  const { from, to } = glanceVariables(view);
  const asked = { name: params.network, lang, from, to };
  const [{ data, problems }, sql] = await Promise.all([query(GlanceDocument, asked), sqlLinks(lang, "Glance", asked)]);
  const { network } = data;
  if (network === null) notFound();
  const { name, glance } = network;
  const when: GlanceView = { last: view.last, from: view.from, to: view.to };
  const all = (place: "failures" | "slow" | "latency" | "nodes", hash = "") => (
    <AppLink href={`${url[place](lang, name, when)}${hash}`}>
      {t(hash === "" ? `ops.all.${place}` : "ops.all.events")}
    </AppLink>
  );
  const failures = (more: GlanceView): string => `${url.failures(lang, name, { ...when, ...more })}#traces`;
  const isExplained = glance !== null && glance.stageLatencies.length > 0;
  return (
    <OperationsPage
      {...{ network, view: when, problems, lang }}
      place="glance"
      over={glance}
      href={(next) => url.glance(lang, name, next)}
    >
      {glance && (
        <>
          {!isExplained && (
            <Surface>
              <Notice title={t("glance.unexplained.title")}>{t("glance.unexplained.text")}</Notice>
            </Surface>
          )}
          <Suspicions suspicions={glance.suspicions} network={name} lang={lang} />
          {isExplained && (
            <div className={styles["overview"]}>
              <Panel title={t("glance.failures")} aside={all("failures")}>
                <FailuresOverTime
                  {...glance}
                  buckets={glance.failuresOverTime}
                  sqlHref={sql("network.glance.failuresOverTime")}
                  lang={lang}
                />
              </Panel>
              <Panel title={t("glance.reasons")}>
                {glance.reasons.length === 0 ? (
                  <p className="muted">{t("glance.failures.none")}</p>
                ) : (
                  <BarList
                    label={t("glance.reasons")}
                    lang={lang}
                    items={glance.reasons.slice(0, 8).map(({ name: code, count }) => ({
                      name: causeName(code, lang),
                      count,
                      href: failures({ code }),
                    }))}
                  />
                )}
              </Panel>
            </div>
          )}
          {isExplained && (
            <div className={styles["overview"]}>
              <Panel title={t("glance.latency")} aside={all("latency")} flush>
                <StageLatencies
                  latencies={glance.stageLatencies.filter(({ stage }) => isMainStage(stage))}
                  by="network"
                  stageHref={(stage) => url.latency(lang, name, { ...when, stage })}
                  lang={lang}
                />
                <Sampled oneIn={glance.sampledOneIn} lang={lang} />
              </Panel>
              <Panel title={t("ops.latency.overTime", { what: t("ops.latency.whole") })}>
                <LatencyChart
                  points={glance.latencyOverTime}
                  what={t("ops.latency.whole")}
                  sqlHref={sql("network.glance.latencyOverTime")}
                  lang={lang}
                />
                <Sampled oneIn={glance.sampledOneIn} lang={lang} />
              </Panel>
            </div>
          )}
          <Panel title={t("ops.nodes")} aside={all("nodes")} flush>
            <NodeTable nodes={glance.nodes} lags={glance.commitLag} network={name} lang={lang} brief />
            {network.family === "fabric" && glance.nodes.length > 0 && (
              <div className={styles["foot"]}>
                <ForkLine check={glance.forkCheck} network={name} lang={lang} />
              </div>
            )}
          </Panel>
          {isExplained && (
            <Panel title={t("ops.slow.title")} aside={all("slow")} flush>
              <TraceList
                rows={glance.traces.edges.map(({ node }) => node)}
                caption={t("ops.slow.title")}
                network={name}
                lang={lang}
              />
            </Panel>
          )}
          <div className={styles["halves"]}>
            {isExplained && network.family === "fabric" && (
              <Panel title={t("glance.hotKeys")} aside={all("failures")} flush>
                <HotKeys keys={glance.hotKeys} network={name} failuresOver={(key) => failures({ key })} lang={lang} />
              </Panel>
            )}
            <Panel title={t("glance.events")} aside={all("nodes", "#events")} flush>
              <NodeEvents events={glance.nodeEvents} network={name} lang={lang} />
            </Panel>
          </div>
        </>
      )}
    </OperationsPage>
  );
});
