import type { StoredReader } from "@ledgerscope/core";
import type { Row, Table } from "@ledgerscope/schema";
import { consensusRow } from "./consensusRow.ts";
import { contractRows } from "./contracts/encodeContracts.ts";
import type { EvmBlock } from "./evmBlock.ts";
import { groupBy } from "./groupBy.ts";
import { rowDifference } from "./rowDifference.ts";
import { type StoredRange, storedRows, type TextRow } from "./storedRows.ts";
import { evmConsensus } from "./tables/evmConsensus.ts";
import { evmContracts } from "./tables/evmContracts.ts";
import { evmTokenTransfers } from "./tables/evmTokenTransfers.ts";
import { transferRows } from "./tokens/encodeTokenTransfers.ts";

/** Compares rows that follow from a block with those that are stored of it: what is different, in words. */
export type DerivedRows = (network: string, block: EvmBlock) => DerivedDifference | undefined;

export interface DerivedDifference {
  readonly detail: string;
  /** Nothing at all is stored, where there should be something: the dataset may have been off. */
  readonly isAbsent: boolean;
}

/** Reads the tables whose rows follow from header, transactions and receipts alone. */
export async function derivedRows(stored: StoredReader, range: StoredRange): Promise<DerivedRows> {
  const comparisons = await Promise.all([
    comparison(stored, range, evmConsensus, (network, block) =>
      [consensusRow(network, block)].filter((row) => row !== undefined),
    ),
    comparison(stored, range, evmTokenTransfers, transferRows, { isOptional: true }),
    comparison(stored, range, evmContracts, (network, block) => contractRows(network, block, undefined), {
      // Where traces are stored, contracts come out of them, which no root commits to.
      isProven: (row) => row.source !== "trace",
      isOptional: true,
    }),
  ]);
  return (network, block) => {
    const differences = comparisons.flatMap((compare) => compare(network, block) ?? []);
    return differences.find(({ isAbsent }) => !isAbsent) ?? differences[0];
  };
}

async function comparison<T extends Table>(
  stored: StoredReader,
  range: StoredRange,
  table: T,
  rowsOf: (network: string, block: EvmBlock) => readonly Row<T>[],
  options: { readonly isProven?: (row: TextRow<T>) => boolean; readonly isOptional?: boolean } = {},
): Promise<DerivedRows> {
  const { isProven = () => true, isOptional = false } = options;
  const byHeight = groupBy(await storedRows(stored, table, range), (row) => Number(row["height"]));
  return (network, block) => {
    const rows = byHeight.get(block.height) ?? [];
    const proven = rows.filter(isProven);
    const given = rowsOf(network, block);
    if (proven.length === 0 && rows.length > 0) return undefined;
    const detail = rowDifference(table, given, proven);
    return detail === undefined ? undefined : { detail, isAbsent: isOptional && rows.length === 0 };
  };
}
