import { RLP } from "@ethereumjs/rlp";
import type { EvmHeader } from "./header.ts";
import { headerFields, headerProfile } from "./headerProfile.ts";
import type { Keccak256 } from "./keccak256.ts";

/** Hash of the header by its profile; undefined when no profile is known for these fields. */
export function headerHash(header: EvmHeader, keccak256: Keccak256): Uint8Array | undefined {
  const profile = headerProfile(header);
  if (!profile) return undefined;
  return keccak256(RLP.encode(headerFields[profile].map((field) => header[field] as Uint8Array | bigint)));
}
