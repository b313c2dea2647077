import { type Range, type RangeSet, unionRanges } from "@ledgerscope/core";
import type { RawFabricBlock } from "@ledgerscope/proof";
import type { Warehouse } from "@ledgerscope/warehouse";

interface Channel {
  readonly network: string;
  readonly channel: string;
}

interface SourceTransaction {
  readonly txIndex: number;
  readonly txId: string;
  readonly headerType: string;
  readonly validationCode: number;
  readonly validationName: string;
  readonly chaincode: string;
  readonly function: string;
  /** Unix nanoseconds. */
  readonly timeNs: bigint;
}

/** A block with all that `blocks: whole` publishes. */
export interface SourceBlock {
  readonly height: number;
  /** Lower-case hex, as are the two below. */
  readonly blockHash: string;
  readonly previousHash: string;
  readonly dataHash: string;
  /** Unix milliseconds. */
  readonly timeMs: number;
  readonly timeSource: string;
  readonly txCount: number;
  readonly transactions: readonly SourceTransaction[];
  /** The block's bytes, put together again from the stored header, envelopes and metadata. */
  readonly raw: RawFabricBlock;
}

/** What `blocks: counts` reads: nothing else leaves the private warehouse. */
export interface SourceTotal {
  readonly height: number;
  readonly txCount: number;
}

/**
 * Heights of the network that are stored in full. `_ranges` is asked, not the block table: a range
 * stands there only after the rows of all its tables.
 */
export async function storedRanges(from: Warehouse, network: string): Promise<RangeSet> {
  const rows = await from.query<{ from: string; to: string }>(
    `SELECT "from", "to" FROM store._ranges WHERE network = {network:String}
    GROUP BY "from", "to" HAVING argMax(zone, seq) = 'final'`,
    { network },
  );
  return unionRanges(rows.map((row) => ({ from: Number(row.from), to: Number(row.to) })));
}

export async function readTotals(from: Warehouse, { network, channel }: Channel, range: Range): Promise<SourceTotal[]> {
  const rows = await from.query<{ height: string; tx_count: number }>(
    `SELECT height, tx_count FROM store.fabric_blocks ${WHERE} ORDER BY height`,
    { network, channel, ...range },
  );
  return rows.map((row) => ({ height: Number(row.height), txCount: row.tx_count }));
}

export async function readBlocks(from: Warehouse, { network, channel }: Channel, range: Range): Promise<SourceBlock[]> {
  const params = { network, channel, ...range };
  const [blocks, envelopes, transactions] = await Promise.all([
    from.query<BlockRow>(
      // An alias that is a column's name would stand for that column in the whole statement.
      `SELECT height, lower(hex(block_hash)) AS block_hash_hex, lower(hex(previous_hash)) AS previous_hash_hex,
        lower(hex(data_hash)) AS data_hash_hex, toUnixTimestamp64Milli(time) AS time_ms, time_source, tx_count,
        base64Encode(previous_hash) AS previous_hash_base64, base64Encode(data_hash) AS data_hash_base64,
        arrayMap(entry -> base64Encode(entry), metadata) AS metadata_base64
      FROM store.fabric_blocks ${WHERE} ORDER BY height`,
      params,
    ),
    from.query<{ height: string; envelope_base64: string }>(
      `SELECT height, base64Encode(envelope) AS envelope_base64 FROM store.fabric_envelopes ${WHERE} ORDER BY height, tx_index`,
      params,
    ),
    from.query<TransactionRow>(
      `SELECT height, tx_index, tx_id, header_type, validation_code, validation_name, chaincode, function,
        toUnixTimestamp64Nano(time) AS time_ns
      FROM store.fabric_transactions ${WHERE} ORDER BY height, tx_index`,
      params,
    ),
  ]);
  const dataOf = groupByHeight(envelopes);
  const transactionsOf = groupByHeight(transactions);
  return blocks.map((row) => ({
    height: Number(row.height),
    blockHash: row.block_hash_hex,
    previousHash: row.previous_hash_hex,
    dataHash: row.data_hash_hex,
    timeMs: Number(row.time_ms),
    timeSource: row.time_source,
    txCount: row.tx_count,
    transactions: (transactionsOf.get(row.height) ?? []).map(toTransaction),
    raw: {
      number: Number(row.height),
      previousHash: row.previous_hash_base64,
      dataHash: row.data_hash_base64,
      data: (dataOf.get(row.height) ?? []).map((row) => row.envelope_base64),
      metadata: row.metadata_base64,
    },
  }));
}

const WHERE = `WHERE network = {network:String} AND channel = {channel:String}
  AND height >= {from:UInt64} AND height < {to:UInt64}`;

interface BlockRow {
  height: string;
  block_hash_hex: string;
  previous_hash_hex: string;
  data_hash_hex: string;
  time_ms: string;
  time_source: string;
  tx_count: number;
  previous_hash_base64: string;
  data_hash_base64: string;
  metadata_base64: string[];
}

interface TransactionRow {
  height: string;
  tx_index: number;
  tx_id: string;
  header_type: string;
  validation_code: number;
  validation_name: string;
  chaincode: string;
  function: string;
  time_ns: string;
}

const toTransaction = (row: TransactionRow): SourceTransaction => ({
  txIndex: row.tx_index,
  txId: row.tx_id,
  headerType: row.header_type,
  validationCode: row.validation_code,
  validationName: row.validation_name,
  chaincode: row.chaincode,
  function: row.function,
  timeNs: BigInt(row.time_ns),
});

function groupByHeight<Row extends { height: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.height);
    if (group) group.push(row);
    else groups.set(row.height, [row]);
  }
  return groups;
}
