import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text, type WebMessage } from "../../i18n/text.ts";
import { spans } from "../../page/glanceView.ts";
import styles from "./ChartChoices.module.css";
import { BUCKETS, type ChartView } from "./chartView.ts";

/** Which network and time charts show: a form, whose address is the page's state. */
export function ChartChoices({
  action,
  networks,
  network,
  view,
  detailed = false,
  lang,
}: ChartChoicesProps): ReactElement {
  const t = text(lang);
  const isLive = !network.recorded && !network.replayed;
  return (
    <form action={action} className={styles["choices"]}>
      <label htmlFor="chart-network">
        {t("charts.network")}
        <select id="chart-network" name="network" defaultValue={network.name} key={network.name}>
          {networks.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {isLive && (
        <label htmlFor="chart-last">
          {t("charts.last")}
          <select id="chart-last" name="last" defaultValue={view.last ?? ""} key={view.last ?? ""}>
            {Object.keys(spans)
              .sort((a, b) => (spans[a] ?? 0) - (spans[b] ?? 0))
              .map((last) => (
                <option key={last} value={last === "1h" ? "" : last}>
                  {t(`glance.last.${last}` as WebMessage)}
                </option>
              ))}
          </select>
        </label>
      )}
      {detailed && (
        <>
          <label htmlFor="chart-from">
            {t("charts.from")}
            <input id="chart-from" type="datetime-local" name="from" defaultValue={minute(view.from)} />
          </label>
          <label htmlFor="chart-to">
            {t("charts.to")}
            <input id="chart-to" type="datetime-local" name="to" defaultValue={minute(view.to)} />
          </label>
          <label htmlFor="chart-buckets">
            {t("charts.buckets")}
            <select id="chart-buckets" name="buckets" defaultValue={view.buckets ?? "60"} key={view.buckets ?? "60"}>
              {BUCKETS.map((many) => (
                <option key={many}>{many}</option>
              ))}
            </select>
          </label>
          <label htmlFor="chart-kind">
            {t("charts.kind")}
            <select id="chart-kind" name="kind" defaultValue={view.kind ?? ""} key={view.kind ?? ""}>
              <option value="">{t("charts.kind.usual")}</option>
              <option value="bars">{t("charts.kind.bars")}</option>
              <option value="lines">{t("charts.kind.lines")}</option>
            </select>
          </label>
        </>
      )}
      <button type="submit">{t("charts.show")}</button>
    </form>
  );
}

/** A moment as a form's field has it. */
const minute = (text: string | undefined): string => (text === undefined ? "" : text.slice(0, 16));

interface ChartChoicesProps {
  /** The page that shows what is chosen. */
  readonly action: string;
  readonly networks: readonly { readonly name: string }[];
  readonly network: { readonly name: string; readonly recorded: boolean; readonly replayed: boolean };
  readonly view: ChartView;
  /** With the choices of one chart's page. */
  readonly detailed?: boolean;
  readonly lang: Lang;
}
