import { STORE } from "@ledgerscope/schema";
import type { Warehouse } from "@ledgerscope/warehouse";

/** Rows that the engine could not read when it opened, and has put aside: they are missing, whatever `_ranges` says. */
export interface DamagedPart {
  /** In the database `store`: `evm_blocks_final`. */
  readonly table: string;
  /** Folder of the part, below the table's folder `detached`. */
  readonly part: string;
  /** The engine's word: `broken-on-start`. */
  readonly reason: string;
}

export function damagedParts(warehouse: Warehouse): Promise<readonly DamagedPart[]> {
  return warehouse.query<DamagedPart>(
    `SELECT table, name AS part, reason FROM system.detached_parts
     WHERE database IN ({store:String}, {cluster:String}) AND (reason LIKE 'broken%' OR reason = 'unexpected') ORDER BY table, part`,
    { store: STORE, cluster: `${STORE}_local` },
  );
}

/** One line for each, and what to do. */
export function describeDamage(parts: readonly DamagedPart[]): readonly string[] {
  if (parts.length === 0) return [];
  return [
    ...parts.map(
      ({ table, part, reason }) => `DAMAGED: rows of ${table} cannot be read and are missing: part ${part} (${reason})`,
    ),
    "  which blocks: ledgerscope verify; read them again: ledgerscope backfill --rewrite; then forget the part:",
    `  ledgerscope sql "ALTER TABLE ${STORE}.TABLE DROP DETACHED PART 'PART' SETTINGS allow_drop_detached = 1"`,
  ];
}
