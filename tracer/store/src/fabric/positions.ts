/** A transaction's place in its channel. */
export interface At {
  readonly height: number;
  readonly txIndex: number;
}

/** A place as a text, for maps. */
export const placeKey = ({ height, txIndex }: At): string => `${height}:${txIndex}`;

/** A block holds fewer transactions than this, so that height and index make one ordered number. */
export const positionSql = (height: string, index: string): string => `toUInt64(${height}) * 1048576 + ${index}`;

/** Transactions of a request, as a condition: `fromHeight`, `fromIndex`, `toHeight`, `toIndex`. */
export const PLACED_SQL = `height BETWEEN {fromHeight:UInt64} AND {toHeight:UInt64}
    AND (height, tx_index) >= ({fromHeight:UInt64}, {fromIndex:UInt32})
    AND (height, tx_index) <= ({toHeight:UInt64}, {toIndex:UInt32})`;
