import type { TxTrace } from "@ledgerscope/tracer-model";
import type { ClientTruth } from "./recordedNetwork.ts";

type Span = TxTrace["spans"][number];
type Edge = "proposed" | "endorsed" | "submitted" | "committed";

/** How traces agree with what clients saw, over all transactions that a client saw committed. */
export interface TraceTruth {
  readonly transactions: number;
  /** Share of those without a missing stage between the client's submit and the commit on each peer. */
  readonly complete: number;
  /** Stages that were missing, by name, with how often no gap of the trace names them. */
  readonly missing: Readonly<Record<string, { readonly transactions: number; readonly unnamed: number }>>;
  /** Time that no stage explains, as a share of the clients' own spans: of all together, and of the middle one. */
  readonly unknown: number;
  readonly medianUnknown: number;
  /** Trace minus client in ms: middle one, middle of the absolute values, and share within the span's stated bound. */
  readonly edges: Readonly<Partial<Record<Edge, EdgeTruth>>>;
}

interface EdgeTruth {
  readonly count: number;
  readonly median: number;
  readonly medianAbsolute: number;
  readonly within: number;
}

/** Clients' times are whole milliseconds in some recordings. */
const ROUNDING_MS = 1;

/**
 * Compares traces with what their clients saw.
 * @param peers that commit, by name: each must be there.
 */
export async function compareWithClients(
  traces: Iterable<TxTrace> | AsyncIterable<TxTrace>,
  clients: readonly ClientTruth[],
  peers: readonly string[],
): Promise<TraceTruth> {
  const byPlace = new Map(
    clients.filter(({ block }) => block !== undefined).map((one) => [`${one.txId} ${one.block}`, one]),
  );
  const missing: Record<string, { transactions: number; unnamed: number }> = {};
  const deviations: Record<Edge, { ms: number; within: boolean }[]> = {
    proposed: [],
    endorsed: [],
    submitted: [],
    committed: [],
  };
  let transactions = 0;
  let complete = 0;
  let unknownMs = 0;
  let spanMs = 0;
  const shares: number[] = [];
  for await (const trace of traces) {
    const client = byPlace.get(`${trace.id} ${trace.height}`);
    if (!client) continue;
    transactions++;
    const absent = missingStages(trace, peers);
    if (absent.length === 0) complete++;
    for (const stage of absent) {
      const held = missing[stage] ?? { transactions: 0, unnamed: 0 };
      missing[stage] = held;
      held.transactions++;
      const [name, node] = stage.split(" ");
      if (!trace.gaps.some((gap) => gap.stage === name && (gap.node === undefined || gap.node === node)))
        held.unnamed++;
    }
    if (client.committed !== undefined) {
      const own = client.committed - client.proposed;
      const dark = unknownWithin(trace, client.proposed, client.committed);
      unknownMs += dark;
      spanMs += own;
      shares.push(dark / own);
    }
    for (const [edge, found] of Object.entries(edgesOf(trace)) as [Edge, Found | undefined][]) {
      const seen = client[edge];
      if (!found || seen === undefined) continue;
      const ms = found.ms - seen;
      deviations[edge].push({ ms, within: Math.abs(ms) <= found.boundMs + ROUNDING_MS });
    }
  }
  const edges = Object.fromEntries(
    Object.entries(deviations).flatMap(([edge, all]) => (all.length === 0 ? [] : [[edge, truthOf(all)]])),
  );
  return {
    ...{ transactions, missing, edges, complete: complete / transactions },
    ...{ unknown: unknownMs / spanMs, medianUnknown: median(shares) },
  };
}

/** Between the client's submit and the commit on each peer; how a block came to a peer may be inferred. */
function missingStages(trace: TxTrace, peers: readonly string[]): string[] {
  const has = (name: string, node?: string): boolean =>
    trace.spans.some((span) => span.name === name && (node === undefined || span.node === node));
  return [
    ...[
      "fabric.submit",
      "fabric.broadcast",
      "fabric.order.batch_wait",
      "fabric.order.consensus",
      "fabric.order.write",
    ].filter((stage) => !has(stage)),
    ...peers.flatMap((peer) =>
      ["fabric.disseminate", "fabric.commit"].filter((stage) => !has(stage, peer)).map((stage) => `${stage} ${peer}`),
    ),
  ];
}

interface Found {
  readonly ms: number;
  readonly boundMs: number;
}

/** Where the trace shows what the client noted. */
function edgesOf({ spans }: TxTrace): Record<Edge, Found | undefined> {
  const [root] = spans;
  const find = (name: string): Span | undefined => spans.find((span) => span.name === name);
  const end = (span: Span | undefined): Found | undefined =>
    span && { ms: Number(span.endNs) / 1e6, boundMs: boundOf(span) };
  return {
    proposed: root && { ms: Number(root.startNs) / 1e6, boundMs: ROUNDING_MS * 4 },
    endorsed: end(find("fabric.endorse")),
    submitted: end(find("fabric.submit")),
    committed: end(find("fabric.notify")),
  };
}

const boundOf = ({ attributes }: Span): number =>
  Number(attributes["time.bound_ms"] ?? 0) + Number(attributes["clock.offset_bound_ms"] ?? 0);

/** Milliseconds of a time in which no child of the root was at work. */
function unknownWithin({ spans }: TxTrace, from: number, to: number): number {
  const [root] = spans;
  const known = spans
    .filter(({ parentSpanId }) => parentSpanId !== undefined && parentSpanId === root?.spanId)
    .map(({ startNs, endNs }) => [Number(startNs) / 1e6, Number(endNs) / 1e6] as const)
    .sort(([a], [b]) => a - b);
  let seen = from;
  let dark = 0;
  for (const [start, end] of known) {
    if (start > seen) dark += Math.min(start, to) - seen;
    seen = Math.max(seen, Math.min(end, to));
    if (seen >= to) break;
  }
  return dark + Math.max(0, to - seen);
}

function truthOf(all: readonly { readonly ms: number; readonly within: boolean }[]): EdgeTruth {
  return {
    count: all.length,
    median: median(all.map(({ ms }) => ms)),
    medianAbsolute: median(all.map(({ ms }) => Math.abs(ms))),
    within: all.filter(({ within }) => within).length / all.length,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
