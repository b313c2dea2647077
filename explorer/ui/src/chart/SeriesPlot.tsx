import { type ReactElement, useMemo } from "react";
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatDuration } from "../format/time.ts";
import type { Lang } from "../i18n/lang.ts";
import { locales } from "../i18n/lang.ts";
import { type SeriesRow, seriesColour, seriesDash } from "./series.ts";

/** The drawing of a `SeriesChart`. */
export function SeriesPlot({ rows, series, colours, kind, unit, height, lang }: SeriesPlotProps): ReactElement {
  const count = useMemo(() => new Intl.NumberFormat(locales[lang], { notation: "compact" }), [lang]);
  const format = (value: number): string =>
    unit === "count" ? count.format(value) : formatDuration(BigInt(Math.round(value)), lang);
  const axis = { tickLine: false, axisLine: false, tick: { fill: "var(--ink-faint)", fontSize: 11 } } as const;
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        data={[...rows]}
        margin={{ top: 6, right: 4, bottom: 0, left: 0 }}
        barCategoryGap="18%"
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" {...axis} minTickGap={40} height={20} />
        <YAxis {...axis} width={unit === "count" ? 36 : 52} allowDecimals={unit !== "count"} tickFormatter={format} />
        <Tooltip
          isAnimationActive={false}
          cursor={kind === "bars" ? { fill: "var(--hover)" } : { stroke: "var(--line-strong)" }}
          labelFormatter={(label, items) => items[0]?.payload.name ?? label}
          formatter={(value) => format(Number(value))}
          contentStyle={{
            background: "var(--surface)",
            border: "1px solid var(--line-strong)",
            borderRadius: "var(--radius-s)",
            fontSize: 12,
            padding: "6px 10px",
          }}
          itemStyle={{ color: "var(--ink)", padding: 0 }}
        />
        {series.map((name, i) =>
          kind === "bars" ? (
            <Bar
              key={name}
              name={name}
              dataKey={(row: SeriesRow) => row.values[i]}
              stackId="all"
              fill={colours?.[i] ?? seriesColour(i)}
              isAnimationActive={false}
            />
          ) : (
            <Line
              key={name}
              name={name}
              dataKey={(row: SeriesRow) => row.values[i]}
              stroke={colours?.[i] ?? seriesColour(i)}
              strokeWidth={1.6}
              strokeDasharray={seriesDash(i)}
              // A line needs two points: a single one is drawn as such.
              dot={isSingle(rows, i) ? { r: 2.5, fill: colours?.[i] ?? seriesColour(i) } : false}
              connectNulls
              isAnimationActive={false}
            />
          ),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

const isSingle = (rows: readonly SeriesRow[], series: number): boolean =>
  rows.filter(({ values }) => typeof values[series] === "number").length === 1;

interface SeriesPlotProps {
  readonly rows: readonly SeriesRow[];
  readonly series: readonly string[];
  readonly colours?: readonly string[] | undefined;
  readonly kind: "bars" | "lines";
  /** Durations are in nanoseconds. */
  readonly unit: "count" | "duration";
  readonly height: number;
  readonly lang: Lang;
}
