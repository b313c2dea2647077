"use client";

import { type ReactElement, useId, useMemo } from "react";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { ActivityBucket } from "./activityBucket.ts";
import { axisTimeFormat } from "./axisTimeFormat.ts";

/** The bars of an `ActivityChart`; failed ones are hatched as well as red. */
export function ActivityPlot({ buckets, height, locale, names }: ActivityPlotProps): ReactElement {
  const hatch = useId();
  const format = useMemo(() => axisTimeFormat(buckets, locale), [buckets, locale]);
  const count = useMemo(() => new Intl.NumberFormat(locale, { notation: "compact" }), [locale]);
  const data = buckets.map((bucket) => ({
    time: format.tick(bucket.from),
    span: format.span(bucket.from, bucket.to),
    success: bucket.transactions - bucket.failed,
    failed: bucket.failed,
  }));
  const axis = { tickLine: false, axisLine: false, tick: { fill: "var(--ink-faint)", fontSize: 11 } } as const;
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart
        data={data}
        margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
        barCategoryGap="18%"
        accessibilityLayer={false}
      >
        <defs>
          <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="4" height="4" fill="var(--chart-failed)" fillOpacity="0.55" />
            <rect width="2" height="4" fill="var(--chart-failed)" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="time" {...axis} minTickGap={40} height={20} />
        <YAxis {...axis} width={36} allowDecimals={false} tickFormatter={(value: number) => count.format(value)} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--hover)" }}
          labelFormatter={(label, items) => items[0]?.payload.span ?? label}
          contentStyle={{
            background: "var(--surface)",
            border: "1px solid var(--line-strong)",
            borderRadius: "var(--radius-s)",
            fontSize: 12,
            padding: "6px 10px",
          }}
          itemStyle={{ color: "var(--ink)", padding: 0 }}
        />
        <Bar
          dataKey="success"
          name={names.success}
          stackId="all"
          fill="var(--chart-success)"
          isAnimationActive={false}
        />
        <Bar dataKey="failed" name={names.failed} stackId="all" fill={`url(#${hatch})`} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}

interface ActivityPlotProps {
  readonly buckets: readonly ActivityBucket[];
  readonly height: number;
  /** BCP 47. */
  readonly locale: string;
  readonly names: { readonly success: string; readonly failed: string };
}
