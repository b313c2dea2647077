import { decodeHeaders, type FabricBlock, WireError } from "@ledgerscope/proof";

/** The channel that a block's first envelope names; undefined when there is none. */
export function channelOf(block: FabricBlock): string | undefined {
  try {
    const envelope = block.data[0];
    return envelope && (decodeHeaders(envelope).channelId || undefined);
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}
