import type { Viewer } from "@ledgerscope/core";
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

/**
 * The zone only moves up, so that an older answer spares less work and is as right. Only an operator's `rewind` below it
 * takes it down: for so long what is stored anew may be missing from lists.
 */
const remembered = remembering<number>({ freshMs: 5_000, keptMs: 30_000 });

/** Everything that is stored of a network below this height is final. */
export const finalBelow = (viewer: Viewer, reader: Reader, network: string): Promise<number> =>
  remembered(reader, network, async () => {
    const scope = readable(viewer, "without channel");
    const extent = (select: string, table: string): string =>
      `(SELECT ${select} FROM ${table} WHERE ${scope.sql} AND network = {network:String})`;
    const [row] = await reader.query<{ below: number | string }>(
      `SELECT coalesce(${extent("minOrNull(height)", "store.canonical")},
         ${extent("maxOrNull(height) + 1", "store.evm_blocks_final")}, 0) AS below`,
      { ...scope.params, network },
    );
    return Number(row?.below ?? 0);
  });

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
