import type { TextRow } from "./storedRows.ts";
import type { evmBlocks } from "./tables/evmBlocks.ts";
import type { evmLogs } from "./tables/evmLogs.ts";
import type { evmTransactions } from "./tables/evmTransactions.ts";
import type { evmWithdrawals } from "./tables/evmWithdrawals.ts";

/** The rows that a block was stored as. */
export interface BlockRows {
  readonly block: TextRow<typeof evmBlocks>;
  /** By position. */
  readonly transactions: readonly TextRow<typeof evmTransactions>[];
  /** By the position of their transaction. */
  readonly logs: ReadonlyMap<string, readonly TextRow<typeof evmLogs>[]>;
  /** By position. */
  readonly withdrawals: readonly TextRow<typeof evmWithdrawals>[];
}
