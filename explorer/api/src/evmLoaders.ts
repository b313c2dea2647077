import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { all, batched, only } from "./batched.ts";
import {
  type ActivitySum,
  type AddressReceived,
  addressActivity,
  addressesReceived,
} from "./queries/evm/addressActivity.ts";
import { addressPlaces } from "./queries/evm/addressPlaces.ts";
import { type EvmSealRow, type EvmWithdrawalRow, evmSealsAt, evmWithdrawalsAt } from "./queries/evm/blockParts.ts";
import { type EvmCallRow, evmCallCountsAt, evmCallsAt } from "./queries/evm/calls.ts";
import { contractsAt, type EvmContractRow } from "./queries/evm/contracts.ts";
import { type EvmStateChangeRow, evmStateChangesAt } from "./queries/evm/stateChanges.ts";
import { type TokenMetadataRow, tokenMetadataOf } from "./queries/evm/tokenMetadata.ts";
import { type EvmTokenRow, type TokenFigures, tokenFigures, tokenStandardAt } from "./queries/evm/tokens.ts";
import { type EvmTokenTransferRow, evmTokenTransfersAt } from "./queries/evm/tokenTransfers.ts";
import type { Position } from "./queries/positions.ts";
import type { Reader } from "./queries/readable.ts";
import { notedLoader } from "./statements/notedLoader.ts";

type Place = { readonly height: number | string; readonly txIndex: number };
export interface OfAddress {
  readonly network: string;
  /** 0x-hex, lower case. */
  readonly address: string;
}

const TOTALS = [
  "sent",
  "received",
  "created",
  "internal",
  "transfer",
  "token",
  "event",
  "block",
  "withdrawal",
  "inner_method",
] as const;

type ReadFirst<Row> = (
  viewer: Viewer,
  reader: Reader,
  network: string,
  positions: readonly Position[],
  first: number,
) => Promise<Row[]>;

const placeKey = ({ height, txIndex }: Place): string => `${height}.${txIndex}`;
const addressKey = ({ network, address }: OfAddress): string => `${network}|${address}`;
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
    /** What an address did, by kind. */
    totals: notedLoader<OfAddress, ReadonlyMap<string, ActivitySum>, string>(
      (of) =>
        Promise.all(
          of.map(async ({ network, address }) => {
            const wanted = { network, address: address.slice(2), kinds: TOTALS, first: 1 };
            const sums = await addressActivity(viewer, warehouse, wanted);
            return new Map(sums.map((sum) => [sum.kind as string, sum]));
          }),
        ),
      { cacheKeyFn: addressKey, maxBatchSize: 10 },
    ),
    /** How an address came to be a contract. */
    contract: batched<OfAddress, EvmContractRow, EvmContractRow | undefined>({
      group: ({ network }) => network,
      load: (keys) =>
        contractsAt(
          viewer,
          warehouse,
          keys[0].network,
          keys.map(({ address }) => address.slice(2)),
        ),
      keyOf: ({ address }) => address,
      rowKeyOf: ({ address }) => address,
      value: only,
    }),
    /** Transactions that were sent to an address. */
    received: batched<OfAddress, AddressReceived, AddressReceived | undefined>({
      group: ({ network }) => network,
      load: (keys) =>
        addressesReceived(
          viewer,
          warehouse,
          keys[0].network,
          keys.map(({ address }) => address.slice(2)),
        ),
      keyOf: ({ address }) => address,
      rowKeyOf: ({ address }) => address,
      value: only,
    }),
    /** The token whose contract an address is. */
    token: notedLoader<OfAddress, EvmTokenRow | undefined, string>(
      (of) => Promise.all(of.map((one) => tokenAt(viewer, warehouse, one))),
      { cacheKeyFn: addressKey, maxBatchSize: 10 },
    ),
    /** What a token calls itself. */
    tokenMetadata: batched<OfAddress, TokenMetadataRow, TokenMetadataRow | undefined>({
      group: ({ network }) => network,
      load: (keys) =>
        tokenMetadataOf(
          viewer,
          warehouse,
          keys[0].network,
          keys.map(({ address }) => address.slice(2)),
        ),
      keyOf: ({ address }) => address,
      rowKeyOf: ({ token }) => token,
      value: only,
    }),
    tokenFigures: batched<EvmTokenRow, TokenFigures & { readonly token: string }, TokenFigures>({
      group: ({ network }) => network,
      load: (keys) =>
        tokenFigures(
          viewer,
          warehouse,
          keys[0].network,
          keys.map(({ token }) => token.slice(2)),
        ),
      keyOf: ({ token }) => token.slice(2),
      rowKeyOf: ({ token }) => token,
      value: ([figures]) => figures as TokenFigures,
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

async function tokenAt(
  viewer: Viewer,
  warehouse: Warehouse,
  { network, address }: OfAddress,
): Promise<EvmTokenRow | undefined> {
  const token = address.slice(2);
  const [last] = await addressPlaces(viewer, warehouse, { network, address: token, roles: ["token"], limit: 1 });
  const standard = last && (await tokenStandardAt(viewer, warehouse, network, last, token));
  return standard && { network, token: address, standard };
}
