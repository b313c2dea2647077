import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { BarList } from "@ledgerscope/ui/components/BarList.tsx";
import { Notice } from "@ledgerscope/ui/components/Notice.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ComponentProps, ReactElement } from "react";
import type { FailuresQuery } from "../../generated/graphql.ts";
import { causeName } from "../../i18n/causeName.ts";
import { text } from "../../i18n/text.ts";
import type { SqlLinks } from "../../page/sqlLinks.ts";
import { type GlanceView, url } from "../../url.ts";
import { SqlLink } from "../SqlLink.tsx";
import { FailuresOverTime } from "./FailuresOverTime.tsx";
import styles from "./FailuresView.module.css";
import { HotKeys } from "./HotKeys.tsx";
import { Sampled } from "./Sampled.tsx";
import { TraceFilters } from "./TraceFilters.tsx";
import { TracesPanel } from "./TracesPanel.tsx";

/** What failed: when, why, where, over which keys; and the transactions themselves. */
export function FailuresView({ glance, network, view, sql, lang }: FailuresViewProps): ReactElement {
  const t = text(lang);
  const when: GlanceView = { last: view.last, from: view.from, to: view.to };
  const only = (more: GlanceView): string => `${url.failures(lang, network, { ...when, ...more })}#traces`;
  const sqlLink = (field: string, of: string): ReactElement => (
    <SqlLink href={sql(`network.glance.${field}`)} of={of} lang={lang} />
  );
  const sum = (of: "valid" | "refused"): number => glance.durations.reduce((all, bin) => all + bin[of], 0);
  const refused = sum("refused");
  const total = sum("valid") + refused;
  const [hottest] = glance.hotKeys;
  const [mostOften] = glance.reasons;
  const named = glance.subCauses.filter((one) => one.name !== "");
  return (
    <>
      {total === 0 && (
        <Surface>
          <Notice title={t("glance.unexplained.title")}>{t("glance.unexplained.text")}</Notice>
        </Surface>
      )}
      <Stats>
        <Stat
          name={t("ops.stat.failed")}
          note={t("ops.stat.failed.share", { share: formatShare(total === 0 ? 0 : refused / total, lang), total })}
        >
          {formatNumber(refused, lang)}
        </Stat>
        <Stat
          name={t("ops.stat.reasons")}
          note={mostOften && t("ops.stat.reasons.most", { reason: causeName(mostOften.name, lang) })}
        >
          {formatNumber(glance.reasons.length, lang)}
        </Stat>
        <Stat
          name={t("ops.stat.hotKey")}
          note={hottest ? t("ops.stat.hotKey.failed", { count: Number(hottest.failed) }) : t("ops.stat.hotKey.none")}
        >
          {hottest ? <HottestKey of={hottest} network={network} lang={lang} /> : "–"}
        </Stat>
      </Stats>
      <Sampled oneIn={glance.sampledOneIn} lang={lang} />
      <div className={styles["overview"]}>
        <Panel title={t("ops.failures.overTime")}>
          <FailuresOverTime
            {...glance}
            buckets={glance.failuresOverTime}
            sqlHref={sql("network.glance.failuresOverTime")}
            lang={lang}
            height={220}
          />
        </Panel>
        <div className={styles["causes"]}>
          <SharePanel
            title={t("glance.reasons")}
            aside={sqlLink("reasons", t("glance.reasons"))}
            items={glance.reasons.map(({ name: code, count }) => ({
              name: causeName(code, lang),
              count,
              href: only({ code }),
            }))}
            lang={lang}
          />
          <SharePanel
            title={t("glance.subCauses")}
            aside={sqlLink("subCauses", t("glance.subCauses"))}
            items={named.map(({ name: subCause, count }) => ({
              name: causeName(subCause, lang),
              count,
              href: only({ subCause }),
            }))}
            lang={lang}
          />
        </div>
        <Panel title={t("glance.hotKeys")} aside={sqlLink("hotKeys", t("glance.hotKeys"))} flush>
          <HotKeys keys={glance.hotKeys} network={network} failuresOver={(key) => only({ key })} lang={lang} />
        </Panel>
        <div className={styles["shares"]}>
          <SharePanel
            title={t("glance.chaincodes")}
            aside={sqlLink("chaincodes", t("glance.chaincodes"))}
            items={glance.chaincodes.map(({ name: chaincode, count }) =>
              chaincode === ""
                ? { name: t("glance.unknown"), count }
                : { name: printableLine(chaincode, 60), count, href: only({ chaincode }) },
            )}
            lang={lang}
          />
          <SharePanel
            title={t("ops.functions")}
            aside={sqlLink("functions", t("ops.functions"))}
            items={glance.functions
              .slice(0, 12)
              .map(({ name: called, count }) =>
                called === ""
                  ? { name: t("glance.unknown"), count }
                  : { name: printableLine(called, 60), count, href: only({ function: called }) },
              )}
            lang={lang}
          />
        </div>
      </div>
      <TracesPanel traces={glance.traces} network={network} place="failures" view={view} lang={lang}>
        <TraceFilters
          network={network}
          place="failures"
          view={view}
          reasons={glance.reasons.map((one) => one.name)}
          subCauses={named.map((one) => one.name)}
          lang={lang}
        />
      </TracesPanel>
    </>
  );
}

/** Failures by something, each share leading to the transactions that it counts. */
function SharePanel({ title, aside, items, lang }: SharePanelProps): ReactElement {
  return (
    <Panel title={title} aside={aside}>
      {items.length === 0 ? (
        <p className="muted">{text(lang)("glance.failures.none")}</p>
      ) : (
        <BarList items={items} label={title} lang={lang} />
      )}
    </Panel>
  );
}

interface SharePanelProps extends Pick<ComponentProps<typeof BarList>, "items" | "lang"> {
  readonly title: string;
  readonly aside: ReactElement;
}

/** A key by itself: what is known of it is on its own page, unless it is private. */
function HottestKey({ of: { namespace, collection, key }, network, lang }: HottestKeyProps): ReactElement {
  const name = <code title={printableLine(key, 200)}>{printableLine(key, 40)}</code>;
  if (collection !== null || namespace === "") return name;
  return <AppLink href={url.key(lang, network, namespace, key)}>{name}</AppLink>;
}

interface HottestKeyProps {
  readonly of: FailuresViewProps["glance"]["hotKeys"][number];
  readonly network: string;
  readonly lang: Lang;
}

interface FailuresViewProps {
  readonly glance: NonNullable<NonNullable<FailuresQuery["network"]>["glance"]>;
  readonly network: string;
  readonly view: GlanceView;
  readonly sql: SqlLinks;
  readonly lang: Lang;
}
