/** What a chart's values are in. */
export type ChartUnit = "count" | "seconds" | "bytes" | "gas" | "gwei";

/** Values of each block, by series: `sum(tx_count)` over the blocks of a stretch. */
export interface BlockSeries {
  readonly of: "blocks";
  /** Name of the series → aggregate over the stretch's blocks; the names are the page's to translate. */
  readonly series: Readonly<Record<string, string>>;
}

/** Rows counted by what one of their columns says; the most frequent ones are told apart. */
export interface RowSeries {
  readonly of: "rows";
  /** Table of `store` with `network`, `channel` (Fabric) and `height`; of EVM networks one of both zones. */
  readonly table: string;
  /** What tells rows apart, as the table has it: it is looked at in every row. */
  readonly by: string;
  readonly where?: string;
  /** What that is called, from `shown`. @default the text itself */
  readonly name?: string;
}

export interface ChartSql {
  readonly unit: ChartUnit;
  /** Bars of what adds up, lines of what does not. */
  readonly stacks: boolean;
  readonly evm?: BlockSeries | RowSeries;
  readonly fabric?: BlockSeries | RowSeries;
}

const average = (expression: string): string => `avg(${expression})`;
/** Between the first and the last block of a stretch; one block has no interval. */
const interval = "if(count() < 2, NULL, dateDiff('millisecond', min(time), max(time)) / (count() - 1) / 1000)";
const txs = (table: string, by: string, where?: string, name?: string): RowSeries => ({
  of: "rows",
  table,
  by,
  ...(where === undefined ? {} : { where }),
  ...(name === undefined ? {} : { name }),
});
const inHex = "concat('0x', lower(hex(shown)))";

/** Charts over a network's blocks and transactions, by name; what a family lacks it does not have. */
export const CHARTS = {
  transactions: {
    unit: "count",
    stacks: true,
    evm: txs("evm_transactions", "if(status = 0, 'failed', 'succeeded')"),
    fabric: { of: "blocks", series: { succeeded: "sum(valid_count)", failed: "sum(tx_count) - sum(valid_count)" } },
  },
  failures: {
    unit: "count",
    stacks: true,
    evm: txs("evm_transactions", "if(error = '', 'reverted', error)", "status = 0"),
    fabric: txs("fabric_transactions", "validation_name", "validation_code != 0"),
  },
  callers: {
    unit: "count",
    stacks: true,
    evm: txs("evm_transactions", "from", undefined, inHex),
    // Configuration blocks may name nobody.
    fabric: txs("fabric_transactions", "creator_msp", "creator_msp != ''"),
  },
  targets: {
    unit: "count",
    stacks: true,
    evm: txs("evm_transactions", "assumeNotNull(to)", "to IS NOT NULL", inHex),
    fabric: txs("fabric_transactions", "chaincode", "chaincode != ''"),
  },
  methods: {
    unit: "count",
    stacks: true,
    evm: txs("evm_transactions", "selector", "selector != ''", inHex),
    fabric: txs("fabric_transactions", "concat(chaincode, ' ', function)", "chaincode != ''"),
  },
  endorsers: {
    unit: "count",
    stacks: true,
    fabric: txs("fabric_endorsements", "msp"),
  },
  producers: {
    unit: "count",
    stacks: true,
    evm: txs("evm_blocks", "miner", undefined, inHex),
    fabric: txs("fabric_block_signatures", "msp", "metadata_index = 0 AND msp != ''"),
  },
  blocks: {
    unit: "count",
    stacks: true,
    evm: { of: "blocks", series: { blocks: "count()" } },
    fabric: { of: "blocks", series: { blocks: "count()" } },
  },
  blockTime: {
    unit: "seconds",
    stacks: false,
    evm: { of: "blocks", series: { average: interval } },
    fabric: { of: "blocks", series: { average: interval } },
  },
  transactionsPerBlock: {
    unit: "count",
    stacks: false,
    evm: { of: "blocks", series: { average: average("tx_count"), largest: "max(tx_count)" } },
    fabric: { of: "blocks", series: { average: average("tx_count"), largest: "max(tx_count)" } },
  },
  blockSize: {
    unit: "bytes",
    stacks: false,
    evm: { of: "blocks", series: { average: average("size"), largest: "max(size)" } },
    fabric: { of: "blocks", series: { average: average("bytes"), largest: "max(bytes)" } },
  },
  gas: {
    unit: "gas",
    stacks: false,
    evm: { of: "blocks", series: { used: average("gas_used"), limit: average("gas_limit") } },
  },
  baseFee: {
    unit: "gwei",
    stacks: false,
    evm: { of: "blocks", series: { average: `${average("toFloat64(base_fee_per_gas)")} / 1e9` } },
  },
} as const satisfies Readonly<Record<string, ChartSql>>;

export type StoredChartId = keyof typeof CHARTS;
