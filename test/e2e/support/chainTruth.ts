import { type Block, JsonRpcProvider, type TransactionReceipt, type TransactionResponse } from "ethers";

/** Rows as `ClientRows` reads them: every value a string, null where there is none. */
type Row = Readonly<Record<string, string | null>>;

export interface ChainRows {
  readonly blocks: readonly Row[];
  readonly transactions: readonly Row[];
  readonly logs: readonly Row[];
}

const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
const lower = (value: string | null): string | null => (value === null ? null : value.toLowerCase());

/** What a node serves from block 0 to `height`, read with ethers, which shares no code with the indexer. */
export async function readChain(url: string, height: number): Promise<ChainRows> {
  const provider = new JsonRpcProvider(url, undefined, { staticNetwork: true, batchMaxCount: 100 });
  const rows = { blocks: [] as Row[], transactions: [] as Row[], logs: [] as Row[] };
  try {
    for (let from = 0; from <= height; from += 50) {
      const heights = Array.from({ length: Math.min(50, height + 1 - from) }, (_, index) => from + index);
      const blocks = await Promise.all(heights.map((number) => provider.getBlock(number, true)));
      for (const block of blocks as Block[]) {
        rows.blocks.push(blockRow(block));
        const receipts = await Promise.all(block.transactions.map((hash) => provider.getTransactionReceipt(hash)));
        for (const [index, tx] of block.prefetchedTransactions.entries()) {
          const receipt = receipts[index] as TransactionReceipt;
          rows.transactions.push(transactionRow(tx, receipt));
          rows.logs.push(
            ...receipt.logs.map((log) => ({
              height: text(log.blockNumber),
              block_hash: log.blockHash,
              tx_index: text(log.transactionIndex),
              tx_hash: log.transactionHash,
              log_index: text(log.index),
              address: lower(log.address),
              topics: log.topics.join(),
              data: log.data,
            })),
          );
        }
      }
    }
    return rows;
  } finally {
    provider.destroy();
  }
}

function blockRow(block: Block): Row {
  return {
    height: text(block.number),
    block_hash: block.hash,
    parent_hash: block.parentHash,
    seconds: text(block.timestamp),
    miner: lower(block.miner),
    state_root: block.stateRoot,
    receipts_root: block.receiptsRoot,
    difficulty: text(block.difficulty),
    gas_limit: text(block.gasLimit),
    gas_used: text(block.gasUsed),
    extra_data: block.extraData,
    mix_hash: block.prevRandao,
    nonce: block.nonce,
    base_fee_per_gas: text(block.baseFeePerGas),
    tx_count: text(block.transactions.length),
  };
}

function transactionRow(tx: TransactionResponse, receipt: TransactionReceipt): Row {
  return {
    height: text(tx.blockNumber),
    block_hash: tx.blockHash,
    tx_index: text(tx.index),
    hash: tx.hash,
    type: text(tx.type),
    from: lower(tx.from),
    to: lower(tx.to),
    nonce: text(tx.nonce),
    value: text(tx.value),
    gas_limit: text(tx.gasLimit),
    max_fee_per_gas: text(tx.maxFeePerGas),
    max_priority_fee_per_gas: text(tx.maxPriorityFeePerGas),
    input: tx.data,
    r: text(BigInt(tx.signature.r)),
    s: text(BigInt(tx.signature.s)),
    status: text(receipt.status),
    gas_used: text(receipt.gasUsed),
    cumulative_gas_used: text(receipt.cumulativeGasUsed),
    effective_gas_price: text(receipt.gasPrice),
    contract_address: lower(receipt.contractAddress),
    log_count: text(receipt.logs.length),
  };
}

interface Queries {
  query<T>(sql: string, params?: Readonly<Record<string, unknown>>): Promise<T[]>;
}

/** The canonical rows of a network, in the order of the chain; duplicates stay. */
export async function readWarehouse(warehouse: Queries, network: string): Promise<ChainRows> {
  const hex = (column: string): string => `concat('0x', lower(hex(${column}))) AS ${column}`;
  const maybe = (column: string): string =>
    `if(isNull(${column}), NULL, concat('0x', lower(hex(assumeNotNull(${column}))))) AS ${column}`;
  const plain = (column: string): string => `toString(t.${column}) AS ${column}`;
  const read = (table: string, columns: readonly string[], order: string): Promise<Row[]> =>
    warehouse.query<Row>(
      `SELECT ${columns.join(", ")} FROM store.${table} AS t WHERE network = {network:String} ORDER BY ${order}`,
      { network },
    );
  const order = (columns: string): string => `t.height, ${columns}`;
  return {
    blocks: await read(
      "evm_blocks",
      [
        plain("height"),
        hex("block_hash"),
        hex("parent_hash"),
        "toString(toUnixTimestamp(t.time)) AS seconds",
        ...["miner", "state_root", "receipts_root"].map(hex),
        ...["difficulty", "gas_limit", "gas_used"].map(plain),
        ...["extra_data", "mix_hash", "nonce"].map(hex),
        ...["base_fee_per_gas", "tx_count"].map(plain),
      ],
      order("t.block_hash"),
    ),
    transactions: await read(
      "evm_transactions",
      [
        plain("height"),
        hex("block_hash"),
        plain("tx_index"),
        hex("hash"),
        plain("type"),
        hex("from"),
        maybe("to"),
        ...["nonce", "value", "gas_limit", "max_fee_per_gas", "max_priority_fee_per_gas"].map(plain),
        hex("input"),
        ...["r", "s", "status", "gas_used", "cumulative_gas_used", "effective_gas_price"].map(plain),
        maybe("contract_address"),
        plain("log_count"),
      ],
      order("t.tx_index"),
    ),
    logs: await read(
      "evm_logs",
      [
        ...["height"].map(plain),
        hex("block_hash"),
        plain("tx_index"),
        hex("tx_hash"),
        plain("log_index"),
        hex("address"),
        "arrayStringConcat(arrayMap(topic -> concat('0x', lower(hex(topic))), t.topics), ',') AS topics",
        hex("data"),
      ],
      order("t.log_index"),
    ),
  };
}
