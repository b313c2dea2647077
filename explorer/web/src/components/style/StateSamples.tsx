import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Failed } from "@ledgerscope/ui/components/Failed.tsx";
import { Loading } from "@ledgerscope/ui/components/Loading.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import styles from "./Samples.module.css";

/** What stands in place of content: on its way, none, none yet, not for this viewer, broken. */
export function StateSamples({ lang }: { lang: Lang }): ReactElement {
  const t = text(lang);
  const here = url.style(lang);
  return (
    <div className={styles["states"]}>
      <Panel title={t("style.state.loading")} flush>
        <Loading lang={lang} rows={5} />
      </Panel>
      <Panel title={t("style.state.figure")}>
        <Loading lang={lang} height={120} />
      </Panel>
      <Panel title={t("style.state.nothing")}>
        <Empty why="nothing" lang={lang} />
      </Panel>
      <Panel title={t("style.state.filtered")}>
        <Empty why="filtered" lang={lang} clearHref={here} />
      </Panel>
      <Panel title={t("style.state.unindexed")}>
        <Empty why="unindexed" lang={lang} indexedTo={17_686_129} />
      </Panel>
      <Panel title={t("style.state.hidden")}>
        <Empty why="hidden" lang={lang} />
      </Panel>
      <Panel title={t("style.state.failed")} tone="failed">
        <Failed lang={lang} code="TIMEOUT" traceId="9f3b2c41d7e8a650" retryHref={here} />
      </Panel>
    </div>
  );
}
