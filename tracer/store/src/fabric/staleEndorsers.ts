import type { StageFact, Viewer } from "@ledgerscope/core";
import type { NodeClock, StaleEndorser } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { foundAs } from "../findTransaction.ts";
import { traceStored } from "../loadTrace.ts";
import type { FabricTransaction } from "./fabricTransaction.ts";
import { groupBy, PREFIX_DIGITS, readBlockStage } from "./failureFacts.ts";
import type { PlacedConflict } from "./keyConflicts.ts";
import { placeKey } from "./positions.ts";

/** Peers commit a block within some milliseconds of each other, and clocks differ as much: less is no lag. */
const LEAST_LAG_NS = 25_000_000n;

/** A simulation under the id's first digits alone is this transaction's when it ran about its client's time. */
const PREFIX_WITHIN_NS = 120_000_000_000n;
const CLIENT_AHEAD_NS = 5_000_000_000n;

/** What logs tell of the times of refused transactions. */
export interface EndorserTimes {
  readonly stale?: StaleEndorser;
  /** Both its simulations and commits of a writer's block were seen. */
  readonly timesSeen: boolean;
}

/**
 * By place: an endorser that simulated before it had committed the block of the first writer, though another peer
 * had committed it by then.
 */
export async function endorserTimes(
  warehouse: Warehouse,
  viewer: Viewer,
  {
    refused,
    conflicts,
    simulations,
  }: {
    readonly refused: readonly FabricTransaction[];
    readonly conflicts: readonly PlacedConflict[];
    /** Their facts of simulation, under their ids and under the ids' first digits. */
    readonly simulations: readonly StageFact[];
  },
): Promise<ReadonlyMap<string, EndorserTimes>> {
  const [first] = refused;
  if (!first) return new Map();
  const { network, channel } = first;
  const heightsOf = writerHeights(conflicts);
  const heights = [...new Set([...heightsOf.values()].flatMap((each) => [...each]))];
  const commits = await readBlockStage(warehouse, viewer, { network, channel, stage: "fabric.commit", heights });
  const simulated = groupBy(simulations, ({ id }) => id);
  const committed = commitTimes(commits);
  const times = new Map<string, EndorserTimes>();
  // How far two nodes' clocks are apart is read off one trace: these transactions lie close together.
  const clocks = new Map<string, readonly NodeClock[]>();
  for (const transaction of refused) {
    const { id, ledger } = transaction;
    const own = [...(simulated.get(id) ?? []), ...(simulated.get(id.slice(0, PREFIX_DIGITS)) ?? [])];
    const starts = startsByNode(own, ledger.timeNs);
    const place = placeKey(ledger);
    const writers = [...(heightsOf.get(place) ?? [])].filter((height) => height < ledger.height);
    const timesSeen = starts.size > 0 && writers.some((height) => (committed.get(height)?.size ?? 0) > 1);
    const lagging = writers.flatMap((height) => staleAt(starts, height, committed.get(height)));
    let stale: StaleEndorser | undefined;
    for (const one of lagging) {
      const pair = `${one.node}\n${one.freshNode}`;
      const known = clocks.get(pair) ?? (await traceStored(warehouse, viewer, foundAs(transaction), id)).clocks ?? [];
      clocks.set(pair, known);
      if (isStaleByClocks(one, known)) stale ??= one;
    }
    times.set(place, { timesSeen, ...(stale ? { stale } : {}) });
  }
  return times;
}

/** Whether it lagged by more than the two nodes' clocks are apart, as far as their messages tell. */
function isStaleByClocks(
  { node, freshNode, simulatedNs, freshNs }: StaleEndorser,
  clocks: readonly NodeClock[],
): boolean {
  const [own, other] = [node, freshNode].map((name) => clocks.find((clock) => clock.node === name));
  const offsetNs = (own?.offsetNs ?? 0n) - (other?.offsetNs ?? 0n);
  const isUnbounded = (clock: NodeClock | undefined): boolean => clock !== undefined && clock.boundNs === undefined;
  if (isUnbounded(own) || isUnbounded(other)) return false;
  const boundNs = offsetNs === 0n ? 0n : (own?.boundNs ?? 0n) + (other?.boundNs ?? 0n);
  return simulatedNs - freshNs - offsetNs >= LEAST_LAG_NS + boundNs;
}

/** By place of the refused: blocks of the first write of each key that it conflicts on. */
function writerHeights(conflicts: readonly PlacedConflict[]): ReadonlyMap<string, ReadonlySet<number>> {
  const heights = new Map<string, Set<number>>();
  for (const conflict of conflicts) {
    const [write] = conflict.writes;
    if (!write) continue;
    const place = placeKey(conflict);
    heights.set(place, (heights.get(place) ?? new Set<number>()).add(write.height));
  }
  return heights;
}

/** When each peer had committed each block, by height and node. Arrivals at our own clock are later, and left out. */
function commitTimes(facts: readonly StageFact[]): ReadonlyMap<number, ReadonlyMap<string, bigint>> {
  const times = new Map<number, Map<string, bigint>>();
  for (const { id, node, endNs, evidence } of facts) {
    if (endNs === undefined || evidence !== "measured") continue;
    const byNode = times.get(Number(id)) ?? new Map<string, bigint>();
    times.set(Number(id), byNode);
    byNode.set(node, endNs);
  }
  return times;
}

/** When each endorser began to simulate it. */
function startsByNode(facts: readonly StageFact[], clientNs: bigint): ReadonlyMap<string, bigint> {
  const starts = new Map<string, bigint>();
  for (const { id, node, startNs } of facts) {
    if (startNs === undefined) continue;
    const after = startNs - clientNs;
    if (id.length < 64 && (after < -CLIENT_AHEAD_NS || after > PREFIX_WITHIN_NS)) continue;
    const known = starts.get(node);
    if (known === undefined || startNs < known) starts.set(node, startNs);
  }
  return starts;
}

function staleAt(
  starts: ReadonlyMap<string, bigint>,
  height: number,
  committed: ReadonlyMap<string, bigint> | undefined,
): StaleEndorser[] {
  if (!committed) return [];
  const earliest = [...committed].reduce((a, b) => (b[1] < a[1] ? b : a));
  const [freshNode, freshNs] = earliest;
  return [...starts].flatMap(([node, simulatedNs]) => {
    const committedNs = committed.get(node);
    if (node === freshNode || simulatedNs - freshNs < LEAST_LAG_NS) return [];
    if (committedNs !== undefined && committedNs <= simulatedNs) return [];
    return [{ node, simulatedNs, freshNode, freshNs, height, ...(committedNs === undefined ? {} : { committedNs }) }];
  });
}
