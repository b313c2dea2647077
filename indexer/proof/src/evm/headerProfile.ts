import type { EvmHeader } from "./header.ts";
import { decodeSeals } from "./seals/decodeSeals.ts";
import type { SealedProfile } from "./seals/seals.ts";

/**
 * A rule by which a block's hash follows from its header, and by which its producers sign it:
 * - `ethereum`: the hash of all fields, no seals (proof of work, proof of stake, and chains that borrow its header);
 * - `clique` (EIP-225): the same hash, the signer's seal at the end of the extra data;
 * - `ibft`, `qbft` (GoQuorum; Besu's QBFT too), `ibft2` (Besu): seals are left out of the hash;
 * - `raft` (GoQuorum): the hash of all fields, the minter's signature in the extra data, time in nanoseconds.
 */
export type HeaderProfile = "ethereum" | SealedProfile;

/** Every profile, for those who let a user choose. */
export const headerProfiles: readonly HeaderProfile[] = ["ethereum", "clique", "ibft", "ibft2", "qbft", "raft"];

/** mixHash of every IBFT and QBFT block: "critical byzantine fault tolerance", shortened. */
const ISTANBUL_DIGEST = Uint8Array.from("ctical byzantine fault tolerance", (char) => char.charCodeAt(0));

/**
 * The profile that the header shows by itself: IBFT and QBFT by their mixHash, the others by the form of the extra data.
 * @returns undefined for a header with the mixHash of IBFT and QBFT and the extra data of neither.
 */
export function headerProfile(header: EvmHeader): HeaderProfile | undefined {
  if (ISTANBUL_DIGEST.every((byte, at) => header.mixHash[at] === byte)) {
    return (["qbft", "ibft2", "ibft"] as const).find((profile) => decodeSeals(header, profile));
  }
  if (header.extraData.length <= 32) return "ethereum";
  if (decodeSeals(header, "raft")) return "raft";
  return looksLikeClique(header) ? "clique" : "ethereum";
}

const isFilledWith = (bytes: Uint8Array, value: number): boolean => bytes.every((byte) => byte === value);

/** Chains that borrow Clique's extra data seal another hash: they differ in difficulty (Bor) or name their producer (Parlia). */
function looksLikeClique(header: EvmHeader): boolean {
  const isVote = isFilledWith(header.nonce, 0xff) || isFilledWith(header.nonce, 0);
  return (
    decodeSeals(header, "clique") !== undefined &&
    isFilledWith(header.mixHash, 0) &&
    (header.difficulty === 1n || header.difficulty === 2n) &&
    isVote &&
    (header.extraData.length === 97 || isFilledWith(header.miner, 0))
  );
}
