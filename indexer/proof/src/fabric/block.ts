import { concatBytes, joinedBriefly } from "./bytes.ts";
import { DerTag, encodeDer, encodeDerInteger } from "./der.ts";
import type { ProofCrypto } from "./proofCrypto.ts";

/** `common.Block` as bytes: nothing in it has been interpreted or written anew. */
export interface FabricBlock {
  readonly number: number;
  /** Hash of the block before; empty in block 0. */
  readonly previousHash: Uint8Array;
  /** SHA-256 of the concatenated envelopes, as the header states it. */
  readonly dataHash: Uint8Array;
  /** `common.Envelope`s as they stand in the block. */
  readonly data: readonly Uint8Array[];
  /** By `common.BlockMetadataIndex`: 0 SIGNATURES, 1 LAST_CONFIG, 2 TRANSACTIONS_FILTER, 4 COMMIT_HASH. */
  readonly metadata: readonly Uint8Array[];
}

/**
 * What orderers sign and the next block links to: ASN.1 DER of
 * `SEQUENCE{INTEGER number, OCTET STRING previous_hash, OCTET STRING data_hash}`
 * (fabric protoutil/blockutils.go, `BlockHeaderBytes`).
 */
export function headerBytes(header: Pick<FabricBlock, "number" | "previousHash" | "dataHash">): Uint8Array {
  return encodeDer(
    DerTag.sequence,
    concatBytes(
      encodeDerInteger(header.number),
      encodeDer(DerTag.octetString, header.previousHash),
      encodeDer(DerTag.octetString, header.dataHash),
    ),
  );
}

/** The block's hash: SHA-256 of `headerBytes`. Metadata is outside of it. */
export function headerHash(
  header: Pick<FabricBlock, "number" | "previousHash" | "dataHash">,
  crypto: ProofCrypto,
): Uint8Array | Promise<Uint8Array> {
  return crypto.sha256(headerBytes(header));
}

/**
 * SHA-256 of the plain concatenation (`BlockDataHash`). Nothing frames the envelopes, so a verifier must
 * also know that each is exactly one envelope: `isCanonicalEnvelope`.
 */
export function dataHash(data: readonly Uint8Array[], crypto: ProofCrypto): Uint8Array | Promise<Uint8Array> {
  return crypto.sha256(joinedBriefly(data));
}
