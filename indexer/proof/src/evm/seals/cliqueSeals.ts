import { encodeHeader } from "../encodeHeader.ts";
import type { EvmHeader } from "../header.ts";
import { ADDRESS_BYTES, SEAL_BYTES, type Seals, VANITY_BYTES, voteInHeader } from "./seals.ts";

/** Clique (EIP-225): vanity, at checkpoints the signers, the seal, which signs the header without it. */
export function cliqueSeals(header: EvmHeader): Seals | undefined {
  const { extraData } = header;
  const sealAt = extraData.length - SEAL_BYTES;
  if (sealAt < VANITY_BYTES || (sealAt - VANITY_BYTES) % ADDRESS_BYTES !== 0) return undefined;
  return {
    profile: "clique",
    validators: Array.from({ length: (sealAt - VANITY_BYTES) / ADDRESS_BYTES }, (_, index) => {
      const at = VANITY_BYTES + index * ADDRESS_BYTES;
      return extraData.subarray(at, at + ADDRESS_BYTES);
    }),
    ...voteInHeader(header),
    proposerSeal: extraData.subarray(sealAt),
    proposerDigest: (keccak256) => keccak256(encodeHeader({ ...header, extraData: extraData.subarray(0, sealAt) })),
    committedSeals: [],
    hashedExtra: extraData,
  };
}
