import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import {
  BigValueColorMode,
  BigValueGraphMode,
  GraphGradientMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { type Panel, ThresholdsConfigBuilder, ThresholdsMode } from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import type { Language, Text } from "./text.ts";

/** The Prometheus that the reader of the dashboard chooses. */
export const datasource = { type: "prometheus", uid: "$datasource" };

export interface PanelSpec {
  readonly title: Text;
  /** What it shows and what to do about it. */
  readonly description: Text;
  /** Grafana's name of a unit: `s`, `reqps`, `none`. */
  readonly unit: string;
  /** Of the 24 columns of a dashboard. */
  readonly columns: number;
  /** PromQL and the legend of its series. */
  readonly queries: readonly { readonly expr: string; readonly legend: string }[];
}

/** Lines over time. */
export function timeseries(spec: PanelSpec, language: Language): Builder<Panel> {
  return new TimeseriesBuilder()
    .title(spec.title[language])
    .description(spec.description[language])
    .datasource(datasource)
    .unit(spec.unit)
    .span(spec.columns)
    .height(8)
    .min(0)
    .fillOpacity(8)
    .gradientMode(GraphGradientMode.Opacity)
    .showPoints(VisibilityMode.Never)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
    .targets(targets(spec));
}

/** The latest value, large; red from one upwards when `alarming`. */
export function stat(spec: PanelSpec & { readonly alarming?: boolean }, language: Language): Builder<Panel> {
  const steps = [
    { value: null, color: spec.alarming ? "green" : "text" },
    ...(spec.alarming ? [{ value: 1, color: "red" }] : []),
  ];
  return new StatBuilder()
    .title(spec.title[language])
    .description(spec.description[language])
    .datasource(datasource)
    .unit(spec.unit)
    .span(spec.columns)
    .height(4)
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]))
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps))
    .targets(targets(spec));
}

function targets({ queries }: PanelSpec): Builder<Dataquery>[] {
  return queries.map(({ expr, legend }, i) =>
    new DataqueryBuilder()
      .datasource(datasource)
      .refId(String.fromCharCode("A".charCodeAt(0) + i))
      .expr(expr)
      .legendFormat(legend)
      .range(),
  );
}
