import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DurationsChart } from "#web/components/glance/DurationsChart.tsx";
import { OperationsPage } from "#web/components/glance/OperationsPage.tsx";
import { Sampled } from "#web/components/glance/Sampled.tsx";
import { SlowCauses } from "#web/components/glance/SlowCauses.tsx";
import { TraceFilters } from "#web/components/glance/TraceFilters.tsx";
import { TracesPanel } from "#web/components/glance/TracesPanel.tsx";
import { SqlLink } from "#web/components/SqlLink.tsx";
import { SlowDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { glanceVariables, glanceViewOf } from "#web/page/glanceView.ts";
import { sqlLinks } from "#web/page/sqlLinks.ts";
import { url } from "#web/url.ts";
import styles from "./page.module.css";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"network">(props);
  return { title: `${text(lang)("ops.slow.title")} · ${params.network}` };
}

/** Which transactions take long, how long they all take, and what it is that costs the time. */
export default apiPage<"network">(async ({ lang, params, search }) => {
  const t = text(lang);
  const view = glanceViewOf(search);
  const asked = { name: params.network, lang, ...glanceVariables(view) };
  const [{ data, problems }, sql] = await Promise.all([query(SlowDocument, asked), sqlLinks(lang, "Slow", asked)]);
  const { network } = data;
  if (network === null) notFound();
  const { name, glance } = network;
  const inOrder = glance?.stageLatencies.toSorted((a, b) => a.place - b.place) ?? [];
  const stages = [...new Set(inOrder.map(({ stage }) => stage))];
  const when = { last: view.last, from: view.from, to: view.to };
  return (
    <OperationsPage
      {...{ network, view, problems, lang }}
      place="slow"
      over={glance}
      href={(next) => url.slow(lang, name, next)}
    >
      {glance &&
        (glance.durations.length === 0 ? (
          <Surface>
            <Notice title={t("glance.unexplained.title")}>{t("glance.unexplained.text")}</Notice>
          </Surface>
        ) : (
          <>
            <div className={styles["halves"]}>
              <Panel title={t("ops.slow.durations")}>
                <DurationsChart bins={glance.durations} sqlHref={sql("network.glance.durations")} lang={lang} />
                <Sampled oneIn={glance.sampledOneIn} lang={lang} />
              </Panel>
              <Panel
                title={t("ops.slow.causes")}
                aside={<SqlLink href={sql("network.glance.slowCauses")} of={t("ops.slow.causes")} lang={lang} />}
                flush
              >
                <SlowCauses
                  causes={glance.slowCauses}
                  href={(code, subCause) => `${url.slow(lang, name, { ...when, code, subCause })}#traces`}
                  lang={lang}
                />
              </Panel>
            </div>
            <TracesPanel traces={glance.traces} network={name} place="slow" view={view} lang={lang}>
              <TraceFilters
                network={name}
                place="slow"
                view={view}
                reasons={[...new Set(glance.slowCauses.map(({ code }) => code))]}
                subCauses={[...new Set(glance.slowCauses.flatMap(({ subCause }) => subCause ?? []))]}
                stages={stages}
                lang={lang}
              />
            </TracesPanel>
          </>
        ))}
    </OperationsPage>
  );
});
