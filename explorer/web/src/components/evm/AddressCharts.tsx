import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatWei } from "@ledgerscope/ui/format/amount.ts";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { formatUtc } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { EvmAddressQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import styles from "./AddressCharts.module.css";

const WEI_PER_ETHER = 1e18;

/** Transactions and balance of an address over time; what is not known is left out. */
export function AddressCharts({ of, sql, lang }: AddressChartsProps): ReactElement | null {
  const t = text(lang);
  const activity = of.activity ?? [];
  const balances = of.balanceHistory ?? [];
  const [first, last] = [activity[0], activity.at(-1)];
  const newest = balances.at(-1);
  const hasActivity = activity.length > 1 && first !== undefined && last !== undefined;
  const hasBalances = balances.length > 1 && newest !== undefined;
  if (!hasActivity && !hasBalances) return null;
  const ether = newest && formatWei(newest.wei, lang);
  return (
    <div className={styles["charts"]}>
      {hasActivity && (
        <Panel title={t("evm.address.activity")}>
          <SeriesChart
            kind="bars"
            unit="count"
            lang={lang}
            height={150}
            series={[t("evm.address.sent"), t("evm.address.received")]}
            rowHeader={t("time.utc")}
            summary={t("evm.address.activity.summary", {
              sent: activity.reduce((sum, { sent }) => sum + Number(sent), 0),
              received: activity.reduce((sum, { received }) => sum + Number(received), 0),
              from: formatUtc(first.from, lang),
              to: formatUtc(last.to, lang),
            })}
            sqlHref={sql.activity}
            rows={activity.map(({ from, sent, received }) => ({
              label: formatUtc(from, lang).replace(" UTC", ""),
              name: formatUtc(from, lang),
              at: from,
              values: [Number(sent), Number(received)],
            }))}
          />
        </Panel>
      )}
      {hasBalances && ether !== undefined && (
        <Panel title={t("evm.address.balance.over")}>
          <SeriesChart
            kind="lines"
            unit="count"
            lang={lang}
            height={150}
            series={[`${t("evm.address.balance")} (ether)`]}
            rowHeader={t("block")}
            summary={t("evm.address.balance.summary", {
              count: balances.length,
              balance: `${ether.value} ${ether.unit}`,
              height: formatNumber(newest.height, lang),
            })}
            sqlHref={sql.balances}
            rows={balances.map(({ wei, height }) => ({
              label: formatNumber(height, lang),
              name: `${t("block")} ${formatNumber(height, lang)}`,
              at: height,
              values: [Number(wei) / WEI_PER_ETHER],
            }))}
          />
        </Panel>
      )}
    </div>
  );
}

interface AddressChartsProps {
  readonly of: NonNullable<EvmAddressQuery["evmAddress"]>;
  readonly sql: { readonly activity?: string | undefined; readonly balances?: string | undefined };
  readonly lang: Lang;
}
