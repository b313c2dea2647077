import { quorumOf } from "@ledgerscope/proof";
import type { Row } from "@ledgerscope/schema";
import type { EvmBlock } from "./evmBlock.ts";
import { placeOf } from "./place.ts";
import { sealsOf } from "./sealsOf.ts";
import type { evmConsensus } from "./tables/evmConsensus.ts";

/** Who sealed the block, as a row; undefined for a chain without seals. */
export function consensusRow(network: string, block: EvmBlock): Row<typeof evmConsensus> | undefined {
  const sealed = sealsOf(block);
  if (!sealed) return undefined;
  const { seals, by } = sealed;
  const hasProposerSeal = seals.proposerDigest !== undefined;
  return {
    ...placeOf(network, block),
    profile: seals.profile,
    proposer: hasProposerSeal || block.height === 0 ? by.proposer : block.header.miner,
    round: seals.round,
    validators: seals.validators,
    quorum: quorumOf(seals.validators.length),
    committers: by.committers,
    vote_address: seals.vote?.address,
    vote: seals.vote ? (seals.vote.add ? "add" : "drop") : "",
    raft_id: seals.raftId,
  };
}
