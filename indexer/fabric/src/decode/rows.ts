import type { Payload } from "@ledgerscope/core";
import { ColumnEncoder, type Row, type Table } from "@ledgerscope/schema";
import { fabricActions } from "../tables/fabricActions.ts";
import { fabricBlockSignatures } from "../tables/fabricBlockSignatures.ts";
import { fabricBlocks } from "../tables/fabricBlocks.ts";
import { fabricConfigItems } from "../tables/fabricConfigItems.ts";
import { fabricConfigs } from "../tables/fabricConfigs.ts";
import { fabricConfigUpdates } from "../tables/fabricConfigUpdates.ts";
import { fabricEndorsements } from "../tables/fabricEndorsements.ts";
import { fabricEnvelopes } from "../tables/fabricEnvelopes.ts";
import { fabricEvents } from "../tables/fabricEvents.ts";
import { fabricIdentityUses } from "../tables/fabricIdentityUses.ts";
import { fabricLifecycle } from "../tables/fabricLifecycle.ts";
import { fabricMetadataWrites } from "../tables/fabricMetadataWrites.ts";
import { fabricPrivateHashes } from "../tables/fabricPrivateHashes.ts";
import { fabricRangeQueries } from "../tables/fabricRangeQueries.ts";
import { fabricReads } from "../tables/fabricReads.ts";
import { fabricTransactions } from "../tables/fabricTransactions.ts";
import { fabricWrites } from "../tables/fabricWrites.ts";

/** Every table whose rows follow from a block's bytes; a table that is not here is not written. */
export const fabricTables = {
  blocks: fabricBlocks,
  blockSignatures: fabricBlockSignatures,
  envelopes: fabricEnvelopes,
  transactions: fabricTransactions,
  actions: fabricActions,
  endorsements: fabricEndorsements,
  reads: fabricReads,
  writes: fabricWrites,
  rangeQueries: fabricRangeQueries,
  metadataWrites: fabricMetadataWrites,
  privateHashes: fabricPrivateHashes,
  events: fabricEvents,
  lifecycle: fabricLifecycle,
  configs: fabricConfigs,
  configItems: fabricConfigItems,
  configUpdates: fabricConfigUpdates,
  identityUses: fabricIdentityUses,
} as const;

type FabricTables = typeof fabricTables;

/** Where the rows of some blocks go, per table: into memory, or encoded at once. */
export type FabricRows = { readonly [Name in keyof FabricTables]: { push(row: Row<FabricTables[Name]>): void } };

/** Rows kept in memory, per table, in the order in which they came. */
export type KeptRows = { readonly [Name in keyof FabricTables]: Row<FabricTables[Name]>[] };

const names = Object.keys(fabricTables) as (keyof FabricTables)[];

export const noRows = (): KeptRows => Object.fromEntries(names.map((name) => [name, []])) as unknown as KeptRows;

/** Takes rows and keeps none: of blocks that are read only for what comes after them. */
export const droppedRows: Pick<RowPayloads, "rows" | "take"> = {
  rows: Object.fromEntries(names.map((name) => [name, { push: () => {} }])) as unknown as FabricRows,
  take: () => [],
};

/** Encodes rows as they come, so that none is kept. */
export class RowPayloads {
  readonly rows: FabricRows;
  readonly #encoders: readonly ColumnEncoder<Table>[];

  constructor() {
    const entries = names.map((name) => [name, new ColumnEncoder<Table>(fabricTables[name])] as const);
    this.#encoders = entries.map(([, encoder]) => encoder);
    this.rows = Object.fromEntries(entries) as unknown as FabricRows;
  }

  /** The rows since the last time, as ClickHouse reads them. Tables without rows are left out. */
  take(): Payload[] {
    return this.#encoders.filter(({ rows }) => rows > 0).map((encoder) => encoder.take());
  }
}
