import { axisTimeFormat } from "@ledgerscope/ui/chart/axisTimeFormat.ts";
import type { SeriesData } from "@ledgerscope/ui/chart/SeriesChart.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { formatDuration } from "@ledgerscope/ui/format/time.ts";
import { type Lang, locales } from "@ledgerscope/ui/i18n/lang.ts";
import type { ChartFactsFragment } from "../../generated/graphql.ts";
import { causeName } from "../../i18n/causeName.ts";
import { text, textOr } from "../../i18n/text.ts";

const NS_PER_SECOND = 1e9;

const rangeFormat = (lang: Lang): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locales[lang], {
    timeZone: "UTC",
    dateStyle: "medium",
    timeStyle: "medium",
    hourCycle: "h23",
  });
const ranges: Readonly<Record<Lang, Intl.DateTimeFormat>> = { en: rangeFormat("en"), zh: rangeFormat("zh") };

/** Series that mean something have its colour. */
const meanings: Readonly<Record<string, string>> = { succeeded: "var(--chart-success)", failed: "var(--chart-failed)" };

/** A chart of the API as the components draw it, and the line that says what it shows. */
export function chartData(
  chart: ChartFactsFragment,
  kind: string | undefined,
  lang: Lang,
): SeriesData & { summary: string } {
  const t = text(lang);
  const time = axisTimeFormat(chart.buckets, locales[lang]);
  const isTime = chart.unit === "seconds";
  const shown = (value: number | null): number | null => (value === null || !isTime ? value : value * NS_PER_SECOND);
  return {
    rows: chart.buckets.map(({ from, to, values }) => ({
      label: time.tick(from),
      name: time.span(from, to),
      at: from,
      values: values.map(shown),
    })),
    series: chart.series.map((name) => {
      if (name === "") return t("charts.rest");
      if (chart.id === "causes") return printableLine(causeName(name, lang), 48);
      return textOr(lang, "chart.series.", printableLine(name, 48));
    }),
    ...(chart.series.some((name) => name in meanings)
      ? { colours: chart.series.map((name) => meanings[name] ?? "var(--series-6)") }
      : {}),
    kind: kind === "bars" || kind === "lines" ? kind : chart.stacks ? "bars" : "lines",
    unit: isTime ? "duration" : "count",
    rowHeader: t("time.utc"),
    summary: summaryOf(chart, lang),
  };
}

function summaryOf(chart: ChartFactsFragment, lang: Lang): string {
  const t = text(lang);
  const when = { when: `${ranges[lang].formatRange(new Date(chart.from), new Date(chart.to))} UTC` };
  const known = chart.buckets.flatMap(({ values }) => values).filter((value) => value !== null);
  if (known.length === 0) return t("charts.says.none", when);
  if (chart.stacks) return t("charts.says.sum", { total: known.reduce((sum, value) => sum + value, 0), ...when });
  // Of the first series: an average, where the largest stands beside it.
  const first = chart.buckets.flatMap(({ values }) => values.slice(0, 1)).filter((value) => value !== null);
  const say = (value: number): string =>
    chart.unit === "seconds"
      ? formatDuration(BigInt(Math.round(value * NS_PER_SECOND)), lang)
      : formatNumber(Math.round(value * 100) / 100, lang);
  return t("charts.says.range", { low: say(Math.min(...first)), high: say(Math.max(...first)), ...when });
}
