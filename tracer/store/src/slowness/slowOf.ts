import type { Viewer } from "@ledgerscope/core";
import { type Diagnosis, slow, type TxTrace } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { type TraceRange, traces } from "../traces.ts";
import { slownessContext } from "./slownessContext.ts";

/** A transaction with the reasons why it took so long, the dearest first. */
export interface SlowTransaction {
  readonly trace: TxTrace;
  readonly reasons: readonly Diagnosis[];
}

/** Transactions whose traces are held at once. */
const MOST = 20_000;

/** The slowest transactions of a range of blocks, each with its reasons. */
export async function slowOf(
  warehouse: Warehouse,
  viewer: Viewer,
  { limit, ...range }: TraceRange & { readonly limit: number },
): Promise<readonly SlowTransaction[]> {
  const held: TxTrace[] = [];
  for await (const trace of traces(warehouse, viewer, range)) {
    if (held.length === MOST) break;
    held.push(trace);
  }
  const context = await slownessContext(warehouse, viewer, range, held);
  const duration = ({ startNs, endNs }: TxTrace): bigint => endNs - startNs;
  return held
    .sort((a, b) => (duration(a) < duration(b) ? 1 : duration(a) > duration(b) ? -1 : 0))
    .slice(0, limit)
    .map((trace) => ({ trace, reasons: slow(trace, context) }));
}
