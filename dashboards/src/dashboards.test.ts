import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { dashboardFiles } from "./dashboardFiles.ts";
import { exportedMetrics, metricsIn, metricsInRules } from "./metricsIn.ts";
import { metricsInPromql } from "./metricsInPromql.ts";
import { overview } from "./overview.ts";

const rulesFile = resolve(import.meta.dirname, "../prometheus/rules.yml");

test("the committed dashboards are those of the code: npm run generate", async () => {
  for (const { path, json } of dashboardFiles()) {
    expect((await readFile(path, "utf8")) === json, `${path} is stale: npm run generate`).toBe(true);
  }
});

test("both languages ask the same questions and differ in every title", () => {
  const [en, zh] = [overview("en"), overview("zh")];
  const [asked, zhAsked] = dashboardFiles().map(({ json }) => metricsIn(JSON.parse(json)));
  expect(asked?.size).toBeGreaterThan(8);
  expect(zhAsked).toEqual(asked);
  const titles = (dashboard: typeof en) => (dashboard.panels ?? []).flatMap((panel) => panel.title ?? []);
  expect(titles(zh).length).toBe(titles(en).length);
  expect(titles(zh).filter((title) => titles(en).includes(title))).toEqual([]);
});

test("no panel lies over another or beyond the 24 columns", () => {
  const taken = new Set<string>();
  for (const panel of overview("en").panels ?? []) {
    const { x = 0, y = 0, w = 0, h = 0 } = panel.gridPos ?? {};
    expect(x + w).toBeLessThanOrEqual(24);
    for (let column = x; column < x + w; column++) {
      for (let row = y; row < y + h; row++) {
        expect(taken.has(`${column},${row}`), `${panel.title} at ${column},${row}`).toBe(false);
        taken.add(`${column},${row}`);
      }
    }
  }
  expect(taken.size).toBeGreaterThan(24 * 8);
});

test("metrics are found by PromQL's grammar, whatever surrounds them", () => {
  const expr =
    'histogram_quantile(0.9, sum by (le) (rate(a_bucket{b=~"$c"}[$__rate_interval]))) / on (d) e:f offset 5m';
  expect(metricsInPromql(expr)).toEqual(new Set(["a_bucket", "e:f"]));
  expect(() => metricsInPromql("sum(rate(a[5m])")).toThrow("not PromQL");
});

test("every rule parses, and tells in both languages what is wrong and what to do", async () => {
  const yaml = await readFile(rulesFile, "utf8");
  expect(metricsInRules(yaml).size).toBeGreaterThan(3);
  const { groups } = parse(yaml) as { groups: { rules: { alert: string; annotations: Record<string, string> }[] }[] };
  for (const { alert, annotations } of groups.flatMap((group) => group.rules)) {
    for (const key of ["summary", "advice"])
      expect(annotations[key], `${alert}: ${key}`).toMatch(/\p{ASCII}+ \| .*\p{Script=Han}/u);
  }
});

test("an exposition names its metrics, histograms by their parts, with or without values", () => {
  const text = [
    "# HELP a_total A",
    "# TYPE a_total counter",
    'a_total{x="1"} 2',
    "# TYPE b_seconds histogram",
    "# TYPE c gauge",
  ].join("\n");
  expect(exportedMetrics(text)).toEqual(
    new Set(["a_total", "b_seconds_sum", "b_seconds_count", "b_seconds_bucket", "c"]),
  );
});
