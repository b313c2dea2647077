/** Where one transaction stands. */
export interface Position {
  readonly network: string;
  readonly height: number;
  readonly txIndex: number;
}

export const heightsOf = (positions: readonly { readonly height: number }[]): number[] =>
  positions.map(({ height }) => height);

const inOneBlock = (positions: readonly Position[]): boolean =>
  positions.every(({ height }) => height === positions[0]?.height);

/**
 * Condition for rows of these transactions, in any table with `network`, `height` and `tx_index`: those of one block as
 * a page asks for them, which the engine plans more quickly.
 */
export const atPositions = (positions: readonly Position[]): string =>
  inOneBlock(positions)
    ? "network = {network:String} AND height = {height:UInt64} AND tx_index IN {indexes:Array(UInt32)}"
    : `network = {network:String} AND height IN {heights:Array(UInt64)}
       AND (height, tx_index) IN arrayZip({heights:Array(UInt64)}, {indexes:Array(UInt32)})`;

/** The parameters of `atPositions`. */
export const positionParams = (network: string, positions: readonly Position[]): Record<string, unknown> => ({
  network,
  ...(inOneBlock(positions) ? { height: positions[0]?.height ?? 0 } : { heights: heightsOf(positions) }),
  indexes: positions.map(({ txIndex }) => txIndex),
});
