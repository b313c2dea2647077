import type { Viewer } from "@ledgerscope/core";
import type DataLoader from "dataloader";
import { all, batched, only } from "../batched.ts";
import type { Reader } from "../queries/readable.ts";
import {
  type DisclosedBlockRow,
  disclosedBlocksAt,
  provableHeights,
  type WithholdingRow,
  withholdingsAt,
} from "./queries/disclosedBlocks.ts";

interface BlockKey {
  readonly network: string;
  readonly channel: string;
  readonly height: number;
}

/** What fields of one response look up, batched, each at most once. */
export function createPublicLoaders(viewer: Viewer, reader: Reader) {
  const byHeight = <Row extends { height: number | string }, Value>(
    load: (
      viewer: Viewer,
      reader: Reader,
      network: string,
      channel: string,
      heights: readonly number[],
    ) => Promise<readonly Row[]>,
    value: (rows: readonly Row[]) => Value,
  ): DataLoader<BlockKey, Value, string> =>
    batched<BlockKey, Row, Value>({
      group: ({ network, channel }) => JSON.stringify([network, channel]),
      load: (keys) =>
        load(
          viewer,
          reader,
          keys[0].network,
          keys[0].channel,
          keys.map(({ height }) => height),
        ),
      keyOf: ({ height }) => String(height),
      rowKeyOf: ({ height }) => String(height),
      value,
    });
  return {
    block: byHeight<DisclosedBlockRow, DisclosedBlockRow | undefined>(disclosedBlocksAt, only),
    withholdings: byHeight<WithholdingRow, readonly WithholdingRow[]>(withholdingsAt, all),
    provable: byHeight<{ height: number | string }, boolean>(provableHeights, (rows) => rows.length > 0),
  };
}

export type PublicLoaders = ReturnType<typeof createPublicLoaders>;
