import type { FabricBlock } from "@ledgerscope/proof";
import { integer, lengthDelimited } from "./protobuf.ts";

/**
 * `common.Block` as Fabric's Go code writes it: fields in ascending order, zero values left out, an entry for
 * every item of a list. Envelopes and metadata stand in it byte for byte as in the recording.
 */
export function encodeBlock({ number, previousHash, dataHash, data, metadata }: FabricBlock): Buffer {
  return Buffer.concat([
    lengthDelimited(1, encodeHeader({ number, previousHash, dataHash })),
    lengthDelimited(2, Buffer.concat(data.map((envelope) => lengthDelimited(1, envelope)))),
    lengthDelimited(3, Buffer.concat(metadata.map((item) => lengthDelimited(1, item)))),
  ]);
}

/** What a stream of headers with signatures carries: the block without its data. */
export function encodeHeaderWithSignatures({ metadata, ...header }: FabricBlock): Buffer {
  return Buffer.concat([
    lengthDelimited(1, encodeHeader(header)),
    lengthDelimited(3, Buffer.concat(metadata.map((item) => lengthDelimited(1, item)))),
  ]);
}

function encodeHeader(header: Pick<FabricBlock, "number" | "previousHash" | "dataHash">): Buffer {
  const { number, previousHash, dataHash } = header;
  return Buffer.concat([
    ...(number === 0 ? [] : [integer(1, number)]),
    ...(previousHash.length === 0 ? [] : [lengthDelimited(2, previousHash)]),
    ...(dataHash.length === 0 ? [] : [lengthDelimited(3, dataHash)]),
  ]);
}
