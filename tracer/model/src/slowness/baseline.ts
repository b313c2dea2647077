import type { Stage } from "@ledgerscope/core";
import type { TxTrace } from "../trace.ts";

/** How long a stage usually takes at a node, by quantiles that a few outliers do not move. Times in nanoseconds. */
export interface Baseline {
  readonly stage: Stage;
  /** Empty for stages that no single node performs. */
  readonly node: string;
  /** Spans that it was taken from. */
  readonly count: number;
  readonly q1Ns: number;
  readonly medianNs: number;
  readonly q3Ns: number;
}

/** Fewer spans say nothing about what is usual. */
const ENOUGH = 20;

/** What is usual in one network, by stage and node. */
export class Baselines {
  readonly #byKey = new Map<string, Baseline>();

  constructor(rows: Iterable<Baseline> = []) {
    for (const row of rows) if (row.count >= ENOUGH) this.#byKey.set(keyOf(row.stage, row.node), row);
  }

  /** Undefined where too little was seen. */
  of(stage: Stage, node: string): Baseline | undefined {
    return this.#byKey.get(keyOf(stage, node));
  }
}

const keyOf = (stage: Stage, node: string): string => `${stage}\n${node}`;

/**
 * What lies beyond is no longer usual, nanoseconds: Tukey's outer fence, the third quartile and three times the distance
 * between the quartiles (Exploratory Data Analysis, 1977).
 */
export const outerFenceNs = ({ q1Ns, q3Ns }: Baseline): number => q3Ns + 3 * (q3Ns - q1Ns);

/** The same from assembled traces, for a range whose summaries are not stored. */
export function baselinesOf(traces: Iterable<TxTrace>): readonly Baseline[] {
  const durations = new Map<string, { stage: Stage; node: string; values: number[] }>();
  for (const { spans } of traces) {
    for (const { name: stage, node, startNs, endNs } of spans) {
      const key = keyOf(stage, node);
      const held = durations.get(key) ?? { stage, node, values: [] };
      if (held.values.length === 0) durations.set(key, held);
      held.values.push(Number(endNs - startNs));
    }
  }
  return [...durations.values()].map(({ stage, node, values }) => {
    const sorted = values.sort((a, b) => a - b);
    const [q1Ns, medianNs, q3Ns] = [0.25, 0.5, 0.75].map((level) => quantile(sorted, level)) as [
      number,
      number,
      number,
    ];
    return { stage, node, count: sorted.length, q1Ns, medianNs, q3Ns };
  });
}

/** Between the two nearest values, as ClickHouse's `quantileExactInclusive`. */
function quantile(sorted: readonly number[], level: number): number {
  const at = level * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}

/** The middle value; 0 of none. */
export const medianOf = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
