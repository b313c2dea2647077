import { concatBytes, equalBytes, type FabricBlock, WireError, WireReader } from "@ledgerscope/proof";
import { BlockFormatError, type FabricHeader } from "./blockFile.ts";

/**
 * The header of a `common.Block`; the rest of the bytes need not be there.
 * @throws BlockFormatError
 */
export function parseFetchedHeader(bytes: Uint8Array): FabricHeader {
  return translated(() => {
    const reader = new WireReader(bytes);
    if (!reader.next() || reader.field !== 1) throw new BlockFormatError("no block header at byte 0");
    return decodeHeader(reader.message());
  });
}

/**
 * A block as `peer channel fetch` writes it: a `common.Block` (fabric-protos common/common.proto). It must be
 * exactly what Fabric writes for it, so that no bit of the file is without meaning.
 * @throws BlockFormatError
 */
export function parseFetchedBlock(bytes: Uint8Array): FabricBlock {
  const block = translated(() => {
    let header: FabricHeader | undefined;
    let data: Uint8Array[] = [];
    let metadata: Uint8Array[] = [];
    const reader = new WireReader(bytes);
    while (reader.next()) {
      if (reader.field === 1) header = decodeHeader(reader.message());
      else if (reader.field === 2) data = decodeList(reader.message());
      else if (reader.field === 3) metadata = decodeList(reader.message());
      else reader.skip();
    }
    if (!header) throw new BlockFormatError("a block without a header");
    return { ...header, data, metadata };
  });
  if (!equalBytes(encodeFetchedBlock(block), bytes)) {
    throw new BlockFormatError("the bytes are not what Fabric writes for the block in them");
  }
  return block;
}

function translated<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof WireError) throw new BlockFormatError(error.message, { cause: error });
    throw error;
  }
}

/** `common.BlockHeader{number, previous_hash, data_hash}` */
function decodeHeader(reader: WireReader): FabricHeader {
  let number = 0;
  let previousHash: Uint8Array = new Uint8Array();
  let dataHash: Uint8Array = new Uint8Array();
  while (reader.next()) {
    if (reader.field === 1) number = reader.uint();
    else if (reader.field === 2) previousHash = reader.bytes();
    else if (reader.field === 3) dataHash = reader.bytes();
    else reader.skip();
  }
  return { number, previousHash, dataHash };
}

/** `common.BlockData` and `common.BlockMetadata`: repeated bytes 1. */
function decodeList(reader: WireReader): Uint8Array[] {
  const items: Uint8Array[] = [];
  while (reader.next()) {
    if (reader.field === 1) items.push(reader.bytes());
    else reader.skip();
  }
  return items;
}

/** A `common.Block` as Fabric writes it. */
export function encodeFetchedBlock(block: FabricBlock): Uint8Array {
  const { number, previousHash, dataHash, data, metadata } = block;
  const header = concatBytes(
    number === 0 ? new Uint8Array() : concatBytes(Uint8Array.of(0x08), varint(number)),
    previousHash.length === 0 ? previousHash : field(2, previousHash),
    dataHash.length === 0 ? dataHash : field(3, dataHash),
  );
  const list = (items: readonly Uint8Array[]): Uint8Array => concatBytes(...items.map((item) => field(1, item)));
  return concatBytes(field(1, header), field(2, list(data)), field(3, list(metadata)));
}

const field = (number: number, bytes: Uint8Array): Uint8Array =>
  concatBytes(Uint8Array.of(number * 8 + 2), varint(bytes.length), bytes);

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
