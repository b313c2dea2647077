import {
  type BlockSelection,
  parseRanges,
  type RangeSet,
  resolveRanges,
  subtractRangeSets,
  withTimes,
} from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { type Network, openSink } from "./network.ts";
import { askSource, boundsOf, probeHead } from "./probeHead.ts";

/** A block that failed a check and was not stored. */
export interface HeldBack {
  readonly height: number;
  readonly check: string;
  readonly detail: string;
}

export interface NetworkGaps {
  readonly network: string;
  readonly missing: RangeSet;
  /** Held-back blocks among the missing ones, as they failed last. */
  readonly quarantined: readonly HeldBack[];
  /** Why the source did not say where its head is; then gaps are looked for within what is stored. */
  readonly unreachable: string | undefined;
  /** What stands behind the source's newest block and cannot be read. */
  readonly damage: string | undefined;
}

export async function findGaps(
  network: Network,
  warehouse: Warehouse,
  asked?: readonly BlockSelection[],
): Promise<NetworkGaps> {
  const [stored, probed] = await Promise.all([openSink(network, warehouse).stored(), probeHead(network)]);
  const bounds =
    "head" in probed ? boundsOf(probed.head) : { first: stored[0]?.from ?? 0, end: stored.at(-1)?.to ?? 0 };
  const selections = asked ?? parseRanges(":");
  const wanted = resolveRanges(
    selections,
    selections.some(({ times }) => times.length > 0)
      ? await askSource(network, (source) => withTimes(bounds, selections, source))
      : bounds,
  );
  const missing = subtractRangeSets(wanted, stored);
  return {
    network: network.name,
    missing,
    quarantined: await heldBack(warehouse, network.name, missing),
    unreachable: "head" in probed ? undefined : probed.unreachable,
    damage: "head" in probed ? probed.head.damage : undefined,
  };
}

/** The newest reason per block and check, of blocks that are still missing. */
async function heldBack(warehouse: Warehouse, network: string, missing: RangeSet): Promise<readonly HeldBack[]> {
  if (missing.length === 0) return [];
  const rows = await warehouse.query<{ height: string; check: string; detail: string }>(
    `SELECT height, check, argMax(detail, seq) AS detail FROM store._quarantine
     WHERE network = {network:String}
       AND arrayExists((a, b) -> height >= a AND height < b, {from:Array(UInt64)}, {to:Array(UInt64)})
     GROUP BY height, check ORDER BY height, check`,
    { network, from: missing.map(({ from }) => from), to: missing.map(({ to }) => to) },
  );
  return rows.map(({ height, ...rest }) => ({ height: Number(height), ...rest }));
}
