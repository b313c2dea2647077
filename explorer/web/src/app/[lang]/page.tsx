import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { NetworkCard } from "#web/components/NetworkCard.tsx";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { HomeDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { LiveHead } from "#web/live/LiveHead.tsx";
import { liveLabels } from "#web/live/liveLabels.ts";
import { apiPage } from "#web/page/apiPage.tsx";
import styles from "./page.module.css";

/** The networks, each at a glance. */
export default apiPage(async ({ lang }) => {
  const t = text(lang);
  const { data, problems } = await query(HomeDocument, {});
  const live = data.networks.filter((network) => !network.recorded);
  const said = live
    .filter((network) => network.head !== null)
    .map((network) => t("live.said", { network: network.name, height: formatNumber(network.head?.height ?? 0, lang) }))
    .join("; ");
  return (
    <div className="stack">
      <PageHead title={t("home.title")} aside={live.length > 0 && <LiveHead said={said} labels={liveLabels(lang)} />} />
      <Problems problems={problems} lang={lang} />
      {data.networks.length === 0 && (
        <Surface>
          <Notice title={t("home.empty.title")}>{t("home.empty.text")}</Notice>
        </Surface>
      )}
      <div className={styles["cards"]}>
        {data.networks.map((network) => (
          <NetworkCard key={network.id} network={network} lang={lang} />
        ))}
      </div>
    </div>
  );
});
