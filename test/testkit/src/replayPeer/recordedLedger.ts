import { openLedger } from "@ledgerscope/fabric";
import {
  type ChannelConfig,
  decodeHeaders,
  type EnvelopeHeaders,
  type FabricBlock,
  isConfigBlock,
  parseConfigBlock,
  WireError,
} from "@ledgerscope/proof";

/** A ledger as it was recorded, from block 0 on. */
export interface RecordedLedger {
  readonly channel: string;
  readonly blocks: readonly FabricBlock[];
  /** Every configuration of the channel, ascending by height. */
  readonly configs: readonly ChannelConfig[];
  /** When each block came to be, Unix milliseconds, never falling: the newest of its transactions' client times. */
  readonly timesMs: readonly number[];
  /** Transactions up to and including each block. */
  readonly transactions: readonly number[];
}

/**
 * Reads a block file (also `.xz`, `.gz`), a folder of them or of fetched blocks.
 * @throws Error when it does not begin with a channel's block 0.
 */
export async function readLedger(path: string): Promise<RecordedLedger> {
  const blocks: FabricBlock[] = [];
  const configs: ChannelConfig[] = [];
  const timesMs: number[] = [];
  const transactions: number[] = [];
  const ledger = openLedger(path);
  try {
    for (;;) {
      const read = await ledger.next();
      if (!read) break;
      if (!read.block) throw new Error(`${path}: block ${read.height}: ${read.problem}`);
      blocks.push(read.block);
      if (isConfigBlock(read.block)) configs.push(parseConfigBlock(read.block));
      timesMs.push(Math.max(timesMs.at(-1) ?? 0, newestTime(read.block)));
      transactions.push((transactions.at(-1) ?? 0) + read.block.data.length);
    }
  } finally {
    await ledger.close();
  }
  const channel = configs[0]?.channel;
  if (channel === undefined || blocks[0]?.number !== 0) throw new Error(`${path}: no ledger that begins with block 0`);
  return { channel, blocks, configs, timesMs, transactions };
}

/** The configuration in force once the ledger has `height` blocks. */
export function configAt({ configs }: RecordedLedger, height: number): ChannelConfig {
  return (configs.findLast((config) => config.height < height) ?? configs[0]) as ChannelConfig;
}

/** Where a transaction stands in the ledger. */
export interface Place {
  readonly height: number;
  readonly index: number;
}

/** Every transaction's place by its id. */
export function placesOf({ blocks }: RecordedLedger): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [height, { data }] of blocks.entries()) {
    for (const [index, envelope] of data.entries()) {
      const txId = headersOf(envelope)?.txId ?? "";
      if (txId !== "" && !places.has(txId)) places.set(txId, { height, index });
    }
  }
  return places;
}

function newestTime({ data }: FabricBlock): number {
  let newest = 0;
  for (const envelope of data) {
    const timestamp = headersOf(envelope)?.timestamp;
    if (timestamp) newest = Math.max(newest, Number(timestamp.seconds) * 1000 + timestamp.nanos / 1e6);
  }
  return newest;
}

/** Undefined where the envelope cannot be read. */
function headersOf(envelope: Uint8Array): EnvelopeHeaders | undefined {
  try {
    return decodeHeaders(envelope);
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

/** The MSP of the first organisation, by name, of the group Application. @throws Error when there is none. */
export function peerOrganisation(config: ChannelConfig | undefined): string {
  const groups = [...(config?.root.groups.get("Application")?.groups ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, group] of groups) {
    const value = group.values.get("MSP");
    const id = value && [...(config?.msps.keys() ?? [])].find((msp) => Buffer.from(value).includes(msp));
    if (id !== undefined) return id;
  }
  throw new Error("the channel has no peer organisation");
}
