import type { Viewer } from "@ledgerscope/core";
import type { EvmConsensus } from "@ledgerscope/tracer-model";
import type { Warehouse } from "@ledgerscope/warehouse";
import { scopeOf } from "../scope.ts";

interface Row {
  readonly height: string;
  readonly profile: string;
  readonly proposer: string;
  readonly round: number | null;
  readonly validators: readonly string[];
  readonly committers: readonly string[];
  readonly quorum: number;
}

const hex = (column: string): string => `arrayMap(x -> '0x' || lower(hex(x)), ${column}) AS ${column}`;

/** Who sealed blocks, by height; empty on chains without seals. */
export async function readConsensus(
  warehouse: Warehouse,
  viewer: Viewer,
  of: { readonly network: string; readonly heights: readonly number[] },
): Promise<ReadonlyMap<number, EvmConsensus>> {
  const scope = scopeOf(viewer, of.network, { channel: false });
  const rows = await warehouse.query<Row>(
    `SELECT height, profile, if(proposer IS NULL, '', '0x' || lower(hex(proposer))) AS proposer, round, quorum,
  ${hex("validators")}, ${hex("committers")}
FROM store.evm_consensus WHERE ${scope.sql} AND height IN {heights:Array(UInt64)}`,
    { ...scope.params, heights: of.heights },
  );
  if (rows.length === 0) return new Map();
  const parents = await warehouse.query<{ height: string; time_ms: string }>(
    `SELECT height, toUnixTimestamp64Milli(time) AS time_ms FROM store.evm_blocks
WHERE ${scope.sql} AND height IN {heights:Array(UInt64)}`,
    { ...scope.params, heights: of.heights.filter((height) => height > 0).map((height) => height - 1) },
  );
  const timeNs = new Map(parents.map(({ height, time_ms }) => [Number(height), BigInt(time_ms) * 1_000_000n]));
  return new Map(
    rows.map(({ height, round, ...rest }) => {
      const parentNs = timeNs.get(Number(height) - 1);
      return [
        Number(height),
        { ...rest, ...(round === null ? {} : { round }), ...(parentNs === undefined ? {} : { parentNs }) },
      ];
    }),
  );
}
