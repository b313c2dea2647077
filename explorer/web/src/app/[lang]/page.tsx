import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { AttentionList } from "#web/components/network/AttentionList.tsx";
import { attentionOf } from "#web/components/network/attentionOf.ts";
import { NetworkTable } from "#web/components/network/NetworkTable.tsx";
import { PageHead } from "#web/components/PageHead.tsx";
import { Problems } from "#web/components/Problems.tsx";
import { HomeDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { LiveHead } from "#web/live/LiveHead.tsx";
import { liveLabels } from "#web/live/liveLabels.ts";
import { apiPage } from "#web/page/apiPage.tsx";

/** What is wrong now, and the networks side by side: those that live, then the recorded ones. */
export default apiPage(async ({ lang }) => {
  const t = text(lang);
  const { data, problems } = await query(HomeDocument, {});
  const { networks } = data;
  const live = networks.filter(({ recorded, replayed }) => !recorded || replayed);
  const recorded = networks.filter((network) => !live.includes(network));
  const said = live
    .filter((network) => network.head !== null)
    .map((network) => t("live.said", { network: network.name, height: formatNumber(network.head?.height ?? 0, lang) }))
    .join("; ");
  const table = (title: string, rows: typeof networks) =>
    rows.length > 0 && (
      <Panel title={title} flush>
        <NetworkTable networks={rows} caption={title} lang={lang} />
      </Panel>
    );
  return (
    <div className="stack">
      <PageHead title={t("home.title")} aside={live.length > 0 && <LiveHead said={said} labels={liveLabels(lang)} />} />
      <Problems problems={problems} lang={lang} />
      {networks.length === 0 ? (
        <Surface>
          <Notice title={t("home.empty.title")}>{t("home.empty.text")}</Notice>
        </Surface>
      ) : (
        <AttentionList found={networks.flatMap(attentionOf)} lang={lang} />
      )}
      {table(t("home.live"), live)}
      {table(t("home.recorded"), recorded)}
    </div>
  );
});
