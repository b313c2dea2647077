import { encodeHeader } from "../encodeHeader.ts";
import type { EvmHeader } from "../header.ts";
import { decodeRlp, isBytes } from "./rlpItem.ts";
import { SEAL_BYTES, type Seals, VANITY_BYTES } from "./seals.ts";

const ZERO = new Uint8Array(32);
const NO_BLOOM = new Uint8Array(256);

/**
 * Raft of GoQuorum: vanity, then rlp([id of the minter as text in hex, signature]). Signed is the header as it was
 * before the block had contents: no extra data, roots, uncles and bloom zero.
 */
export function raftSeals(header: EvmHeader): Seals | undefined {
  const { extraData } = header;
  const items = decodeRlp(extraData.subarray(VANITY_BYTES));
  if (!Array.isArray(items) || items.length !== 2) return undefined;
  const [id, signature] = items;
  if (!isBytes(id) || !isBytes(signature, SEAL_BYTES)) return undefined;
  const text = String.fromCharCode(...id);
  if (!/^[0-9a-f]{1,4}$/.test(text)) return undefined;
  const draft = {
    ...header,
    extraData: new Uint8Array(),
    unclesHash: ZERO,
    transactionsRoot: ZERO,
    receiptsRoot: ZERO,
    logsBloom: NO_BLOOM,
  };
  return {
    profile: "raft",
    validators: [],
    raftId: Number.parseInt(text, 16),
    proposerSeal: signature,
    proposerDigest: (keccak256) => keccak256(encodeHeader(draft)),
    committedSeals: [],
    hashedExtra: extraData,
  };
}
