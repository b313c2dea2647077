import { concatBytes, type FabricBlock } from "@ledgerscope/proof";

/** Blocks as a peer writes them to one `blockfile_*` (see `parseBlock`). */
export function encodeBlockFile(blocks: readonly FabricBlock[]): Uint8Array {
  return concatBytes(
    ...blocks.map((block) => {
      const { number, dataHash, previousHash, data, metadata } = block;
      const frame = concatBytes(varint(number), item(dataHash), item(previousHash), list(data), list(metadata));
      return item(frame);
    }),
  );
}

const item = (bytes: Uint8Array): Uint8Array => concatBytes(varint(bytes.length), bytes);

const list = (items: readonly Uint8Array[]): Uint8Array => concatBytes(varint(items.length), ...items.map(item));

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Uint8Array.of(...bytes, rest);
}
