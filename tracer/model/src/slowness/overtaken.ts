import type { NodeClock } from "../trace.ts";
import { correctionOf } from "./inOneClock.ts";
import type { NodeEvent } from "./observed.ts";

/** A block as its leader made it. */
export interface LedBlock {
  readonly height: number;
  /** Node that cut it, as the configuration names it, or the leader's number where only that is logged. */
  readonly leader: string;
  /** Unix nanoseconds. */
  readonly cutNs: bigint;
  /** Cut because it was full: what is not in it had no place. */
  readonly full: boolean;
}

/** A transaction on its way to the orderers. */
export interface Arrival {
  readonly id: string;
  /** Block that holds it; absent when none does. */
  readonly height?: number;
  /** When each node first had it, Unix nanoseconds on that node's clock: gateways and orderers. */
  readonly seen: readonly { readonly node: string; readonly orderer: boolean; readonly atNs: bigint }[];
}

/** A transaction that was known for longer than others that were ordered before it. */
export interface Overtaken {
  readonly id: string;
  readonly height?: number;
  /** Who cut the blocks that passed it over, and how many each. */
  readonly leaders: readonly { readonly leader: string; readonly blocks: number }[];
  /** Nodes that had it, and since when. */
  readonly seen: Arrival["seen"];
  /** Blocks that passed it over, in order. */
  readonly blocks: readonly number[];
  /** Transactions in them that had come later. */
  readonly overtakenBy: number;
  /** One of them. */
  readonly example: string;
  /** From when two nodes had it to the cut of the last block that passed it over, nanoseconds. */
  readonly passedOverNs: bigint;
}

/** What is known of transactions and blocks. */
export interface OnTheWay {
  readonly blocks: readonly LedBlock[];
  readonly arrivals: readonly Arrival[];
  /** Among them changes of the leader, on one clock. */
  readonly events?: readonly NodeEvent[];
  /** How far the clocks of those who cut and saw are known to be off. */
  readonly clocks?: readonly NodeClock[];
}

/**
 * How much later another transaction must have come to have overtaken: more than clocks of one data centre differ, and
 * than a message takes. Nanoseconds.
 */
export const OVERTAKING_TOLERANCE_NS = 250_000_000n;

/**
 * Transactions that a leader passed over: two nodes at least, one of them an orderer, had them before others came that
 * stand in an earlier block which was not full. An orderer takes requests in the order in which they come, so this
 * does not happen by itself, save when a message was lost or the leader changed: what waited through a change is nobody's
 * intent.
 */
export function overtaken(
  { blocks, arrivals: seen, events = [], clocks = [] }: OnTheWay,
  toleranceNs = OVERTAKING_TOLERANCE_NS,
): readonly Overtaken[] {
  const correction = correctionOf(clocks);
  const arrivals = seen.map((arrival) => ({
    ...arrival,
    seen: arrival.seen.map((one) => ({ ...one, atNs: one.atNs - correction(one.node) })),
  }));
  const changesNs = events.flatMap(({ stage, atNs }) =>
    stage === "fabric.node.leader" || stage === "fabric.node.view" ? [atNs] : [],
  );
  const latest = latestOf(arrivals);
  const notFull = blocks
    .map((block) => ({ ...block, cutNs: block.cutNs - correction(block.leader) }))
    .filter(({ full }) => !full)
    .sort((a, b) => a.height - b.height);
  return arrivals.flatMap((arrival) => {
    const knownNs = knownToTwo(arrival);
    const firstNs = firstSeen(arrival);
    if (knownNs === undefined || firstNs === undefined) return [];
    const passing: { block: LedBlock; later: readonly { id: string }[] }[] = [];
    for (let at = firstCutAfter(notFull, knownNs + toleranceNs); at < notFull.length; at++) {
      const block = notFull[at] as LedBlock;
      if (arrival.height !== undefined && block.height >= arrival.height) break;
      if (changesNs.some((ns) => ns >= firstNs - toleranceNs && ns <= block.cutNs + toleranceNs)) break;
      const later = (latest.get(block.height) ?? []).filter(({ firstNs }) => firstNs > knownNs + toleranceNs);
      if (later.length > 0) passing.push({ block, later });
    }
    const last = passing.at(-1);
    if (!last) return [];
    const counts = new Map<string, number>();
    for (const { block } of passing) counts.set(block.leader, (counts.get(block.leader) ?? 0) + 1);
    return [
      {
        id: arrival.id,
        ...(arrival.height === undefined ? {} : { height: arrival.height }),
        leaders: [...counts].map(([leader, count]) => ({ leader, blocks: count })),
        seen: arrival.seen,
        blocks: passing.map(({ block }) => block.height),
        overtakenBy: passing.reduce((sum, { later }) => sum + later.length, 0),
        example: last.later[0]?.id ?? "",
        passedOverNs: last.block.cutNs - knownNs,
      },
    ];
  });
}

/** Place of the first block that was cut after a time; blocks are cut in order of height. */
function firstCutAfter(blocks: readonly LedBlock[], ns: bigint): number {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle] as LedBlock).cutNs > ns) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Transactions of each block with the time at which the first node had them. */
function latestOf(arrivals: readonly Arrival[]): Map<number, { id: string; firstNs: bigint }[]> {
  const byBlock = new Map<number, { id: string; firstNs: bigint }[]>();
  for (const arrival of arrivals) {
    const { id, height } = arrival;
    const first = firstSeen(arrival);
    if (height === undefined || first === undefined) continue;
    const held = byBlock.get(height) ?? [];
    if (held.length === 0) byBlock.set(height, held);
    held.push({ id, firstNs: first });
  }
  return byBlock;
}

const firstSeen = ({ seen }: Arrival): bigint | undefined =>
  seen.reduce<bigint | undefined>((least, { atNs }) => (least === undefined || atNs < least ? atNs : least), undefined);

/** From when on two nodes had it, one of them an orderer. */
function knownToTwo({ seen }: Arrival): bigint | undefined {
  const byNode = new Map<string, bigint>();
  for (const { node, atNs } of seen) {
    const held = byNode.get(node);
    if (held === undefined || atNs < held) byNode.set(node, atNs);
  }
  const times = [...byNode.values()].sort((a, b) => (a < b ? -1 : 1));
  const orderers = seen.filter(({ orderer }) => orderer).map(({ atNs }) => atNs);
  const [second] = times.slice(1);
  if (second === undefined || orderers.length === 0) return undefined;
  const first = orderers.reduce((least, ns) => (ns < least ? ns : least));
  return first > second ? first : second;
}
