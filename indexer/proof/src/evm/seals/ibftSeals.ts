import { RLP } from "@ethereumjs/rlp";
import { encodeHeader } from "../encodeHeader.ts";
import type { EvmHeader } from "../header.ts";
import type { Keccak256 } from "../keccak256.ts";
import { areBytes, decodeRlp, isBytes, joinBytes } from "./rlpItem.ts";
import { ADDRESS_BYTES, SEAL_BYTES, type Seals, VANITY_BYTES, voteInHeader } from "./seals.ts";

const NONE = new Uint8Array();
/** Code of IBFT's commit message. */
const COMMIT = Uint8Array.of(2);

/**
 * IBFT of GoQuorum (EIP-650): vanity, then rlp([validators, proposer's seal, committed seals]). The block's hash takes
 * no committed seals; the proposer signs the hash of the hash without any seal, the others the block's hash and the
 * code of the commit message.
 */
export function ibftSeals(header: EvmHeader): Seals | undefined {
  const { extraData } = header;
  const items = decodeRlp(extraData.subarray(VANITY_BYTES));
  if (!Array.isArray(items) || items.length !== 3) return undefined;
  const [validators, proposerSeal, seals] = items;
  if (!areBytes(validators, ADDRESS_BYTES) || !areBytes(seals, SEAL_BYTES) || !isBytes(proposerSeal)) return undefined;
  if (proposerSeal.length !== SEAL_BYTES && proposerSeal.length !== 0) return undefined;
  const extraWith = (seal: Uint8Array): Uint8Array =>
    joinBytes(extraData.subarray(0, VANITY_BYTES), RLP.encode([validators, seal, []]));
  const hashWith = (seal: Uint8Array, keccak256: Keccak256): Uint8Array =>
    keccak256(encodeHeader({ ...header, extraData: extraWith(seal) }));
  return {
    profile: "ibft",
    validators,
    ...voteInHeader(header),
    proposerSeal,
    proposerDigest: (keccak256) => keccak256(hashWith(NONE, keccak256)),
    committedSeals: seals,
    commitDigest: (keccak256) => keccak256(joinBytes(hashWith(proposerSeal, keccak256), COMMIT)),
    hashedExtra: extraWith(proposerSeal),
  };
}
