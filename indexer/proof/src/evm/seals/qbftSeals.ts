import { RLP } from "@ethereumjs/rlp";
import { encodeHeader } from "../encodeHeader.ts";
import type { EvmHeader } from "../header.ts";
import { areBytes, decodeRlp, isBytes, type RlpItem } from "./rlpItem.ts";
import { ADDRESS_BYTES, SEAL_BYTES, type Seals, VANITY_BYTES, type Vote } from "./seals.ts";

const ROUND_BYTES = 4;

/**
 * QBFT, of GoQuorum and Besu: rlp([vanity, validators, vote, round, seals]). The block's hash takes round 0
 * and no seals; a seal signs the real round and no seals
 * (https://entethalliance.github.io/client-spec/qbft_spec.html).
 */
export function qbftSeals(header: EvmHeader): Seals | undefined {
  const extra = decodeExtra(header.extraData);
  // A number without leading zeros.
  if (!extra || extra.round.length > ROUND_BYTES || extra.round[0] === 0) return undefined;
  const { vanity, validators, vote, round } = extra;
  return sealsOf("qbft", header, extra, {
    hashed: [vanity, validators, vote, new Uint8Array(), []],
    signed: [vanity, validators, vote, round, []],
  });
}

/** IBFT 2.0 of Besu: the same list with a round of four bytes. Its hash takes neither round nor seals, a seal signs the round. */
export function ibft2Seals(header: EvmHeader): Seals | undefined {
  const extra = decodeExtra(header.extraData);
  if (!extra || extra.round.length !== ROUND_BYTES) return undefined;
  const { vanity, validators, vote, round } = extra;
  return sealsOf("ibft2", header, extra, {
    hashed: [vanity, validators, vote],
    signed: [vanity, validators, vote, round],
  });
}

interface Extra {
  readonly vanity: Uint8Array;
  readonly validators: Uint8Array[];
  readonly vote: RlpItem;
  readonly round: Uint8Array;
  readonly seals: Uint8Array[];
}

function decodeExtra(extraData: Uint8Array): Extra | undefined {
  const items = decodeRlp(extraData);
  if (!Array.isArray(items) || items.length !== 5) return undefined;
  const [vanity, validators, vote, round, seals] = items;
  if (!isBytes(vanity, VANITY_BYTES) || !areBytes(validators, ADDRESS_BYTES) || vote === undefined) return undefined;
  if (!isBytes(round) || !areBytes(seals, SEAL_BYTES)) return undefined;
  return { vanity, validators, vote, round, seals };
}

function sealsOf(
  profile: "qbft" | "ibft2",
  header: EvmHeader,
  { validators, vote, round, seals }: Extra,
  extra: { readonly hashed: RlpItem; readonly signed: RlpItem },
): Seals | undefined {
  const cast = decodeVote(vote);
  if (!cast) return undefined;
  return {
    profile,
    validators,
    ...(cast === "none" ? {} : { vote: cast }),
    round: round.reduce((value, byte) => value * 256 + byte, 0),
    committedSeals: seals,
    commitDigest: (keccak256) => keccak256(encodeHeader({ ...header, extraData: RLP.encode(extra.signed) })),
    hashedExtra: RLP.encode(extra.hashed),
  };
}

/** `[address, 0xff to add | 0 to drop]`, or nothing. */
function decodeVote(vote: RlpItem): Vote | "none" | undefined {
  if (vote.length === 0) return "none";
  if (!Array.isArray(vote) || vote.length !== 2) return undefined;
  const [address, kind] = vote;
  if (!isBytes(address, ADDRESS_BYTES) || !isBytes(kind) || kind.length > 1) return undefined;
  const code = kind[0] ?? 0;
  return code === 0xff || code === 0 ? { address, add: code === 0xff } : undefined;
}
