import { parser } from "@prometheus-io/lezer-promql";

/**
 * The metrics that a PromQL expression reads, by Prometheus' own grammar. Grafana's interval variables are
 * taken for durations.
 *
 * @throws SyntaxError naming the expression.
 */
export function metricsInPromql(expr: string): Set<string> {
  const text = expr.replaceAll(/\$__(rate_)?interval\b/g, "5m");
  const found = new Set<string>();
  parser.parse(text).iterate({
    enter(node) {
      if (node.type.isError) throw new SyntaxError(`not PromQL, at character ${node.from}: ${text}`);
      const name = node.name === "VectorSelector" ? node.node.getChild("Identifier") : null;
      if (name) found.add(text.slice(name.from, name.to));
    },
  });
  return found;
}
