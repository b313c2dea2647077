import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ChartChoices } from "#web/components/charts/ChartChoices.tsx";
import styles from "#web/components/charts/Charts.module.css";
import { chartData } from "#web/components/charts/chartData.ts";
import { chartVariables, chartView, isChartId } from "#web/components/charts/chartView.ts";
import { PageHead } from "#web/components/PageHead.tsx";
import { sqlOf } from "#web/components/sql/sqlOf.ts";
import { ChartDocument, ChartNetworksDocument } from "#web/generated/graphql.ts";
import { ApiError } from "#web/graphql/apiError.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang, params } = await pageContext<"id">(props);
  return isChartId(params.id) ? { title: text(lang)(`chart.${params.id}`) } : {};
}

/** One chart, as large as it can be. */
export default apiPage<"id">(async ({ lang, params: { id }, search }) => {
  if (!isChartId(id)) notFound();
  const t = text(lang);
  const view = chartView(search);
  const { networks } = (await query(ChartNetworksDocument, {})).data;
  // Where nobody says, a network that has the chart.
  const chosen = view.network ?? networks.find(({ charts }) => charts.includes(id))?.name ?? networks[0]?.name;
  const network = networks.find(({ name }) => name === chosen);
  if (!network) throw new ApiError("There is no such network", "NOT_FOUND");
  const variables = chartVariables(id, network.name, view);
  const [{ data }, sqlHref] = await Promise.all([
    query(ChartDocument, variables),
    sqlOf(lang, "Chart", "network.chart", variables),
  ]);
  const chart = data.network?.chart;
  const shown = { ...view, network: network.name };
  const { summary = "", ...drawn } = chart ? chartData(chart, view.kind, lang) : {};
  return (
    <div className="stack">
      <PageHead
        trail={[
          { name: t("charts.title"), href: url.charts(lang, { network: network.name }) },
          { name: network.name, href: url.network(lang, network.name) },
        ]}
        title={t(`chart.${id}`)}
      />
      <p className="muted">{t(`chart.${id}.about`)}</p>
      <ChartChoices
        action={url.chart(lang, id)}
        networks={networks}
        network={network}
        view={view}
        detailed
        lang={lang}
      />
      <Surface>
        {"rows" in drawn ? (
          <div className={styles["card"]}>
            <SeriesChart
              {...drawn}
              name={t("charts.of", { chart: t(`chart.${id}`), network: network.name })}
              summary={summary}
              showSummary
              csvHref={url.chartCsv(lang, id, shown)}
              sqlHref={sqlHref}
              height={420}
              lang={lang}
            />
          </div>
        ) : network.charts.includes(id) ? (
          <Empty why="nothing" lang={lang} title={t("charts.nothing")}>
            <p>{t("charts.nothing.text")}</p>
          </Empty>
        ) : (
          <Empty why="nothing" lang={lang} title={t("charts.lacks", { network: network.name })}>
            <p>{t("charts.lacks.text")}</p>
          </Empty>
        )}
      </Surface>
      <Panel title={t("charts.more")}>
        <ul className={styles["more"]}>
          {network.charts
            .filter((other) => other !== id)
            .map((other) => (
              <li key={other}>
                <AppLink href={url.chart(lang, other, { ...shown, kind: undefined })}>{t(`chart.${other}`)}</AppLink>
              </li>
            ))}
        </ul>
      </Panel>
    </div>
  );
});
