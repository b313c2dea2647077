import { WireError, WireReader } from "@ledgerscope/proof";
import { BlockFormatError, type FabricHeader } from "../source/blockFile.ts";
import { parseFetchedHeader } from "../source/fetchedBlock.ts";

/** What a node says of a block, with its envelopes or without. */
export interface ServedBlock {
  readonly header: FabricHeader;
  /** By index of `common.BlockMetadataIndex`. */
  readonly metadata: readonly Uint8Array[];
  /** The `common.Block` as it was sent. */
  readonly raw: Uint8Array;
  /** When it arrived, Unix milliseconds by our clock, with its fractions. */
  readonly arrivedMs: number;
  /** Sent as it was made. False: it was there before the node was asked, so its arrival says nothing of its making. */
  readonly isNew: boolean;
}

/**
 * @param newestBefore newest height of the node when it was asked.
 * @throws BlockFormatError where it is no block.
 */
export function servedBlock(raw: Uint8Array, arrivedMs: number, newestBefore: number): ServedBlock {
  const header = parseFetchedHeader(raw);
  return { header, metadata: metadataOf(raw), raw, arrivedMs, isNew: header.number > newestBefore };
}

/** Of the whole message: what breaks off is no block, with its envelopes or without. */
function metadataOf(raw: Uint8Array): readonly Uint8Array[] {
  let metadata: readonly Uint8Array[] = [];
  try {
    const reader = new WireReader(raw);
    while (reader.next()) {
      if (reader.field === 3) metadata = metadataEntries(reader.message());
      else reader.skip();
    }
  } catch (error) {
    if (error instanceof WireError) throw new BlockFormatError(error.message, { cause: error });
    throw error;
  }
  return metadata;
}

/** Fabric has five; each costs many times its bytes in memory. */
const MAX_ENTRIES = 16;

function metadataEntries(reader: WireReader): readonly Uint8Array[] {
  const entries: Uint8Array[] = [];
  while (reader.next()) {
    if (reader.field !== 1) reader.skip();
    else if (entries.push(reader.bytes()) > MAX_ENTRIES)
      throw new BlockFormatError(`more than ${MAX_ENTRIES} metadata`);
  }
  return entries;
}
