import { common } from "@hyperledger/fabric-protos";
import { envelopeFacts } from "../clients/envelope.ts";
import type { Delivered } from "../network/followBlocks.ts";
import type { OrdererBlock, PeerBlock } from "./recording.ts";

const { SIGNATURES, TRANSACTIONS_FILTER, COMMIT_HASH } = common.BlockMetadataIndex;

/** What is kept of a block that a peer delivered. */
export function peerBlock({ block, privateData }: Delivered, arrivedUs: number | null): PeerBlock {
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const codes = metadata[TRANSACTIONS_FILTER] ?? new Uint8Array();
  const commitHash = common.Metadata.deserializeBinary(metadata[COMMIT_HASH] ?? new Uint8Array()).getValue_asU8();
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return {
    block: block.getHeader()?.getNumber() ?? 0,
    arrivedUs,
    commitHash: Buffer.from(commitHash).toString("hex"),
    transactions: envelopes.map((envelope, place) => {
      const { chaincode, txId, type } = envelopeFacts(envelope);
      return { txId, type, ...(chaincode !== undefined && { chaincode }), code: codes[place] ?? 254 };
    }),
    signatures: Buffer.from(metadata[SIGNATURES] ?? []).toString("base64"),
    ...(Object.keys(privateData).length > 0 && { privateData }),
  };
}

/** What is kept of a block that an orderer delivered. */
export function ordererBlock({ block }: Delivered, arrivedUs: number | null): OrdererBlock {
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  return {
    block: block.getHeader()?.getNumber() ?? 0,
    arrivedUs,
    metadata: metadata.map((item) => Buffer.from(item).toString("base64")),
  };
}
