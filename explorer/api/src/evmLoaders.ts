import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { all, batched, only } from "./batched.ts";
import { type EvmSealRow, type EvmWithdrawalRow, evmSealsAt, evmWithdrawalsAt } from "./queries/evm/blockParts.ts";
import { type EvmCallRow, evmCallCountsAt, evmCallsAt } from "./queries/evm/calls.ts";
import { type EvmStateChangeRow, evmStateChangesAt } from "./queries/evm/stateChanges.ts";
import { type EvmTokenTransferRow, evmTokenTransfersAt } from "./queries/evm/tokenTransfers.ts";
import type { Position } from "./queries/positions.ts";
import type { Reader } from "./queries/readable.ts";

type Place = { readonly height: number | string; readonly txIndex: number };
type ReadFirst<Row> = (
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
  first: number,
) => Promise<Row[]>;

const placeKey = ({ height, txIndex }: Place): string => `${height}.${txIndex}`;
const heightKey = ({ height }: { readonly height: number | string }): string => String(height);

/** What only EVM networks have, looked up as `createLoaders` does. */
export function createEvmLoaders(viewer: Viewer, warehouse: Warehouse) {
  const firstOf = <Row extends Place>(read: ReadFirst<Row>) =>
    batched<Position & { readonly first: number }, Row, readonly Row[]>({
      group: ({ network, first }) => `${network}|${first}`,
      load: (keys) => read(viewer, warehouse, keys[0].network, keys, keys[0].first),
      keyOf: placeKey,
      rowKeyOf: placeKey,
      value: all,
    });

  return {
    calls: firstOf<EvmCallRow>(evmCallsAt),
    stateChanges: firstOf<EvmStateChangeRow>(evmStateChangesAt),
    tokenTransfers: firstOf<EvmTokenTransferRow>(evmTokenTransfersAt),
    callCount: batched<Position, Place & { readonly calls: string }, number>({
      group: ({ network }) => network,
      load: (keys) => evmCallCountsAt(viewer, warehouse, keys[0].network, keys),
      keyOf: placeKey,
      rowKeyOf: placeKey,
      value: (rows) => Number(rows[0]?.calls ?? 0),
    }),
    withdrawals: batched<
      { readonly network: string; readonly height: number; readonly first: number },
      EvmWithdrawalRow,
      readonly EvmWithdrawalRow[]
    >({
      group: ({ network, first }) => `${network}|${first}`,
      load: (keys) =>
        evmWithdrawalsAt(
          viewer,
          warehouse,
          keys[0].network,
          keys.map(({ height }) => height),
          keys[0].first,
        ),
      keyOf: heightKey,
      rowKeyOf: heightKey,
      value: all,
    }),
    seal: batched<{ readonly network: string; readonly height: number }, EvmSealRow, EvmSealRow | undefined>({
      group: ({ network }) => network,
      load: (keys) =>
        evmSealsAt(
          viewer,
          warehouse,
          keys[0].network,
          keys.map(({ height }) => height),
        ),
      keyOf: heightKey,
      rowKeyOf: heightKey,
      value: only,
    }),
  };
}
