import type { StageFact } from "@ledgerscope/core";
import type { FactIndex } from "../factIndex.ts";
import type { SpanKey, SpanTree } from "../spanTree.ts";
import { fold, type Instant, type Timing } from "../timing.ts";

/** How a stay in a pool ended, the surest first: a block is on the chain, a rival is in the pool, the pool forgot. */
const OUTCOMES = ["included", "replaced", "dropped"] as const;

/** What one observer saw of one stay of a transaction in a node's pool. */
export interface PoolStay {
  readonly node: string;
  readonly attempt: number;
  readonly timing: Timing;
  /** Empty while it waits. */
  readonly outcome: (typeof OUTCOMES)[number] | "";
}

/** Every stay, by observer and attempt. A stay that ended with several words ended with the surest. */
export function poolStays(facts: FactIndex): readonly PoolStay[] {
  return facts.nodes("evm.mempool").flatMap((node) => {
    const seen = facts.facts("evm.mempool", node);
    const attempts = [...new Set(seen.map(({ attempt }) => attempt))].sort((a, b) => a - b);
    return attempts.map((attempt) => {
      const ofAttempt = seen.filter((fact) => fact.attempt === attempt);
      const outcome = OUTCOMES.find((word) => ofAttempt.some((fact) => endsWith(fact, word))) ?? "";
      const counted = ofAttempt.filter((fact) => fact.endNs === undefined || endsWith(fact, outcome));
      return { node, attempt, timing: fold(counted), outcome };
    });
  });
}

const endsWith = ({ attributes }: StageFact, outcome: string): boolean => attributes["evm.outcome"] === outcome;

/** When it was first seen waiting; where it was there before the observer, that is said by `inferred`. */
export function firstSeen(stays: readonly PoolStay[]): Instant | undefined {
  return stays
    .flatMap(({ timing }) => timing.start ?? [])
    .reduce<Instant | undefined>((first, instant) => (!first || instant.ns < first.ns ? instant : first), undefined);
}

/** One span per observer and stay in the pool, and an instant where another took its place. */
export function addMempoolSpans(tree: SpanTree, facts: FactIndex, stays: readonly PoolStay[], root: SpanKey): void {
  for (const { node, attempt, timing, outcome } of stays) {
    tree.add(
      { stage: "evm.mempool", node, attempt },
      {
        parent: root,
        start: timing.start,
        end: timing.end,
        attributes: timing.attributes,
        status: outcome === "included" ? "ok" : outcome === "" ? "unset" : "error",
      },
    );
  }
  for (const node of facts.nodes("evm.replace")) {
    const { start, end, attributes } = facts.timing("evm.replace", node);
    tree.add({ stage: "evm.replace", node }, { parent: root, start, end: end ?? start, attributes, status: "error" });
  }
}
