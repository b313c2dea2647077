import type { TraceSpan, TxTrace } from "@ledgerscope/tracer-model";

/** One stage of two transactions side by side. */
export interface ComparedStage {
  readonly stage: string;
  /** Empty for what no single node did. */
  readonly node: string;
  /** Nanoseconds; undefined where the transaction has no such span. */
  readonly aNs: bigint | undefined;
  readonly bNs: bigint | undefined;
}

/**
 * The spans of two traces, stage by stage and node by node, in the order of the first trace; what only the second one
 * has follows the stage that precedes it there.
 */
export function compareTraces(a: TxTrace, b: TxTrace): readonly ComparedStage[] {
  const ofB = new Map(b.spans.map((span) => [keyOf(span), span]));
  const ofA = new Map(a.spans.map((span) => [keyOf(span), span]));
  const keys = [...ofA.keys()];
  let before = -1;
  for (const key of ofB.keys()) {
    const at = keys.indexOf(key);
    if (at < 0) keys.splice(before + 1, 0, key);
    before = at < 0 ? before + 1 : at;
  }
  return keys.map((key) => {
    const [inA, inB] = [ofA.get(key), ofB.get(key)];
    const { name, node } = (inA ?? inB) as TraceSpan;
    return { stage: name, node, aNs: durationOf(inA), bNs: durationOf(inB) };
  });
}

const keyOf = ({ name, node }: TraceSpan): string => `${name} ${node}`;

const durationOf = (span: TraceSpan | undefined): bigint | undefined => span && span.endNs - span.startNs;
