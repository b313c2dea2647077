import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import type { Metadata } from "next";
import { ChartChoices } from "#web/components/charts/ChartChoices.tsx";
import styles from "#web/components/charts/Charts.module.css";
import { ChartThumb } from "#web/components/charts/ChartThumb.tsx";
import { chartView } from "#web/components/charts/chartView.ts";
import { PageHead } from "#web/components/PageHead.tsx";
import { ChartNetworksDocument } from "#web/generated/graphql.ts";
import { ApiError } from "#web/graphql/apiError.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps, pageContext } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { lang } = await pageContext(props);
  return { title: text(lang)("charts.title") };
}

/** Every chart of a network. */
export default apiPage(async ({ lang, search }) => {
  const t = text(lang);
  const view = chartView(search);
  const { networks } = (await query(ChartNetworksDocument, {})).data;
  const network = view.network === undefined ? networks[0] : networks.find(({ name }) => name === view.network);
  if (view.network !== undefined && !network) throw new ApiError("There is no such network", "NOT_FOUND");
  return (
    <div className="stack">
      <PageHead title={t("charts.title")} />
      <p className="muted">{t("charts.lead")}</p>
      {network ? (
        <>
          <ChartChoices action={url.charts(lang)} networks={networks} network={network} view={view} lang={lang} />
          <div className={styles["grid"]}>
            {network.charts.map((id) => (
              <ChartThumb key={`${network.name} ${id}`} id={id} network={network.name} view={view} lang={lang} />
            ))}
          </div>
        </>
      ) : (
        <Surface>
          <Empty why="nothing" lang={lang} title={t("charts.none")}>
            <p>{t("charts.none.text")}</p>
          </Empty>
        </Surface>
      )}
    </div>
  );
});
