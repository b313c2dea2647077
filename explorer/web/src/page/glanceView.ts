import type { LatencyGroup, TraceFilter, TraceOrder, TraceStatus } from "../generated/graphql.ts";
import type { GlanceView } from "../url.ts";

export const latencyGroups = ["network", "chaincode", "organisation", "node", "channel"] as const;

const statuses: Readonly<Record<string, readonly TraceStatus[]>> = {
  valid: ["valid"],
  failed: ["failed"],
  not_ordered: ["not_ordered"],
  not_endorsed: ["not_endorsed"],
  /** Everything that did not take effect. */
  refused: ["failed", "not_ordered", "not_endorsed"],
};

/** How far back a live network is looked at, milliseconds; the first one by default. */
export const spans: Readonly<Record<string, number>> = {
  "1h": 3_600_000,
  "15m": 900_000,
  "24h": 86_400_000,
  "7d": 7 * 86_400_000,
  "30d": 30 * 86_400_000,
};

const names = [
  "last",
  "from",
  "to",
  "by",
  "order",
  "status",
  "code",
  "subCause",
  "key",
  "chaincode",
  "function",
  "organisation",
  "node",
  "stage",
  "min",
  "after",
  "events",
] as const;

/** What a page's query asks for; a form sends its empty fields as well. */
export function glanceViewOf(search: Readonly<Partial<Record<string, string>>>): GlanceView {
  return Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, search[name]]] : [])));
}

/** What chooses which transactions are listed. */
const filters = [
  "status",
  "code",
  "subCause",
  "key",
  "chaincode",
  "function",
  "organisation",
  "node",
  "stage",
  "min",
] as const satisfies readonly (keyof GlanceView)[];

/** Whether not all transactions of the time are listed. */
export const isFiltered = (view: GlanceView): boolean => filters.some((name) => view[name] !== undefined);

/**
 * The same as variables of an operation; what makes no sense is left out.
 * @param usual the order where the address names none, and the status of what is listed at all.
 */
export function glanceVariables(
  view: GlanceView,
  usual: { readonly order?: TraceOrder; readonly status?: "refused" } = {},
  nowMs: number = Date.now(),
): GlanceVariables {
  const { by, order, status, min, code, subCause, key, chaincode, function: called, organisation, node, stage } = view;
  const minMs = Number(min);
  const wanted = status !== undefined && Object.hasOwn(statuses, status) ? status : usual.status;
  const filter = {
    ...{ code, subCause, key, chaincode, function: called, organisation, node, stage },
    ...(wanted && { statuses: [...(statuses[wanted] ?? [])] }),
    ...(min !== undefined && minMs > 0 && minMs < 1e9 && { minDurationNs: Math.round(minMs * 1e6) }),
  };
  return {
    ...{
      from: isoOf(view.from) ?? since(view.last, nowMs),
      to: isoOf(view.to),
      after: view.after ?? null,
      events: view.events ?? null,
    },
    by: latencyGroups.find((group) => group === by) ?? "network",
    order: order === "newest" || order === "slowest" ? order : (usual.order ?? "slowest"),
    filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
  };
}

/** The API's own default where it is not asked for. */
function since(last: string | undefined, nowMs: number): string | null {
  const ms = last !== undefined && Object.hasOwn(spans, last) ? spans[last] : undefined;
  return ms === undefined ? null : new Date(nowMs - ms).toISOString();
}

function isoOf(text: string | undefined): string | null {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** A type and not an interface: variables of an operation need an index signature. */
export type GlanceVariables = {
  readonly from: string | null;
  readonly to: string | null;
  readonly by: LatencyGroup;
  readonly order: TraceOrder;
  readonly filter: TraceFilter;
  readonly after: string | null;
  readonly events: string | null;
};
