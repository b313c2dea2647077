/** How large the made-up networks are, and where in time. */
export interface Scale {
  /** Transactions of each network. */
  readonly transactions: number;
  /** Rows that only pages beyond the four budgeted kinds read: explanations, states, logs. */
  readonly everything: boolean;
}

export const FABRIC = { network: "bench-fabric", channel: "mychannel", family: "fabric", perBlock: 50 } as const;
export const EVM = { network: "bench-evm", family: "evm", perBlock: 150 } as const;

/** First moment of both networks: their blocks fill thirty days from here on. Unix milliseconds. */
export const START_MS = Date.UTC(2026, 9, 1);
export const DAYS = 30;
const SPAN_MS = DAYS * 86_400_000;

export const blocksOf = ({ transactions }: Scale, { perBlock }: { readonly perBlock: number }): number =>
  Math.ceil(transactions / perBlock);

/** SQL: the time of a block, Unix milliseconds. */
export const timeOfBlock = (height: string, blocks: number): string =>
  `toInt64(${START_MS} + intDiv(${height} * ${SPAN_MS}, ${blocks}))`;

/** SQL: a number below `most`, many small ones and few large ones: a few keys, callers and contracts are busy. */
export const skewed = (seed: string, most: number): string =>
  `toUInt64(floor(pow(${most}, (cityHash64(${seed}) % 1000003) / 1000003)) - 1)`;

/** SQL: 32 bytes that look random, out of a text or number. */
export const bytes32 = (seed: string): string =>
  `toFixedString(concat(reinterpretAsFixedString(sipHash128(${seed}, 1)), reinterpretAsFixedString(sipHash128(${seed}, 2))), 32)`;
export const bytes20 = (seed: string): string => `toFixedString(substring(${bytes32(seed)}, 1, 20), 20)`;

/** Columns of one table, as SQL over a row `n` (which one) and `height`. */
type Columns = Readonly<Record<string, string>>;

export interface MadeTable {
  readonly table: string;
  /** SQL of rows with the columns that `columns` names, for `{from:UInt64}` up to `{to:UInt64}`. */
  readonly rows: string;
  readonly columns: Columns;
  /** What `from` and `to` count. @default transactions */
  readonly by?: "blocks";
}
