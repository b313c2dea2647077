import type { FabricBlock } from "@ledgerscope/proof";

/** A block file's bytes that are not what they should be; the offset is within the frame. */
export class BlockFormatError extends Error {
  override readonly name = "BlockFormatError";
}

/** Largest block that is believed; Fabric's own limit on a batch is below 100 MB. */
export const MAX_FRAME_BYTES = 1 << 30;

/**
 * Reads a protobuf varint.
 * @returns its value and the offset after it; undefined when the bytes end within it.
 * @throws BlockFormatError when it cannot be a length.
 */
export function readVarint(bytes: Uint8Array, at: number): { value: number; end: number } | undefined {
  let value = 0;
  let scale = 1;
  for (let index = 0; index < 8; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) {
      if (!Number.isSafeInteger(value)) break;
      return { value, end: at + index + 1 };
    }
    scale *= 128;
  }
  throw new BlockFormatError(`no varint at byte ${at}`);
}

/** The first frame of the bytes (a varint length, then a block); undefined when it is not there as a whole. */
export function splitFrame(bytes: Uint8Array): Uint8Array | undefined {
  const length = readVarint(bytes, 0);
  if (!length || length.end + length.value > bytes.length) return undefined;
  return bytes.subarray(length.end, length.end + length.value);
}

class FrameReader {
  at = 0;
  readonly #frame: Uint8Array;

  constructor(frame: Uint8Array) {
    this.#frame = frame;
  }

  get ended(): boolean {
    return this.at >= this.#frame.length;
  }

  varint(): number {
    const read = readVarint(this.#frame, this.at);
    if (!read) throw new BlockFormatError(`cut off at byte ${this.at}`);
    this.at = read.end;
    return read.value;
  }

  bytes(): Uint8Array {
    const length = this.varint();
    if (this.at + length > this.#frame.length) throw new BlockFormatError(`cut off at byte ${this.at}`);
    const view = this.#frame.subarray(this.at, this.at + length);
    this.at += length;
    return view;
  }

  list(): Uint8Array[] {
    const count = this.varint();
    if (count > this.#frame.length) throw new BlockFormatError(`${count} items announced at byte ${this.at}`);
    const items: Uint8Array[] = [];
    for (let index = 0; index < count; index++) items.push(this.bytes());
    return items;
  }
}

export type FabricHeader = Pick<FabricBlock, "number" | "previousHash" | "dataHash">;

/** The header at the start of a frame; the rest of the frame need not be there. @throws BlockFormatError */
export function parseHeader(frame: Uint8Array): FabricHeader {
  const reader = new FrameReader(frame);
  const number = reader.varint();
  const dataHash = reader.bytes();
  const previousHash = reader.bytes();
  return { number, previousHash, dataHash };
}

/**
 * A block as peers and orderers write it to `blockfile_*` (fabric
 * common/ledger/blkstorage/block_serialization.go): varint number, data hash, previous hash, then the
 * envelopes and the metadata, each list with its count and each item with its length in front.
 * @throws BlockFormatError
 */
export function parseBlock(frame: Uint8Array): FabricBlock {
  const reader = new FrameReader(frame);
  const number = reader.varint();
  const dataHash = reader.bytes();
  const previousHash = reader.bytes();
  const data = reader.list();
  const metadata = reader.list();
  if (!reader.ended) throw new BlockFormatError(`${frame.length - reader.at} bytes after the block`);
  return { number, previousHash, dataHash, data, metadata };
}

/** Size of the block in a block file, in bytes, without the length in front. */
export function blockBytes(block: FabricBlock): number {
  const item = (bytes: Uint8Array): number => varintBytes(bytes.length) + bytes.length;
  const list = (items: readonly Uint8Array[]): number =>
    items.reduce((sum, bytes) => sum + item(bytes), varintBytes(items.length));
  return (
    varintBytes(block.number) +
    item(block.dataHash) +
    item(block.previousHash) +
    list(block.data) +
    list(block.metadata)
  );
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes++;
  return bytes;
}
