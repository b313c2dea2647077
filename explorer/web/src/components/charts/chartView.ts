import type { ChartId } from "../../generated/graphql.ts";
import { webMessages } from "../../i18n/text.ts";
import { spans } from "../../page/glanceView.ts";
import type { View } from "../../url.ts";

/** What a chart's address says of it. */
export interface ChartView extends View {
  readonly network?: string | undefined;
  /** `15m` … `30d`: the newest part of a live network. */
  readonly last?: string | undefined;
  /** RFC 3339, or the minute of a form's field in UTC; they go before `last`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly buckets?: string | undefined;
  readonly kind?: string | undefined;
}

export const chartView = (search: Readonly<Partial<Record<string, string>>>): ChartView => ({
  network: search["network"],
  last: search["last"],
  from: search["from"],
  to: search["to"],
  buckets: search["buckets"],
  kind: search["kind"],
});

export const isChartId = (id: string): id is ChartId => Object.hasOwn(webMessages.en, `chart.${id}.about`);

/** Numbers of points that are offered. */
export const BUCKETS = ["30", "60", "120", "200"] as const;

/** A type and not an interface: variables of an operation need an index signature. */
export type ChartVariables = {
  readonly name: string;
  readonly id: ChartId;
  readonly from: string | null;
  readonly to: string | null;
  readonly buckets: number;
};

/** What the operation of a chart is asked with; what makes no sense is left out. */
export function chartVariables(id: ChartId, name: string, view: ChartView, nowMs: number = Date.now()): ChartVariables {
  const span = view.last !== undefined && Object.hasOwn(spans, view.last) ? spans[view.last] : undefined;
  const from = isoOf(view.from) ?? (span === undefined ? null : new Date(nowMs - span).toISOString());
  const to = isoOf(view.to);
  const buckets = Number(view.buckets);
  return {
    ...{ id, name, to },
    // A time that ends before it begins is none.
    from: from !== null && to !== null && from >= to ? null : from,
    buckets: Number.isInteger(buckets) && buckets >= 1 && buckets <= 200 ? buckets : 60,
  };
}

/** A form's field has minutes without a zone: they are UTC. */
function isoOf(text: string | undefined): string | null {
  const ms = Date.parse(text !== undefined && /T\d\d:\d\d$/.test(text) ? `${text}Z` : (text ?? ""));
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
