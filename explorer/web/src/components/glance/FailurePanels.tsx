import { axisTimeFormat } from "@ledgerscope/ui/chart/axisTimeFormat.ts";
import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { BarList } from "@ledgerscope/ui/components/BarList.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { formatUtc } from "@ledgerscope/ui/format/time.ts";
import { type Lang, locales } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { GlanceFactsFragment } from "../../generated/graphql.ts";
import { causeName } from "../../i18n/causeName.ts";
import { text } from "../../i18n/text.ts";
import { type GlanceView, url } from "../../url.ts";
import styles from "./FailurePanels.module.css";

/** Reasons that get a colour of their own; the rest is drawn as one. */
const SERIES = 6;

/** What failed over time, for which reasons and over which keys. */
export function FailurePanels({ glance, network, view, lang }: FailurePanelsProps): ReactElement {
  const t = text(lang);
  const total = glance.reasons.reduce((sum, { count }) => sum + Number(count), 0);
  if (total === 0)
    return (
      <Panel title={t("glance.failures")}>
        <p className="muted">{t("glance.failures.none")}</p>
      </Panel>
    );
  const reasons = glance.reasons.map(({ name }) => name);
  const [own, rest] = [reasons.slice(0, SERIES), reasons.slice(SERIES)];
  const time = axisTimeFormat(glance.failuresOverTime, locales[lang]);
  const rows = glance.failuresOverTime.map((bucket) => {
    const of = (reason: string): number => bucket.reasons.find((one) => one.reason === reason)?.count ?? 0;
    return {
      label: time.tick(bucket.from),
      name: time.span(bucket.from, bucket.to),
      values: [...own.map(of), ...(rest.length > 0 ? [rest.reduce((sum, reason) => sum + of(reason), 0)] : [])],
    };
  });
  const filtered = (more: GlanceView): string =>
    `${url.glance(lang, network, { ...view, after: undefined, events: undefined, order: "newest", ...more })}#traces`;
  return (
    <>
      <div className={styles["overview"]}>
        <Panel title={t("glance.failures")}>
          <SeriesChart
            rows={rows}
            series={[...own.map((reason) => causeName(reason, lang)), ...(rest.length > 0 ? [t("glance.other")] : [])]}
            kind="bars"
            unit="count"
            lang={lang}
            summary={t("glance.failures.summary", {
              total,
              from: formatUtc(glance.from, lang),
              to: formatUtc(glance.to, lang),
            })}
            rowHeader={t("time.utc")}
            height={200}
          />
        </Panel>
        <Panel title={t("glance.reasons")}>
          <BarList
            label={t("glance.reasons")}
            lang={lang}
            items={glance.reasons.map(({ name, count }) => ({
              name: causeName(name, lang),
              count,
              href: filtered({ code: name, subCause: undefined }),
            }))}
          />
        </Panel>
      </div>
      <div className={styles["thirds"]}>
        <Panel title={t("glance.subCauses")}>
          <BarList
            label={t("glance.subCauses")}
            lang={lang}
            items={glance.subCauses
              .filter(({ name }) => name !== "")
              .map(({ name, count }) => ({
                name: causeName(name, lang),
                count,
                href: filtered({ subCause: name, code: undefined }),
              }))}
          />
        </Panel>
        <Panel title={t("glance.chaincodes")}>
          <BarList
            label={t("glance.chaincodes")}
            lang={lang}
            items={glance.chaincodes.map(({ name, count }) =>
              name === ""
                ? { name: t("glance.unknown"), count }
                : {
                    name: printableLine(name, 60),
                    count,
                    href: filtered({ chaincode: name, status: "refused", code: undefined, subCause: undefined }),
                  },
            )}
          />
        </Panel>
        <Panel title={t("glance.hotKeys")} flush>
          <DataTable
            caption={t("glance.hotKeys")}
            rows={glance.hotKeys}
            rowKey={(row) => `${row.namespace} ${row.collection} ${row.key}`}
            empty={t("glance.hotKeys.none")}
            columns={[
              {
                key: "key",
                header: t("glance.key"),
                phone: "wide",
                cell: ({ namespace, collection, key }) => (
                  <>
                    <AppLink href={filtered({ key, code: undefined, subCause: undefined })}>
                      <code>{printableLine(key, 48)}</code>
                    </AppLink>{" "}
                    <bdi className="muted">
                      {printableLine(collection === null ? namespace : `${namespace} / ${collection}`, 40)}
                    </bdi>
                  </>
                ),
              },
              {
                key: "failed",
                header: t("glance.hotKeys.failed"),
                align: "end",
                cell: ({ failed }) => formatNumber(failed, lang),
              },
              {
                key: "writers",
                header: t("glance.hotKeys.writers"),
                align: "end",
                cell: ({ writers }) => formatNumber(writers, lang),
              },
            ]}
          />
        </Panel>
      </div>
    </>
  );
}

interface FailurePanelsProps {
  readonly glance: Pick<
    GlanceFactsFragment,
    "from" | "to" | "reasons" | "subCauses" | "chaincodes" | "failuresOverTime" | "hotKeys"
  >;
  readonly network: string;
  readonly view: GlanceView;
  readonly lang: Lang;
}
