/** Where one transaction stands. */
export interface Position {
  readonly network: string;
  readonly height: number;
  readonly txIndex: number;
}

/** Condition for rows of these transactions, in any table with `network`, `height` and `tx_index`. */
export const atPositions = `network = {network:String} AND height IN {heights:Array(UInt64)}
       AND (height, tx_index) IN arrayZip({heights:Array(UInt64)}, {indexes:Array(UInt32)})`;

/** The parameters of `atPositions`. */
export function positionParams(network: string, positions: readonly Position[]): Record<string, unknown> {
  return {
    network,
    heights: positions.map(({ height }) => height),
    indexes: positions.map(({ txIndex }) => txIndex),
  };
}
