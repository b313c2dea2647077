import { decodeHeaders, WireError } from "@ledgerscope/proof";
import { BlockFormatError, parseBlock } from "../source/blockFile.ts";

/** The channel that the first envelope of a block in a block file names; undefined when there is none. */
export function channelOf(frame: Uint8Array): string | undefined {
  try {
    const envelope = parseBlock(frame).data[0];
    return envelope && (decodeHeaders(envelope).channelId || undefined);
  } catch (error) {
    if (error instanceof WireError || error instanceof BlockFormatError) return undefined;
    throw error;
  }
}
