import { createHash } from "node:crypto";
import { fabricDataHash, fabricHeaderHash, type ProofCrypto, toHex } from "@ledgerscope/proof";
import { defineTable, encodeRows, type Row, type SchemaPart, type Table } from "@ledgerscope/schema";
import type { Warehouse } from "@ledgerscope/warehouse";

/** The columns that publication reads of the Fabric family's tables, and one text column that it must never read. */
const text = { type: "String", comment: "" } as const;
const height = { type: "UInt64", comment: "" } as const;
const number = { type: "UInt32", comment: "" } as const;
const key = { network: text, channel: text, height };

const blocks = defineTable({
  name: "fabric_blocks",
  comment: "",
  orderBy: ["network", "channel", "height"],
  columns: {
    ...key,
    block_hash: { type: "FixedString(32)", comment: "" },
    previous_hash: text,
    data_hash: { type: "FixedString(32)", comment: "" },
    time: { type: "DateTime64(3)", comment: "" },
    time_source: text,
    tx_count: number,
    metadata: { type: "Array(String)", comment: "" },
    unread: text,
  },
});

const envelopes = defineTable({
  name: "fabric_envelopes",
  comment: "",
  orderBy: ["network", "channel", "height", "tx_index"],
  columns: { ...key, tx_index: number, envelope: text },
});

const transactions = defineTable({
  name: "fabric_transactions",
  comment: "",
  orderBy: ["network", "channel", "height", "tx_index"],
  columns: {
    ...key,
    tx_index: number,
    tx_id: text,
    header_type: text,
    validation_code: { type: "UInt8", comment: "" },
    validation_name: text,
    time: { type: "DateTime64(9)", comment: "" },
    chaincode: text,
    function: text,
    unread: text,
  },
});

export const sourceSchema: SchemaPart = { tables: [blocks, envelopes, transactions], views: [] };

const crypto: ProofCrypto = {
  sha256: (data) => createHash("sha256").update(data).digest(),
  verifyP256: () => false,
};

/** Blocks of one channel with sizes as given; every text of them contains `mark`. */
export interface SourceChannel {
  readonly network: string;
  readonly channel: string;
  readonly mark: string;
  /** Transactions per block, from block `from`. */
  readonly sizes: readonly number[];
  readonly from?: number;
  readonly previousHash?: Uint8Array;
}

const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Stores a chain whose hashes are right. @returns the hash of its last block. */
export async function storeChannel(warehouse: Warehouse, source: SourceChannel): Promise<Uint8Array> {
  const { network, channel, mark, sizes, from = 0 } = source;
  let previousHash = source.previousHash ?? new Uint8Array();
  const rows = {
    blocks: [] as Row<typeof blocks>[],
    envelopes: [] as Row<typeof envelopes>[],
    transactions: [] as Row<typeof transactions>[],
  };
  for (const [index, size] of sizes.entries()) {
    const at = { network, channel, height: from + index };
    const data = Array.from({ length: size }, (_, tx) => bytes(`envelope ${tx} ${mark}`));
    const dataHash = await fabricDataHash(data, crypto);
    const hash = await fabricHeaderHash({ number: at.height, previousHash, dataHash }, crypto);
    rows.blocks.push({
      ...at,
      block_hash: hash,
      previous_hash: previousHash,
      data_hash: dataHash,
      time: 1_795_250_000_000 + at.height,
      time_source: `transactions`,
      tx_count: size,
      metadata: [bytes(`signatures ${mark}`), bytes(""), new Uint8Array(size)],
      unread: mark,
    });
    for (const [tx, envelope] of data.entries()) {
      rows.envelopes.push({ ...at, tx_index: tx, envelope });
      rows.transactions.push({
        ...at,
        tx_index: tx,
        tx_id: `id ${at.height} ${tx} ${mark}`,
        header_type: at.height === 0 ? "CONFIG" : "ENDORSER_TRANSACTION",
        validation_code: tx % 2 === 0 ? 0 : 11,
        validation_name: tx % 2 === 0 ? "VALID" : `MVCC_READ_CONFLICT`,
        time: 1_795_250_000_000_000_000n,
        chaincode: `chaincode ${mark}`,
        function: `function ${mark}`,
        unread: mark,
      });
    }
    previousHash = hash;
  }
  await store(warehouse, blocks, rows.blocks);
  await store(warehouse, envelopes, rows.envelopes);
  await store(warehouse, transactions, rows.transactions);
  await warehouse.command(
    `INSERT INTO store._ranges (network, zone, "from", "to", revision, seq)
    VALUES ({network:String}, 'final', {from:UInt64}, {to:UInt64}, 0, {seq:UInt64})`,
    { network, from, to: from + sizes.length, seq: from + 1 },
  );
  return previousHash;
}

async function store<T extends Table>(warehouse: Warehouse, table: T, rows: readonly Row<T>[]): Promise<void> {
  const { format, columns, bytes: encoded } = encodeRows(table, rows);
  const token = toHex(await crypto.sha256(encoded));
  await warehouse.insert({ table: `store.${table.name}`, format, columns, bytes: encoded }, { token });
}
