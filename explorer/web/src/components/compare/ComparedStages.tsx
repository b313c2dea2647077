import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { phaseOf } from "@ledgerscope/ui/trace/phaseOf.ts";
import { stageName } from "@ledgerscope/ui/trace/traceSpan.ts";
import { percent, phaseColour } from "@ledgerscope/ui/trace/waterfallStyle.ts";
import type { ReactElement } from "react";
import type { CompareQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import styles from "./ComparedStages.module.css";

/** Each stage of both transactions: two bars on one scale, and the difference in figures. */
export function ComparedStages({ comparison, lang }: ComparedStagesProps): ReactElement {
  const t = text(lang);
  const { stages } = comparison;
  const longest = Math.max(1, ...stages.flatMap(({ aNs, bNs }) => [Number(aNs ?? 0), Number(bNs ?? 0)]));
  const shown = (ns: string | null): string => (ns === null ? "–" : formatDuration(BigInt(ns), lang));
  return (
    <DataTable
      caption={t("compare.stages")}
      rows={stages}
      rowKey={(row) => `${row.stage} ${row.node}`}
      empty={null}
      columns={[
        {
          key: "stage",
          header: t("glance.stage"),
          phone: "bare",
          cell: ({ stage, node }) => (
            <>
              {stageName(stage, lang)} {node !== "" && <span className="muted">{printableLine(node, 40)}</span>}
            </>
          ),
        },
        {
          key: "bars",
          header: t("compare.bars"),
          phone: "line",
          cell: ({ stage, aNs, bNs }) => (
            <span className={styles["bars"]} style={phaseColour(phaseOf(stage))} aria-hidden="true">
              {[aNs, bNs].map((ns, i) => (
                <span
                  key={i === 0 ? "a" : "b"}
                  className={styles["bar"]}
                  data-second={i === 1}
                  style={{ inlineSize: percent(Number(ns ?? 0) / longest) }}
                />
              ))}
            </span>
          ),
        },
        { key: "a", header: t("compare.a"), align: "end", cell: ({ aNs }) => shown(aNs) },
        { key: "b", header: t("compare.b"), align: "end", cell: ({ bNs }) => shown(bNs) },
        {
          key: "difference",
          header: t("compare.difference"),
          align: "end",
          cell: ({ aNs, bNs }) => (aNs === null || bNs === null ? "–" : difference(BigInt(bNs) - BigInt(aNs), lang)),
        },
      ]}
    />
  );
}

const difference = (ns: bigint, lang: Lang): string => `${ns > 0n ? "+" : ""}${formatDuration(ns, lang)}`;

interface ComparedStagesProps {
  readonly comparison: NonNullable<CompareQuery["traceComparison"]>;
  readonly lang: Lang;
}
