import type { Range, StoredReader } from "@ledgerscope/core";
import { decodeSeals } from "@ledgerscope/proof";
import { checkBlock } from "./checkBlock.ts";
import type { EvmBlock } from "./evmBlock.ts";
import type { HeaderRule } from "./headerRules.ts";
import { storedBlocks } from "./storedBlocks.ts";

/** How many other blocks are looked at when a header's hash does not follow from it. */
const SAMPLES = 4;
/** A chain of fewer blocks cannot tell a rule that is not known from a block that is wrong. */
const ENOUGH = 2;

/** The rules of a chain whose headers follow none that is known here. */
export const UNKNOWN_HEADERS: readonly HeaderRule[] = [{ from: 0, profile: "unverified", signers: [] }];

/** Heights to compare a failing block with, spread over what there is. */
export function sampleHeights({ from, to }: Range, failing: number): readonly number[] {
  const step = Math.max(1, Math.floor((to - from) / (SAMPLES + 1)));
  const spread = Array.from({ length: SAMPLES }, (_, index) => to - 1 - index * step);
  return [...new Set(spread)].filter((height) => height >= from && height !== failing);
}

/** A few blocks spread over all that is stored of the network, but not the failing one. */
export async function storedSamples(stored: StoredReader, network: string, failing = -1): Promise<EvmBlock[]> {
  const sql = `SELECT toString(min(height)) AS first, toString(max(height)) AS last FROM store.evm_blocks
WHERE network = {network:String} HAVING count() > 0`;
  const samples: EvmBlock[] = [];
  for await (const { first, last } of stored.rows<{ first: string; last: string }>(sql, { network })) {
    for (const height of sampleHeights({ from: Number(first), to: Number(last) + 1 }, failing)) {
      const [sample] = await storedBlocks(stored, { network, from: height, to: height + 1 });
      if (sample?.block) samples.push(sample.block);
    }
  }
  return samples;
}

export const failsHeaderHash = (block: EvmBlock): boolean =>
  checkBlock(block).some(({ check, state }) => check === "header_hash" && state === "failed");

/**
 * Chain ids (EIP-155) of networks whose headers are Ethereum's, of local development chains too: where the hash of one
 * does not follow from it, the header was changed, and be it in every block.
 */
const ETHEREUM_HEADERS: ReadonlySet<bigint> = new Set([
  1n, // Ethereum
  5n, // Goerli
  10n, // OP Mainnet
  56n, // BNB Smart Chain
  100n, // Gnosis
  137n, // Polygon PoS
  1337n, // geth --dev
  8453n, // Base
  17000n, // Holesky
  31337n, // anvil, Hardhat
  42161n, // Arbitrum One
  560048n, // Hoodi
  11155111n, // Sepolia
]);

/** By its own form, or by the chain that its transactions are signed for. */
const hasKnownRule = ({ header, transactions }: EvmBlock): boolean =>
  (["qbft", "ibft", "ibft2", "clique", "raft"] as const).some((profile) => decodeSeals(header, profile)) ||
  transactions.some(({ chainId }) => chainId !== undefined && ETHEREUM_HEADERS.has(chainId));

export const areTooFew = (samples: readonly EvmBlock[]): boolean => samples.length < ENOUGH;

/**
 * Whether it is the chain that is unknown and not a block that is wrong: nothing says by which rule its headers are to
 * be hashed, and no other block's hash follows from its header, either. Where every endpoint changes every header
 * of a chain without a name, that is not told from it; nothing that rests on headers is `verified` then.
 */
export const haveUnknownHeaders = (samples: readonly EvmBlock[]): boolean =>
  !areTooFew(samples) && samples.every((block) => failsHeaderHash(block) && !hasKnownRule(block));
