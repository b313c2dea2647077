import type { Evidence, StageFact } from "@ledgerscope/core";

const RANK: Readonly<Record<Evidence, number>> = { measured: 3, observed: 2, inferred: 1, derived: 0 };

/** One time and how it is known. */
export interface Instant {
  readonly ns: bigint;
  readonly evidence: Evidence;
  /** Whose clock; empty when it is not one node's. */
  readonly clock: string;
  readonly source: string;
  /** An estimate: the true time lies within ± this of `ns`, nanoseconds. */
  readonly boundNs?: bigint;
}

/** A stage of one node, put together from every fact about it. */
export interface Timing {
  readonly start?: Instant;
  readonly end?: Instant;
  readonly attributes: Readonly<Record<string, string>>;
}

export const weaker = (a: Evidence, b: Evidence): Evidence => (RANK[a] <= RANK[b] ? a : b);

/**
 * Folds facts about one stage of one node. For each edge the best evidence counts; among equals the
 * earliest start and the latest end. Order and repetition of the facts make no difference.
 */
export function fold(facts: readonly StageFact[]): Timing {
  const start = bestEdge(facts, "startNs", (a, b) => a < b);
  const end = bestEdge(facts, "endNs", (a, b) => a > b);
  return { ...(start ? { start } : {}), ...(end ? { end } : {}), attributes: foldAttributes(facts) };
}

function bestEdge(
  facts: readonly StageFact[],
  edge: "startNs" | "endNs",
  better: (a: bigint, b: bigint) => boolean,
): Instant | undefined {
  let best: Instant | undefined;
  for (const { [edge]: ns, evidence, node, source } of facts) {
    if (ns === undefined) continue;
    const rank = best ? RANK[evidence] - RANK[best.evidence] : 1;
    const wins =
      rank > 0 ||
      (rank === 0 && best !== undefined && (better(ns, best.ns) || (ns === best.ns && source < best.source)));
    if (wins) best = { ns, evidence, clock: clockOf(node, source), source };
  }
  return best;
}

/** The clock of an observer that is not the node itself: ours. */
export const OWN_CLOCK = "ledgerscope";

/** What a Deliver stream or a metric scrape shows has the time of its arrival here; a log has its node's. */
const clockOf = (node: string, source: string): string => (/^(?:deliver|metrics):/.test(source) ? OWN_CLOCK : node);

/** Of two values for one key the better evidence's counts, then the greater text: any rule, but always the same one. */
function foldAttributes(facts: readonly StageFact[]): Readonly<Record<string, string>> {
  const told = facts.filter(({ attributes }) => hasAny(attributes));
  const [only] = told;
  if (only === undefined) return NONE;
  const best = new Map<string, { rank: number; value: string }>();
  for (const fact of told) {
    const rank = RANK[fact.evidence];
    for (const [key, value] of Object.entries(fact.attributes)) {
      const held = best.get(key);
      if (!held || rank > held.rank || (rank === held.rank && value > held.value)) best.set(key, { rank, value });
    }
  }
  return Object.fromEntries([...best].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { value }]) => [key, value]));
}

const NONE: Readonly<Record<string, string>> = {};

function hasAny(attributes: Readonly<Record<string, string>>): boolean {
  for (const _ in attributes) return true;
  return false;
}

const pick = (instants: readonly (Instant | undefined)[], better: (a: bigint, b: bigint) => boolean) =>
  instants.reduce<Instant | undefined>(
    (best, instant) =>
      instant && (!best || better(instant.ns, best.ns) || (instant.ns === best.ns && instant.clock < best.clock))
        ? instant
        : best,
    undefined,
  );

export const earliest = (instants: readonly (Instant | undefined)[]): Instant | undefined =>
  pick(instants, (a, b) => a < b);

export const latest = (instants: readonly (Instant | undefined)[]): Instant | undefined =>
  pick(instants, (a, b) => a > b);
