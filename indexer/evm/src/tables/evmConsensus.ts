import { defineTable } from "@ledgerscope/schema";
import { HEIGHT_PARTITIONS, position } from "./position.ts";

/** Read out of the header: all of it can be recomputed from `evm_blocks`. */
export const evmConsensus = defineTable({
  name: "evm_consensus",
  comment: "Who sealed the blocks of Clique, IBFT, QBFT and Raft chains, one row per block",
  reorgs: true,
  orderBy: ["network", "height"],
  partitionBy: HEIGHT_PARTITIONS,
  example: `SELECT round, count() AS blocks, groupUniqArray(proposer) AS proposers
FROM evm_consensus WHERE network = 'consortium' GROUP BY round ORDER BY round`,
  columns: {
    ...position,
    profile: { type: "LowCardinality(String)", comment: "Rule of the header: clique, ibft, ibft2, qbft or raft" },
    proposer: {
      type: "Nullable(FixedString(20))",
      comment: "Who proposed the block: recovered from the seal; QBFT has none, there it is the miner's address",
      hex: "0x",
    },
    round: { type: "Nullable(UInt32)", comment: "Round that succeeded, from 0; NULL where the header has none" },
    validators: {
      type: "Array(FixedString(20))",
      comment: "Who may seal the block, as the header lists them; Clique lists them at checkpoints only",
      hex: "0x",
    },
    quorum: {
      type: "UInt32",
      comment: "Validators who must commit: two thirds, rounded up; 0 where the header lists none",
    },
    committers: {
      type: "Array(FixedString(20))",
      comment: "Who committed to the block, recovered from the seals, in their order",
      hex: "0x",
    },
    vote_address: {
      type: "Nullable(FixedString(20))",
      comment: "Whom the proposer votes about; NULL without a vote",
      hex: "0x",
    },
    vote: { type: "LowCardinality(String)", comment: "add, drop, or empty without a vote" },
    raft_id: { type: "Nullable(UInt32)", comment: "Raft: id of the minter in its cluster" },
  },
});
