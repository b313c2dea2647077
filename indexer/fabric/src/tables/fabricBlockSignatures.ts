import { defineTable } from "@ledgerscope/schema";
import { blockPlace, byHeight } from "./placeColumns.ts";

export const fabricBlockSignatures = defineTable({
  name: "fabric_block_signatures",
  comment: "Orderer signatures in the metadata of blocks, one row each",
  orderBy: ["network", "channel", "height", "metadata_index", "signature_index"],
  partitionBy: byHeight,
  example: `SELECT msp, count() AS blocks FROM fabric_block_signatures
WHERE network = 'relief' AND metadata_index = 0 GROUP BY msp ORDER BY msp`,
  columns: {
    ...blockPlace,
    metadata_index: {
      type: "UInt8",
      comment: "common.BlockMetadataIndex, from 0: 0 SIGNATURES, 1 LAST_CONFIG (before 2.0), 3 ORDERER (before 2.0)",
    },
    signature_index: { type: "UInt32", comment: "Position among the signatures, from 0" },
    msp: { type: "LowCardinality(String)", comment: "MSP id of the signer; empty where it cannot be known" },
    cert_sha256: { type: "String", comment: "SHA-256 of the signer's certificate (DER)", hex: "" },
    consenter_id: {
      type: "UInt64",
      comment: "BFT: number of the signer in the channel configuration; 0 where the signature names a certificate",
    },
    nonce: { type: "String", comment: "Nonce of the signature's header", hex: "" },
    signature: { type: "String", comment: "ECDSA signature (DER)", hex: "" },
    header: {
      type: "String",
      comment: "common.SignatureHeader, or common.IdentifierHeader of BFT, as it was signed",
      hex: "",
      codec: "ZSTD(3)",
    },
  },
});
