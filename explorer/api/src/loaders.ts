import type { Viewer } from "@ledgerscope/core";
import {
  diagnosesOf,
  diagnosisOf,
  neverInBlockCount,
  type StoredDiagnosis,
  type TransactionRef,
  trace,
} from "@ledgerscope/tracer-store";
import type { Warehouse } from "@ledgerscope/warehouse";
import { all, batched, only } from "./batched.ts";
import { createEvmLoaders } from "./evmLoaders.ts";
import { createFabricLoaders } from "./fabricLoaders.ts";
import { createIdentityLoaders } from "./identityLoaders.ts";
import {
  type BlockRow,
  blocksAt,
  failedCounts,
  headZoneHeights,
  orphanedBlocks,
  wholeBlocksAt,
} from "./queries/blocks.ts";
import {
  type EvmBlockRow,
  type EvmLogRow,
  type EvmTransactionRow,
  evmBlocksAt,
  evmLogsAt,
  evmTransactionsAt,
} from "./queries/evm.ts";
import {
  type FabricBlockRow,
  type FabricEndorsementRow,
  type FabricReadRow,
  type FabricTransactionRow,
  type FabricWriteRow,
  fabricBlocksAt,
  fabricEndorsementsAt,
  fabricReadsAt,
  fabricTransactionsAt,
  fabricWritesAt,
} from "./queries/fabric.ts";
import { headsOf } from "./queries/heads.ts";
import { type NetworkCounts, networkCounts } from "./queries/networkFigures.ts";
import type { Position } from "./queries/positions.ts";
import { type CheckCount, checksAt, networkChecks, type StoredRangeRow, storedRanges } from "./queries/storedRanges.ts";
import { type StoredTransactionRow, transactionsAt } from "./queries/transactions.ts";
import { type WholeTransactions, wholeTransactionsAt, wholeTransactionsById } from "./queries/wholeTransactions.ts";
import { notedLoader } from "./statements/notedLoader.ts";

interface AtHeight {
  readonly network: string;
  readonly height: number;
}

/** The first rows of one transaction. */
interface Cut extends Position {
  readonly first: number;
}

/** Places of one id that are looked up: a client of Fabric may submit a transaction again and again. */
const SAME_ID = 21;

const heightKey = ({ height }: { height: number | string }): string => String(height);
const positionKey = ({ height, txIndex }: { height: number | string; txIndex: number | string }): string =>
  `${height}.${txIndex}`;

const isAt =
  (height: number) =>
  (row: { height: number | string }): boolean =>
    Number(row.height) === height;

/** What fields of one response look up, batched, each at most once. Lives as long as the response. */
export function createLoaders(viewer: Viewer, warehouse: Warehouse) {
  const byHeight = <Row extends { height: number | string }, Value>(
    load: (network: string, heights: readonly number[]) => Promise<readonly Row[]>,
    value: (rows: readonly Row[]) => Value,
  ) =>
    batched<AtHeight, Row, Value>({
      group: ({ network }) => network,
      load: (keys) =>
        load(
          keys[0].network,
          keys.map(({ height }) => height),
        ),
      keyOf: heightKey,
      rowKeyOf: heightKey,
      value,
    });
  const byPosition = <Row extends { height: number | string; txIndex: number | string }, Value>(
    load: (network: string, positions: readonly Position[]) => Promise<readonly Row[]>,
    value: (rows: readonly Row[]) => Value,
  ) =>
    batched<Position, Row, Value>({
      group: ({ network }) => network,
      load: (keys) => load(keys[0].network, keys),
      keyOf: positionKey,
      rowKeyOf: positionKey,
      value,
    });
  const byCut = <Row extends { height: number | string; txIndex: number | string }>(
    load: (network: string, positions: readonly Position[], first: number) => Promise<readonly Row[]>,
  ) =>
    batched<Cut, Row, readonly Row[]>({
      group: ({ network, first }) => `${network}|${first}`,
      load: (keys) => load(keys[0].network, keys, keys[0].first),
      keyOf: positionKey,
      rowKeyOf: positionKey,
      value: all,
    });
  const ofNetworks = <Row extends { network: string }, Value>(
    load: (networks: readonly string[]) => Promise<readonly Row[]>,
    value: (rows: readonly Row[]) => Value,
  ) =>
    batched<string, Row, Value>({
      group: () => "",
      load,
      keyOf: (network) => network,
      rowKeyOf: ({ network }) => network,
      value,
    });
  const perNetwork = <Value>(load: (network: string) => Promise<Value>) =>
    notedLoader<string, Value>((networks) => Promise.all(networks.map(load)));
  const perTransaction = <Value>(load: (ref: TransactionRef) => Promise<Value>) =>
    notedLoader<TransactionRef, Value, string>((refs) => Promise.all(refs.map(load)), {
      cacheKeyFn: ({ id, network, place }) => `${network}|${id}|${place ? positionKey(place) : ""}`,
      maxBatchSize: 10,
    });

  const block = byHeight<BlockRow, BlockRow | undefined>(
    (network, heights) => blocksAt(viewer, warehouse, network, heights),
    only,
  );
  const fabricBlock = byHeight<FabricBlockRow, FabricBlockRow | undefined>(
    (network, heights) => fabricBlocksAt(viewer, warehouse, network, heights),
    only,
  );
  const evmBlock = byHeight<EvmBlockRow, EvmBlockRow | undefined>(
    (network, heights) => evmBlocksAt(viewer, warehouse, network, heights),
    only,
  );
  /** The block at a height, read whole, along with those before and behind it. */
  const wholeBlock = batched<AtHeight, BlockRow, BlockRow | undefined>({
    group: ({ network }) => network,
    load: async (keys) => {
      const [{ network }] = keys;
      const looked = [...new Set(keys.flatMap(({ height }) => [height - 1, height, height + 1]))].filter(
        (at) => at >= 0,
      );
      const { rows, fabric, evm } = await wholeBlocksAt(viewer, warehouse, network, looked);
      for (const height of looked) block.prime({ network, height }, rows.find(isAt(height)));
      for (const row of fabric) fabricBlock.prime({ network, height: Number(row.height) }, row);
      for (const row of evm) evmBlock.prime({ network, height: Number(row.height) }, row);
      return rows;
    },
    keyOf: heightKey,
    rowKeyOf: heightKey,
    value: only,
  });
  const transaction = byPosition<StoredTransactionRow, StoredTransactionRow | undefined>(
    (network, positions) => transactionsAt(viewer, warehouse, network, positions),
    only,
  );
  const fabricTransaction = byPosition<FabricTransactionRow, FabricTransactionRow | undefined>(
    (network, positions) => fabricTransactionsAt(viewer, warehouse, network, positions),
    only,
  );
  const evmTransaction = byPosition<EvmTransactionRow, EvmTransactionRow | undefined>(
    (network, positions) => evmTransactionsAt(viewer, warehouse, network, positions),
    only,
  );
  /** What was read whole need not be read again by its parts. */
  const keepWhole = ({ looked, rows, fabric, evm }: WholeTransactions): void => {
    for (const place of looked) {
      const here = (row: { height: number | string; txIndex: number }): boolean =>
        positionKey(row) === positionKey(place);
      transaction.prime(place, rows.find(here));
      fabricTransaction.prime(place, fabric.find(here));
      evmTransaction.prime(place, evm.find(here));
    }
  };

  /** Where transactions of an id stand in a network, the first that counts before the others; all of them read whole. */
  const places = notedLoader<{ readonly network: string; readonly id: string }, readonly Position[], string>(
    (keys) =>
      Promise.all(
        keys.map(async ({ network, id }) => {
          const found = await wholeTransactionsById(viewer, warehouse, network, id, SAME_ID);
          keepWhole(found);
          return found.places;
        }),
      ),
    { cacheKeyFn: ({ network, id }) => `${network}|${id}`, maxBatchSize: 10 },
  );
  /** The transaction at a place, read whole. */
  const wholeTransaction = batched<Position, StoredTransactionRow, StoredTransactionRow | undefined>({
    group: ({ network }) => network,
    load: async (keys) => {
      const found = await wholeTransactionsAt(viewer, warehouse, keys[0].network, keys);
      keepWhole(found);
      const known = await Promise.all(keys.map((place) => transaction.load(place)));
      return known.filter((row) => row !== undefined);
    },
    keyOf: positionKey,
    rowKeyOf: positionKey,
    value: only,
  });

  return {
    ...{ block, wholeBlock, fabricBlock, evmBlock },
    orphans: byHeight<BlockRow, readonly BlockRow[]>(
      (network, heights) => orphanedBlocks(viewer, warehouse, network, { heights }),
      all,
    ),
    failedCount: byHeight<{ height: number | string; failed: number | string }, number>(
      (network, heights) => failedCounts(viewer, warehouse, network, heights),
      (rows) => rows.reduce((sum, { failed }) => sum + Number(failed), 0),
    ),
    inHeadZone: byHeight<{ height: number }, boolean>(
      async (network, heights) =>
        [...(await headZoneHeights(viewer, warehouse, network, heights))].map((height) => ({ height })),
      (rows) => rows.length > 0,
    ),
    checks: byHeight<CheckCount & { height: number | string }, readonly CheckCount[]>(
      (network, heights) => checksAt(viewer, warehouse, network, heights),
      all,
    ),
    ...{ transaction, wholeTransaction, places, fabricTransaction, evmTransaction },
    fabricEndorsements: byPosition<FabricEndorsementRow, readonly FabricEndorsementRow[]>(
      (network, positions) => fabricEndorsementsAt(viewer, warehouse, network, positions),
      all,
    ),
    fabricReads: byCut<FabricReadRow>((network, positions, first) =>
      fabricReadsAt(viewer, warehouse, network, positions, first),
    ),
    fabricWrites: byCut<FabricWriteRow>((network, positions, first) =>
      fabricWritesAt(viewer, warehouse, network, positions, first),
    ),
    evmLogs: byCut<EvmLogRow>((network, positions, first) => evmLogsAt(viewer, warehouse, network, positions, first)),
    evm: createEvmLoaders(viewer, warehouse),
    ...createFabricLoaders(viewer, warehouse),
    ...createIdentityLoaders(viewer, warehouse),
    head: ofNetworks<BlockRow, BlockRow | undefined>((networks) => headsOf(viewer, warehouse, networks), only),
    counts: ofNetworks<NetworkCounts, Omit<NetworkCounts, "network">>(
      (networks) => networkCounts(viewer, warehouse, networks),
      ([counts]) => counts ?? { blocks: "0", transactions: "0", failed: "0" },
    ),
    stored: ofNetworks<StoredRangeRow, readonly StoredRangeRow[]>(
      (networks) => storedRanges(viewer, warehouse, networks),
      all,
    ),
    networkChecks: ofNetworks((networks) => networkChecks(viewer, warehouse, networks), all),
    neverInBlock: perNetwork<string>((network) => neverInBlockCount(warehouse, viewer, network)),
    findings: batched<{ readonly network: string; readonly txId: string }, StoredDiagnosis, readonly StoredDiagnosis[]>(
      {
        group: ({ network }) => network,
        load: (keys) =>
          diagnosesOf(
            warehouse,
            viewer,
            keys[0].network,
            keys.map(({ txId }) => txId),
          ),
        keyOf: ({ txId }) => txId,
        rowKeyOf: ({ txId }) => txId,
        value: all,
      },
    ),
    trace: perTransaction((ref) => trace(warehouse, viewer, ref)),
    diagnosis: perTransaction((ref) => diagnosisOf(warehouse, viewer, ref)),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
