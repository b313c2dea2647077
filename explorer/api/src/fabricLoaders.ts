import type { Viewer } from "@ledgerscope/core";
import type { Warehouse } from "@ledgerscope/warehouse";
import { all, batched, only } from "./batched.ts";
import type { FabricReadRow, FabricTouch } from "./queries/fabric.ts";
import {
  type FabricBlockSignatureRow,
  type FabricConflictRow,
  type FabricPolicyRow,
  type FabricPrivateHashRow,
  type FabricRangeQueryRow,
  fabricBlockSignaturesAt,
  fabricConflictsAt,
  fabricPoliciesAt,
  fabricPrivateHashesAt,
  fabricRangeQueriesAt,
} from "./queries/fabricEvidence.ts";
import { type FabricValueRow, fabricValuesAt, fabricValuesBefore } from "./queries/fabricState.ts";
import type { Position } from "./queries/positions.ts";

interface AtPlace {
  readonly height: number | string;
  readonly txIndex: number | string;
}

const placeKey = ({ height, txIndex }: AtPlace): string => `${height}.${txIndex}`;
const nameOf = ({ namespace, collection, keyHex }: FabricTouch | FabricValueRow): string =>
  JSON.stringify([namespace, collection, keyHex]);

/** What is looked up of Fabric transactions beside their own rows. */
export function createFabricLoaders(viewer: Viewer, warehouse: Warehouse) {
  const byPlace = <Row extends AtPlace>(
    load: (network: string, positions: readonly Position[]) => Promise<readonly Row[]>,
  ) =>
    batched<Position, Row, readonly Row[]>({
      group: ({ network }) => network,
      load: (keys) => load(keys[0].network, keys),
      keyOf: placeKey,
      rowKeyOf: placeKey,
      value: all,
    });
  return {
    fabricPolicies: byPlace<FabricPolicyRow>((network, at) => fabricPoliciesAt(viewer, warehouse, network, at)),
    fabricConflicts: byPlace<FabricConflictRow>((network, at) => fabricConflictsAt(viewer, warehouse, network, at)),
    fabricRangeQueries: byPlace<FabricRangeQueryRow>((network, at) =>
      fabricRangeQueriesAt(viewer, warehouse, network, at),
    ),
    fabricPrivateHashes: batched<
      Position & { readonly first: number },
      FabricPrivateHashRow,
      readonly FabricPrivateHashRow[]
    >({
      group: ({ network, first }) => `${network}|${first}`,
      load: (keys) => fabricPrivateHashesAt(viewer, warehouse, keys[0].network, keys, keys[0].first),
      keyOf: placeKey,
      rowKeyOf: placeKey,
      value: all,
    }),
    fabricBlockSignatures: batched<
      { readonly network: string; readonly height: number },
      FabricBlockSignatureRow,
      readonly FabricBlockSignatureRow[]
    >({
      group: ({ network }) => network,
      load: (keys) =>
        fabricBlockSignaturesAt(
          viewer,
          warehouse,
          keys[0].network,
          keys.map(({ height }) => height),
        ),
      keyOf: ({ height }) => String(height),
      rowKeyOf: ({ height }) => String(height),
      value: all,
    }),
    fabricValueBefore: batched<FabricTouch, FabricValueRow, FabricValueRow | undefined>({
      group: (touch) => JSON.stringify([touch.network, touch.channel, placeKey(touch)]),
      load: (touches) => fabricValuesBefore(viewer, warehouse, touches),
      keyOf: nameOf,
      rowKeyOf: nameOf,
      value: only,
    }),
    fabricValueAt: batched<FabricReadRow, FabricValueRow, FabricValueRow | undefined>({
      group: ({ network, channel }) => JSON.stringify([network, channel]),
      load: (reads) => fabricValuesAt(viewer, warehouse, reads),
      keyOf: (read) => `${nameOf(read)}${read.readHeight}.${read.readTxIndex}`,
      rowKeyOf: (row) => `${nameOf(row)}${placeKey(row)}`,
      value: only,
    }),
  };
}
