import { parse } from "yaml";
import { metricsInPromql } from "./metricsInPromql.ts";

/** What is read of a Grafana dashboard; the generated JSON has much more. */
export interface DashboardQueries {
  readonly panels?: readonly {
    readonly targets?: readonly { readonly expr?: string }[];
    /** Panels of a collapsed row. */
    readonly panels?: DashboardQueries["panels"];
  }[];
  readonly templating?: { readonly list?: readonly { readonly type?: string; readonly query?: unknown }[] };
}

/** The metrics that a dashboard reads, in its panels and its variables. */
export function metricsIn(dashboard: DashboardQueries): Set<string> {
  const expressions = [...panelQueries(dashboard.panels), ...variableQueries(dashboard)];
  return new Set(expressions.flatMap((expr) => [...metricsInPromql(expr)]));
}

function panelQueries(panels: DashboardQueries["panels"] = []): string[] {
  return panels.flatMap((panel) => [
    ...(panel.targets ?? []).flatMap(({ expr }) => expr ?? []),
    ...panelQueries(panel.panels),
  ]);
}

/** `label_values(metric, label)` is Grafana's, not Prometheus'. */
function variableQueries({ templating }: DashboardQueries): string[] {
  return (templating?.list ?? []).flatMap(({ type, query }) => {
    if (type !== "query") return [];
    const found = typeof query === "string" ? /^label_values\((.+),\s*\w+\)$/.exec(query) : null;
    if (!found?.[1])
      throw new SyntaxError(`variable query is not label_values(metric, label): ${JSON.stringify(query)}`);
    return [found[1]];
  });
}

/** The metrics that a file of Prometheus rules reads, without those that its own rules record, and without `up`. */
export function metricsInRules(yaml: string): Set<string> {
  const { groups } = parse(yaml) as { groups: { rules: { record?: string; expr: string }[] }[] };
  const rules = groups.flatMap((group) => group.rules);
  const found = new Set(rules.flatMap(({ expr }) => [...metricsInPromql(expr)]));
  for (const { record } of rules) if (record !== undefined) found.delete(record);
  found.delete("up"); // Prometheus' own: did the scrape succeed?
  return found;
}

/**
 * The metrics that a service exports, as they are asked for in PromQL: a histogram counts as its `_bucket`,
 * `_sum` and `_count`. A metric without any value yet counts too.
 *
 * @param exposition what `/metrics` answers (Prometheus text format 0.0.4).
 */
export function exportedMetrics(exposition: string): Set<string> {
  const found = new Set<string>();
  for (const [, name = "", type = ""] of exposition.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    if (type === "histogram" || type === "summary") for (const end of ["_sum", "_count"]) found.add(name + end);
    if (type === "histogram") found.add(`${name}_bucket`);
    else found.add(name);
  }
  return found;
}
