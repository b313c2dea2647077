import type { FigureLinks } from "@ledgerscope/ui/chart/Figure.tsx";
import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { outcomeColours } from "@ledgerscope/ui/chart/series.ts";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { SlowQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { duration } from "./duration.ts";

type Bins = NonNullable<NonNullable<SlowQuery["network"]>["glance"]>["durations"];

/** Transactions by how long they took, on a logarithmic scale of time. */
export function DurationsChart({ bins, lang, ...links }: FigureLinks & { bins: Bins; lang: Lang }): ReactElement {
  const t = text(lang);
  const sum = (of: "valid" | "refused"): number => bins.reduce((all, bin) => all + bin[of], 0);
  const refused = sum("refused");
  return (
    <SeriesChart
      {...links}
      rows={bins.map((bin) => ({
        label: duration(bin.fromNs, lang),
        name: t("ops.durations.bin", { from: duration(bin.fromNs, lang), to: duration(bin.toNs, lang) }),
        values: [bin.valid, bin.refused],
      }))}
      series={[t("glance.status.valid"), t("ops.stat.failed")]}
      colours={outcomeColours}
      kind="bars"
      unit="count"
      lang={lang}
      summary={t("ops.durations.summary", {
        total: formatNumber(sum("valid") + refused, lang),
        refused: formatNumber(refused, lang),
      })}
      rowHeader={t("glance.traces.duration")}
      height={200}
    />
  );
}
