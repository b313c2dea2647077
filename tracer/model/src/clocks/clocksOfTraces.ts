import type { NodeClock, TxTrace } from "../trace.ts";
import { within } from "./clockMatrix.ts";

/**
 * Clocks of nodes from those that many traces show, each interval against that of the node which most traces are drawn
 * by. Each trace leaves an interval; a twentieth of them may be wrong (calls are joined by time), the rest has one in common.
 */
export function clocksOfTraces(traces: Iterable<Pick<TxTrace, "clocks">>): readonly NodeClock[] {
  const all = [...traces].flatMap(({ clocks }) => (clocks && clocks.length > 0 ? [clocks] : []));
  const votes = new Map<string, number>();
  for (const clocks of all) {
    for (const { node, boundNs } of clocks) if (boundNs === 0n) votes.set(node, (votes.get(node) ?? 0) + 1);
  }
  const [reference] = [...votes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0] ?? [];
  if (reference === undefined) return [];
  const least = new Map<string, bigint[]>();
  const most = new Map<string, bigint[]>();
  for (const clocks of all) {
    const own = clocks.find(({ node }) => node === reference);
    if (own?.boundNs === undefined) continue;
    for (const { node, offsetNs, boundNs } of clocks) {
      if (boundNs === undefined || node === reference) continue;
      const width = boundNs + own.boundNs;
      append(least, node, offsetNs - own.offsetNs - width);
      append(most, node, offsetNs - own.offsetNs + width);
    }
  }
  const known = [...least].map(([node, limits]): NodeClock => {
    const sorted = limits.sort(ascending);
    const upper = (most.get(node) as bigint[]).sort(ascending);
    const apart = Math.floor((sorted.length - 1) / 20);
    return { node, ...within(sorted.at(-1 - apart) as bigint, upper[apart] as bigint) };
  });
  const first: NodeClock = { node: reference, offsetNs: 0n, boundNs: 0n };
  return [first, ...known].sort((a, b) => (a.node < b.node ? -1 : 1));
}

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function append(map: Map<string, bigint[]>, key: string, value: bigint): void {
  const held = map.get(key);
  if (held) held.push(value);
  else map.set(key, [value]);
}
