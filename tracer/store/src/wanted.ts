import type { Scope } from "./scope.ts";

/** Where a transaction stands in its ledger. */
export interface Place {
  readonly height: number;
  readonly txIndex: number;
}

/** A stored transaction that is looked for. */
export interface Wanted {
  /** 64 hex digits. */
  readonly txId: string;
  readonly network?: string;
  readonly place?: Place;
}

/** Rows at that place, or at any when there is none, as a condition. */
export function placeOf({ place }: Wanted): Scope {
  if (place === undefined) return { sql: "1", params: {} };
  const { height, txIndex } = place;
  return { sql: "height = {height:UInt64} AND tx_index = {txIndex:UInt32}", params: { height, txIndex } };
}
