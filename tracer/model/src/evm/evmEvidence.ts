import type { EvmCall } from "./evmCall.ts";

/** What an EVM ledger tells of a transaction beside its row. */
export interface EvmEvidence {
  /** The hash of its block, 0x-hex; absent while it is in none. */
  readonly blockHash?: string;
  /** Calls made inside it, parents before their calls; empty where none are stored. */
  readonly calls: readonly EvmCall[];
  /** How many calls there are; more than `calls` has when there are very many. */
  readonly callCount: number;
  /** Who sealed its block; absent on chains without seals. */
  readonly consensus?: EvmConsensus;
  /** Blocks that held it and are no longer on the chain, oldest first. */
  readonly orphans: readonly EvmOrphan[];
}

/** How the validators of an IBFT or QBFT chain agreed on a block, out of its header. */
export interface EvmConsensus {
  /** `qbft`, `ibft`, `ibft2`, `clique`, `raft`. */
  readonly profile: string;
  /** 0x-hex; empty when unknown. */
  readonly proposer: string;
  /** Round that succeeded, from 0; absent where the header has none. */
  readonly round?: number;
  /** 0x-hex. */
  readonly validators: readonly string[];
  /** Validators whose seal the header holds, 0x-hex. */
  readonly committers: readonly string[];
  /** Validators who must commit. */
  readonly quorum: number;
  /** Time of the block before, Unix nanoseconds. */
  readonly parentNs?: bigint;
}

/** A block that was reverted. */
export interface EvmOrphan {
  readonly height: number;
  /** 0x-hex. */
  readonly blockHash: string;
  readonly txIndex: number;
  /** Time of the block, Unix nanoseconds. */
  readonly timeNs: bigint;
}
