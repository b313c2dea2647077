import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { datasource, stat, timeseries } from "./panels.ts";
import type { Language, Text } from "./text.ts";

const ofNetwork = '{network=~"$network"}';
const window = "[$__rate_interval]";

/** One page over all services: is everything indexed, checked, answered, explained and published? */
export function overview(language: Language): Dashboard {
  const say = (text: Text): string => text[language];
  return new DashboardBuilder(say({ en: "Ledgerscope overview", zh: "Ledgerscope 总览" }))
    .uid(`ledgerscope-overview-${language}`)
    .description(
      say({
        en: "Indexing, checks, warehouse, API, tracer and publication of one Ledgerscope installation.",
        zh: "一套 Ledgerscope 的索引、校验、数据仓库、API、追踪与公开发布。",
      }),
    )
    .tags(["ledgerscope", language])
    .timezone("browser")
    .refresh("10s")
    .time({ from: "now-30m", to: "now" })
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(
      new DatasourceVariableBuilder("datasource").label(say({ en: "Data source", zh: "数据源" })).type("prometheus"),
    )
    .withVariable(
      new QueryVariableBuilder("network")
        .label(say({ en: "Network", zh: "网络" }))
        .datasource(datasource)
        .query("label_values(ledgerscope_indexer_head_height, network)")
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .multi(true)
        .includeAll(true)
        .allValue(".*")
        .current({ text: say({ en: "All", zh: "全部" }), value: "$__all" }),
    )
    .withRow(new RowBuilder(say({ en: "Indexing", zh: "索引" })))
    .withPanel(
      stat(
        {
          title: { en: "Newest stored block", zh: "最新入库区块" },
          description: {
            en: "Height of the newest stored block of each network. A live network that stands still has lost its node.",
            zh: "每个网络最新入库区块的高度。在线网络若停滞不前，多半是失去了节点连接。",
          },
          unit: "none",
          columns: 12,
          queries: [{ expr: `ledgerscope_indexer_head_height${ofNetwork}`, legend: "{{network}}" }],
        },
        language,
      ),
    )
    .withPanel(
      stat(
        {
          title: { en: "Failed checks", zh: "校验失败" },
          description: {
            en: "Checks of block contents that failed since the indexer started. Anything but 0: `ledgerscope verify` names block and reason.",
            zh: "自索引器启动以来未通过的区块校验数。非 0 时请运行 `ledgerscope verify`，它会指出区块与原因。",
          },
          unit: "none",
          columns: 6,
          alarming: true,
          queries: [
            {
              expr: 'sum(ledgerscope_indexer_checks_total{network=~"$network", state="failed"}) or vector(0)',
              legend: say({ en: "failed", zh: "失败" }),
            },
          ],
        },
        language,
      ),
    )
    .withPanel(
      stat(
        {
          title: { en: "Published blocks", zh: "已公开区块" },
          description: {
            en: "Blocks that the publication policy has brought to the public warehouse since the indexer started.",
            zh: "自索引器启动以来，按公开策略发布到公开仓库的区块数。",
          },
          unit: "none",
          columns: 6,
          queries: [{ expr: "sum(ledgerscope_publication_blocks_total)", legend: say({ en: "blocks", zh: "区块" }) }],
        },
        language,
      ),
    )
    .withPanel(
      timeseries(
        {
          title: { en: "Blocks and transactions stored per second", zh: "每秒入库的区块与交易" },
          description: {
            en: "Rate at which each network arrives in the warehouse.",
            zh: "各网络写入数据仓库的速率。",
          },
          unit: "cps",
          columns: 12,
          queries: [
            {
              expr: `sum by (network) (rate(ledgerscope_indexer_blocks_total${ofNetwork}${window}))`,
              legend: say({ en: "{{network}}: blocks", zh: "{{network}}：区块" }),
            },
            {
              expr: `sum by (network) (rate(ledgerscope_indexer_transactions_total${ofNetwork}${window}))`,
              legend: say({ en: "{{network}}: transactions", zh: "{{network}}：交易" }),
            },
          ],
        },
        language,
      ),
    )
    .withPanel(
      timeseries(
        {
          title: { en: "Checks per second, by state", zh: "每秒校验数（按结果）" },
          description: {
            en: "verified: proven; unverified: no rule for it; unchecked: the node did not serve the part; failed: wrong.",
            zh: "verified：已证明；unverified：尚无规则；unchecked：节点未提供该部分；failed：有误。",
          },
          unit: "cps",
          columns: 12,
          queries: [
            {
              expr: `sum by (state) (rate(ledgerscope_indexer_checks_total${ofNetwork}${window}))`,
              legend: "{{state}}",
            },
          ],
        },
        language,
      ),
    )
    .withRow(new RowBuilder(say({ en: "Warehouse", zh: "数据仓库" })))
    .withPanel(
      timeseries(
        {
          title: { en: "Statements per second", zh: "每秒语句数" },
          description: { en: "By kind and outcome.", zh: "按种类与结果。" },
          unit: "cps",
          columns: 12,
          queries: [
            {
              expr: `sum by (kind, outcome) (rate(ledgerscope_warehouse_queries_total${window}))`,
              legend: "{{kind}} {{outcome}}",
            },
          ],
        },
        language,
      ),
    )
    .withPanel(
      timeseries(
        {
          title: { en: "Statement time, 95th percentile", zh: "语句耗时（第 95 百分位）" },
          description: {
            en: "From the request to the end of its response: 95 of 100 statements were faster.",
            zh: "从请求到响应结束：每 100 条语句有 95 条比它快。",
          },
          unit: "s",
          columns: 12,
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (le, kind) (rate(ledgerscope_warehouse_query_duration_seconds_bucket${window})))`,
              legend: "{{kind}}",
            },
          ],
        },
        language,
      ),
    )
    .withRow(new RowBuilder(say({ en: "API and pages", zh: "API 与页面" })))
    .withPanel(
      timeseries(
        {
          title: { en: "GraphQL time, 95th percentile", zh: "GraphQL 耗时（第 95 百分位）" },
          description: { en: "By operation; the goal for a page is 150 ms.", zh: "按操作；列表页目标为 150 毫秒。" },
          unit: "s",
          columns: 8,
          queries: [
            {
              expr: `histogram_quantile(0.95, sum by (le, operation) (rate(ledgerscope_api_request_duration_seconds_bucket${window})))`,
              legend: "{{operation}}",
            },
          ],
        },
        language,
      ),
    )
    .withPanel(
      timeseries(
        {
          title: { en: "GraphQL requests per second", zh: "每秒 GraphQL 请求" },
          description: { en: "By outcome, private and public API together.", zh: "按结果，内部与公开 API 合计。" },
          unit: "reqps",
          columns: 8,
          queries: [
            { expr: `sum by (outcome) (rate(ledgerscope_api_requests_total${window}))`, legend: "{{outcome}}" },
          ],
        },
        language,
      ),
    )
    .withPanel(
      timeseries(
        {
          title: { en: "Page requests per second", zh: "每秒页面请求" },
          description: { en: "Explorer and disclosure site.", zh: "浏览器与公开站点。" },
          unit: "reqps",
          columns: 8,
          queries: [{ expr: `sum by (app) (rate(ledgerscope_web_requests_total${window}))`, legend: "{{app}}" }],
        },
        language,
      ),
    )
    .withRow(new RowBuilder(say({ en: "Tracer and publication", zh: "追踪与发布" })))
    .withPanel(
      timeseries(
        {
          title: { en: "Stage facts collected per second", zh: "每秒采集的阶段事实" },
          description: {
            en: "What logs and other sources said about stages of transactions, by source.",
            zh: "日志等来源所述的交易阶段信息，按来源。",
          },
          unit: "cps",
          columns: 12,
          queries: [
            {
              expr: `sum by (network, source) (rate(ledgerscope_collector_facts_total${ofNetwork}${window}))`,
              legend: "{{network}} {{source}}",
            },
          ],
        },
        language,
      ),
    )
    .withPanel(
      timeseries(
        {
          title: { en: "Blocks published per second", zh: "每秒公开的区块" },
          description: { en: "Into the public warehouse.", zh: "写入公开仓库。" },
          unit: "cps",
          columns: 12,
          queries: [
            {
              expr: `sum(rate(ledgerscope_publication_blocks_total${window}))`,
              legend: say({ en: "blocks", zh: "区块" }),
            },
          ],
        },
        language,
      ),
    )
    .build();
}
