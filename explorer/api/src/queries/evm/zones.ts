import { mayRead, type Viewer } from "@ledgerscope/core";
import { remembering } from "../../remembered.ts";
import { type Reader, readable } from "../readable.ts";

/** Tables of EVM networks whose newest rows can be reverted. */
export type ZonedTable =
  | "evm_blocks"
  | "evm_consensus"
  | "evm_contracts"
  | "evm_logs"
  | "evm_state_diffs"
  | "evm_token_transfers"
  | "evm_traces"
  | "evm_transactions"
  | "evm_withdrawals";

/** What of a network needs not be looked for. */
interface Zones {
  /** Everything that is stored below this height is final. */
  readonly finalBelow: number;
  /** Below it nothing is kept of blocks that were replaced. */
  readonly keptFrom: number;
  /** Blocks may name who sealed them: of a permissioned chain, or of one that has no blocks yet. */
  readonly sealed: boolean;
}

/**
 * Zones only move up, so that an older answer spares less work and is as right. Only an operator's `rewind` below them
 * takes them down: for so long what is stored anew may be missing from lists.
 */
const remembered = remembering<Zones>({ freshMs: 5_000, keptMs: 30_000 });

/** Of a network that a viewer may not see nothing is known, and nothing is remembered. */
const hidden: Zones = { finalBelow: 0, keptFrom: 0, sealed: false };

async function zonesOf(viewer: Viewer, reader: Reader, network: string): Promise<Zones> {
  if (!mayRead(viewer, network, "")) return hidden;
  return remembered(reader, network, async () => {
    const scope = readable(viewer, "without channel");
    const of = (select: string, table: string, limit = ""): string =>
      `(SELECT ${select} FROM store.${table} WHERE ${scope.sql} AND network = {network:String}${limit})`;
    const [row] = await reader.query<Record<"finalBelow" | "keptFrom" | "blocks" | "sealed", number | string>>(
      `SELECT ${of("maxOrNull(height) + 1", "evm_blocks_final")} AS blocks,
         coalesce(${of("minOrNull(height)", "canonical")}, blocks, 0) AS finalBelow,
         coalesce(${of("minOrNull(height)", "evm_blocks_head")}, finalBelow) AS keptFrom,
         (SELECT count() FROM ${of("height", "evm_consensus_final", " LIMIT 1")}) AS sealed`,
      { ...scope.params, network },
    );
    const [finalBelow, keptFrom] = [Number(row?.finalBelow ?? 0), Number(row?.keptFrom ?? 0)];
    return { finalBelow, keptFrom: Math.min(keptFrom, finalBelow), sealed: !row?.blocks || Number(row.sealed) > 0 };
  });
}

/** Everything that is stored of a network below this height is final. */
export const finalBelow = async (viewer: Viewer, reader: Reader, network: string): Promise<number> =>
  (await zonesOf(viewer, reader, network)).finalBelow;

/** Whether something may be kept of blocks of these heights that were replaced. */
export const mayBeReplaced = async (
  viewer: Viewer,
  reader: Reader,
  network: string,
  heights: readonly number[],
): Promise<boolean> => {
  const { keptFrom } = await zonesOf(viewer, reader, network);
  return heights.some((height) => height >= keptFrom);
};

/** Whether blocks of a network may name who sealed them. */
export const maySeal = async (viewer: Viewer, reader: Reader, network: string): Promise<boolean> =>
  (await zonesOf(viewer, reader, network)).sealed;

/**
 * Where rows of these heights are read from: the final rows alone, which the engine plans twice as quickly, where all of
 * them are; else the view that unites them with the canonical ones of the head zone.
 */
export async function zoned(
  viewer: Viewer,
  reader: Reader,
  network: string,
  table: ZonedTable,
  heights: readonly number[],
): Promise<string> {
  const below = await finalBelow(viewer, reader, network);
  return heights.every((height) => height < below) ? `store.${table}_final` : `store.${table}`;
}
