import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { LagPointFragment, LagRowFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { LagChart } from "./LagChart.tsx";
import styles from "./LagPanel.module.css";
import { LagTable } from "./LagTable.tsx";

/** How far peers are behind each other, by each kind of clock. */
export function LagPanel({ lags, points, network, sqlHref, lang }: LagPanelProps): ReactElement {
  const t = text(lang);
  return (
    <Panel title={t("glance.lag")}>
      <div className={styles["clocks"]}>
        {lags.length === 0 && <p className="muted">{t("glance.lag.none")}</p>}
        {(["ours", "nodes"] as const).map((clock) => {
          const rows = lags.filter((row) => row.clock === clock);
          if (rows.length === 0) return null;
          return (
            <section key={clock}>
              <h3 className={styles["clock"]}>{t(`glance.lag.clock.${clock}`)}</h3>
              <LagChart points={points} clock={clock} lang={lang} sqlHref={sqlHref} />
              <LagTable rows={rows} network={network} lang={lang} />
            </section>
          );
        })}
      </div>
    </Panel>
  );
}

interface LagPanelProps {
  readonly lags: readonly LagRowFragment[];
  readonly points: readonly LagPointFragment[];
  readonly network: string;
  readonly sqlHref?: string | undefined;
  readonly lang: Lang;
}
