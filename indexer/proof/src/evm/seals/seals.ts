import type { EvmHeader } from "../header.ts";
import type { Keccak256 } from "../keccak256.ts";

/** Header profiles with seals; headerProfile.ts says what they are. */
export type SealedProfile = "clique" | "ibft" | "ibft2" | "qbft" | "raft";

/** What the producers of a block wrote into its header, by its profile. */
export interface Seals {
  readonly profile: SealedProfile;
  /** Who may seal this block, as it lists them. Empty where it does not: Clique between checkpoints, Raft, validators in a contract. */
  readonly validators: readonly Uint8Array[];
  /** What the block's proposer asks for. */
  readonly vote?: Vote;
  /** QBFT and IBFT 2.0: the round that succeeded, from 0. */
  readonly round?: number;
  /** Raft: id of the minter in its cluster. */
  readonly raftId?: number;
  /** Clique, IBFT, Raft: of the block's proposer, 65 bytes: r, s, parity. */
  readonly proposerSeal?: Uint8Array;
  /** What it signs. */
  readonly proposerDigest?: (keccak256: Keccak256) => Uint8Array;
  /** IBFT, IBFT 2.0, QBFT: 65 bytes each. */
  readonly committedSeals: readonly Uint8Array[];
  /** What they sign. */
  readonly commitDigest?: (keccak256: Keccak256) => Uint8Array;
  /** The extra data as the block's hash takes them. */
  readonly hashedExtra: Uint8Array;
}

/** To let an address in or to drop it. */
export interface Vote {
  readonly address: Uint8Array;
  readonly add: boolean;
}

export const VANITY_BYTES = 32;
export const ADDRESS_BYTES = 20;
export const SEAL_BYTES = 65;

/** Clique and IBFT: a vote stands in miner and nonce. */
export function voteInHeader({ miner, nonce }: EvmHeader): Pick<Seals, "vote"> {
  if (miner.every((byte) => byte === 0)) return {};
  return { vote: { address: miner, add: nonce.every((byte) => byte === 0xff) } };
}
