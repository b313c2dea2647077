import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { phaseOf } from "@ledgerscope/ui/trace/phaseOf.ts";
import { stageName } from "@ledgerscope/ui/trace/traceSpan.ts";
import { percent, phaseColour } from "@ledgerscope/ui/trace/waterfallStyle.ts";
import type { ReactElement } from "react";
import type { LatencyFactsFragment, LatencyGroup } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { duration } from "./duration.ts";
import styles from "./StageLatencies.module.css";

/** How long each stage takes: its percentiles, and a bar from half of the spans to 95 of 100 on a logarithmic scale. */
export function StageLatencies({ latencies, by, stageHref, nameHref, lang }: StageLatenciesProps): ReactElement {
  const t = text(lang);
  const timed = latencies.filter(({ maxNs }) => maxNs > 0);
  const rows = timed.toSorted((a, b) => a.place - b.place || b.p95Ns - a.p95Ns || a.name.localeCompare(b.name));
  const shown = rows.slice(0, MOST_ROWS);
  const scale = logScale(Math.max(...rows.map(({ p95Ns }) => p95Ns)));
  return (
    <>
      <DataTable
        caption={t("glance.latency")}
        rows={shown}
        rowKey={(row) => `${row.stage} ${row.name}`}
        empty={t("glance.latency.none")}
        columns={[
          {
            key: "stage",
            header: t("glance.stage"),
            phone: "bare",
            cell: (row) =>
              stageHref === undefined ? (
                stageName(row.stage, lang)
              ) : (
                <AppLink href={stageHref(row.stage)}>{stageName(row.stage, lang)}</AppLink>
              ),
          },
          ...(by === "network"
            ? []
            : [
                {
                  key: "name",
                  header: t(`glance.by.${by}`),
                  cell: (row: LatencyFactsFragment) =>
                    row.name === "" ? (
                      <span className="muted">–</span>
                    ) : nameHref === undefined ? (
                      <bdi>{printableLine(row.name, 40)}</bdi>
                    ) : (
                      <AppLink href={nameHref(row.name)}>
                        <bdi>{printableLine(row.name, 40)}</bdi>
                      </AppLink>
                    ),
                },
              ]),
          {
            key: "bar",
            header: t("glance.latency.bar"),
            phone: "line",
            cell: (row) => (
              <span className={styles["track"]} style={phaseColour(phaseOf(row.stage))} aria-hidden="true">
                <span
                  className={styles["bar"]}
                  style={{
                    insetInlineStart: percent(scale(row.p50Ns)),
                    inlineSize: percent(scale(row.p95Ns) - scale(row.p50Ns)),
                  }}
                />
              </span>
            ),
          },
          { key: "p50", header: t("glance.p50"), align: "end", cell: (row) => duration(row.p50Ns, lang) },
          { key: "p95", header: t("glance.p95"), align: "end", cell: (row) => duration(row.p95Ns, lang) },
          { key: "p99", header: t("glance.p99"), align: "end", cell: (row) => duration(row.p99Ns, lang) },
          { key: "max", header: t("glance.max"), align: "end", cell: (row) => duration(row.maxNs, lang) },
          { key: "count", header: t("glance.spans"), align: "end", cell: (row) => formatNumber(row.count, lang) },
        ]}
      />
      {rows.length > shown.length && (
        <p className={styles["more"]}>{t("glance.latency.more", { count: rows.length - shown.length })}</p>
      )}
    </>
  );
}

const MOST_ROWS = 80;
/** Left end of the scale: below it nothing is told apart. */
const SHORTEST_NS = 100_000;

/** 0..1 for a duration, logarithmic from `SHORTEST_NS` to the longest. */
const logScale =
  (longestNs: number) =>
  (ns: number): number =>
    Math.max(0, Math.log(Math.max(ns, SHORTEST_NS) / SHORTEST_NS)) /
    Math.log(Math.max(longestNs, 2 * SHORTEST_NS) / SHORTEST_NS);

interface StageLatenciesProps {
  readonly latencies: readonly LatencyFactsFragment[];
  readonly by: LatencyGroup;
  /** More about a stage. */
  readonly stageHref?: (stage: string) => string;
  /** More about a member of the group. */
  readonly nameHref?: ((name: string) => string) | undefined;
  readonly lang: Lang;
}
