import { axisTimeFormat } from "@ledgerscope/ui/chart/axisTimeFormat.ts";
import type { FigureLinks } from "@ledgerscope/ui/chart/Figure.tsx";
import { SeriesChart } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { formatUtc } from "@ledgerscope/ui/format/time.ts";
import { type Lang, locales } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { FailuresInFragment } from "../../generated/graphql.ts";
import { causeName } from "../../i18n/causeName.ts";
import { text } from "../../i18n/text.ts";

/** Reasons that get a colour of their own; the rest is drawn as one. */
const SERIES = 6;

/** What failed over time, each reason in a colour of its own. */
export function FailuresOverTime(props: FailuresOverTimeProps): ReactElement {
  const { buckets, reasons, from, to, lang, height = 200, ...links } = props;
  const t = text(lang);
  const total = reasons.reduce((sum, { count }) => sum + Number(count), 0);
  if (total === 0) return <p className="muted">{t("glance.failures.none")}</p>;
  const names = reasons.map(({ name }) => name);
  const [own, rest] = [names.slice(0, SERIES), names.slice(SERIES)];
  const time = axisTimeFormat(buckets, locales[lang]);
  const rows = buckets.map((bucket) => {
    const of = (reason: string): number => bucket.reasons.find((one) => one.reason === reason)?.count ?? 0;
    return {
      label: time.tick(bucket.from),
      name: time.span(bucket.from, bucket.to),
      at: bucket.from,
      values: [...own.map(of), ...(rest.length > 0 ? [rest.reduce((sum, reason) => sum + of(reason), 0)] : [])],
    };
  });
  return (
    <SeriesChart
      {...links}
      rows={rows}
      series={[...own.map((reason) => causeName(reason, lang)), ...(rest.length > 0 ? [t("glance.other")] : [])]}
      kind="bars"
      unit="count"
      lang={lang}
      summary={t("glance.failures.summary", { total, from: formatUtc(from, lang), to: formatUtc(to, lang) })}
      rowHeader={t("time.utc")}
      height={height}
    />
  );
}

interface FailuresOverTimeProps extends FigureLinks {
  readonly buckets: readonly FailuresInFragment[];
  /** Failures by reason, most frequent first. */
  readonly reasons: readonly { readonly name: string; readonly count: string }[];
  readonly from: string;
  readonly to: string;
  readonly lang: Lang;
  readonly height?: number;
}
