import type { ReactElement } from "react";
import { formatNumber } from "../format/number.ts";
import { formatDuration } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";
import { Figure, type FigureLinks } from "./Figure.tsx";
import type { FigureTable } from "./figureTable.ts";
import { LazySeriesPlot } from "./LazySeriesPlot.tsx";
import { type SeriesRow, seriesColour } from "./series.ts";

/** Several series over time or blocks, stacked bars or lines: a figure with its legend, table and files. */
export function SeriesChart(props: SeriesChartProps): ReactElement {
  const { rows, series, kind, unit, lang, summary, rowHeader, colours, height = 180, showSummary, ...links } = props;
  return (
    <Figure
      {...links}
      says={summary}
      showSays={showSummary}
      height={height}
      lang={lang}
      legend={series.map((name, i) => ({ name, colour: colours?.[i] ?? seriesColour(i) }))}
      table={seriesTable(props)}
    >
      <LazySeriesPlot {...{ rows, series, kind, unit, height, lang }} colours={colours} />
    </Figure>
  );
}

/** The numbers of a chart as its table and its CSV have them. */
export function seriesTable({ rows, series, unit, lang, rowHeader }: SeriesData & { lang: Lang }): FigureTable {
  const format = (value: number | null): string =>
    value === null
      ? "–"
      : unit === "count"
        ? formatNumber(value, lang)
        : formatDuration(BigInt(Math.round(value)), lang);
  return {
    header: [rowHeader, ...series],
    ...(unit === "duration" ? { csvHeader: [rowHeader, ...series.map((name) => `${name} (ns)`)] } : {}),
    rows: rows.map((row) => ({
      cells: [row.name, ...series.map((_, i) => format(row.values[i] ?? null))],
      values: [row.at ?? row.name, ...series.map((_, i) => row.values[i] ?? null)],
    })),
  };
}

/** What a chart of several series draws, without its frame. */
export interface SeriesData {
  readonly rows: readonly SeriesRow[];
  /** Names, in the order of the rows' values. */
  readonly series: readonly string[];
  /** Of series that mean something; by default they only have to be told apart. */
  readonly colours?: readonly string[] | undefined;
  readonly kind: "bars" | "lines";
  /** Durations are in nanoseconds. */
  readonly unit: "count" | "duration";
  /** What a row is, over the first column of the table. */
  readonly rowHeader: string;
}

interface SeriesChartProps extends SeriesData, FigureLinks {
  readonly lang: Lang;
  /** One sentence that says what the chart shows. */
  readonly summary: string;
  /** Shows it over the drawing, too. */
  readonly showSummary?: boolean | undefined;
  /** Pixels; kept free while the plot loads. */
  readonly height?: number;
}
