import { badCursor, openCursor, sealCursor, wholeNumber } from "../cursor.ts";

/** A block that a reader of events has got to, and with `txIndex` the transaction in it. */
export interface ChainPlace {
  readonly height: number;
  readonly hash: string;
  /** The last transaction that was told of; all of the block's when not given. */
  readonly txIndex?: number;
}

/** The cursor of an event. One list for all events of a network: whoever has seen a head can ask what came after it. */
export const placeCursor = (network: string, { height, hash, txIndex }: ChainPlace): string =>
  sealCursor(`chain:${network}`, [height, hash, ...(txIndex === undefined ? [] : [txIndex])].join(","));

/** @throws GraphQLError BAD_CURSOR when it was changed, or is of another network. */
export function placeOf(network: string, cursor: string): ChainPlace {
  const [height = "", hash = "", txIndex] = openCursor(`chain:${network}`, cursor).split(",");
  if (!/^(0x)?[0-9a-f]+$/.test(hash)) throw badCursor();
  return { height: wholeNumber(height), hash, ...(txIndex === undefined ? {} : { txIndex: wholeNumber(txIndex) }) };
}
