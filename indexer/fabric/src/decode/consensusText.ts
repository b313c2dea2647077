import { decodeMetadata, MetadataIndex, WireError, WireReader } from "@ledgerscope/proof";
import { consenterMetadata } from "./messages/consensusMessages.ts";
import { decodeMessage } from "./messages/decodeMessage.ts";

const EMPTY: Uint8Array = new Uint8Array(0);

/** BFT orderers write their message as it is, the others within a `common.Metadata` (multichannel/blockwriter.go). */
const UNWRAPPED = "BFT";

/**
 * What the consensus wrote into a block: `OrdererBlockMetadata.consenter_metadata` under the signatures, or the entry
 * ORDERER that orderers before 1.4.1 wrote.
 * @param consensusType of the configuration in force; undefined where it is not known.
 */
export function consensusOf(
  metadata: readonly Uint8Array[],
  consensusType: string | undefined,
): { bytes: Uint8Array; text: string } {
  let bytes = EMPTY;
  try {
    bytes = consenterBytes(metadata);
    const message = consensusType === UNWRAPPED ? bytes : decodeMetadata(bytes).value;
    const type = consenterMetadata[consensusType ?? ""];
    return { bytes, text: type && message.length > 0 ? JSON.stringify(decodeMessage(type, message)) : "" };
  } catch (error) {
    if (error instanceof WireError) return { bytes, text: "" };
    throw error;
  }
}

function consenterBytes(metadata: readonly Uint8Array[]): Uint8Array {
  const signed = new WireReader(decodeMetadata(metadata[MetadataIndex.signatures] ?? EMPTY).value);
  let bytes = EMPTY;
  while (signed.next()) {
    if (signed.field === 2) bytes = signed.bytes();
    else signed.skip();
  }
  return bytes.length > 0 ? bytes : (metadata[MetadataIndex.orderer] ?? EMPTY);
}
