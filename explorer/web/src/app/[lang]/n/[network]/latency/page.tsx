import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { stageName } from "@ledgerscope/ui/trace/traceSpan.ts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Choices } from "#web/components/glance/Choices.tsx";
import { LatencyChart } from "#web/components/glance/LatencyChart.tsx";
import { OperationsPage } from "#web/components/glance/OperationsPage.tsx";
import { Sampled } from "#web/components/glance/Sampled.tsx";
import { StageLatencies } from "#web/components/glance/StageLatencies.tsx";
import { SqlLink } from "#web/components/SqlLink.tsx";
import { LatencyDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { glanceVariables, glanceViewOf, latencyGroups } from "#web/page/glanceView.ts";
import { sqlLinks } from "#web/page/sqlLinks.ts";
import { type GlanceView, url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("ops.latency.title")} · ${params.network}` };
}

/** How long each stage takes, by whom, and how that went over time. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const view = glanceViewOf(search);
  const { from, to, by } = glanceVariables(view);
  const stage = view.stage ?? null;
  const asked = { name: params.network, from, to, by, stage, node: view.node ?? null };
  const [{ data, problems }, sql] = await Promise.all([
    query(LatencyDocument, asked),
    sqlLinks(lang, "Latency", asked),
  ]);
  const { network } = data;
  if (network === null) notFound();
  const { name, glance } = network;
  const here = (more: GlanceView): string => url.latency(lang, name, { ...view, ...more });
  const what = stage === null ? t("ops.latency.whole") : stageName(stage, lang);
  const latencies = glance?.stageLatencies ?? [];
  return (
    <OperationsPage
      {...{ network, view, problems, lang }}
      place="latency"
      over={glance}
      href={(next) => url.latency(lang, name, next)}
    >
      {glance && (
        <>
          <Panel
            title={t("ops.latency.overTime", { what: view.node === undefined ? what : `${what} · ${view.node}` })}
            aside={
              stage === null ? (
                <span className="muted">{t("ops.latency.stage.pick")}</span>
              ) : (
                <AppLink href={here({ stage: undefined, node: undefined })}>{t("ops.latency.back")}</AppLink>
              )
            }
          >
            <LatencyChart
              points={glance.latencyOverTime}
              what={what}
              sqlHref={sql("network.glance.latencyOverTime")}
              lang={lang}
              height={220}
            />
            <Sampled oneIn={glance.sampledOneIn} lang={lang} />
          </Panel>
          <div id="latency">
            <Panel
              title={t("glance.latency")}
              aside={
                <>
                  <SqlLink href={sql("network.glance.stageLatencies")} of={t("glance.latency")} lang={lang} />
                  <Choices
                    label={t("glance.latency.by")}
                    choices={latencyGroups.map((group) => ({
                      name: t(`glance.by.${group}`),
                      href: `${here({ by: group === "network" ? undefined : group })}#latency`,
                      current: group === by,
                    }))}
                  />
                </>
              }
              flush
            >
              <StageLatencies
                latencies={
                  stage === null || by === "network" ? latencies : latencies.filter((one) => one.stage === stage)
                }
                by={by}
                stageHref={(one) => here({ stage: one, node: undefined })}
                nameHref={by === "node" ? (node) => url.node(lang, name, node) : undefined}
                lang={lang}
              />
              <Sampled oneIn={glance.sampledOneIn} lang={lang} />
            </Panel>
          </div>
        </>
      )}
    </OperationsPage>
  );
});
