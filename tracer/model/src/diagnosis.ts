import type { DecodedCall } from "@ledgerscope/core";
import type { EvmFailure } from "./evm/evmFailure.ts";
import type { Certificate, Contention, DefinitionChange, EarlierUse, PolicyHint, Unordered } from "./fabricEvidence.ts";
import type { Text } from "./text.ts";

export type { EvmFailure, EvmRival, EvmWaiting } from "./evm/evmFailure.ts";

/** A transaction that made this one fail, and by what. */
export interface Culprit {
  /** Transaction id as its chain prints it. */
  readonly id: string;
  readonly height: number;
  readonly txIndex: number;
  readonly namespace?: string;
  /** Private data collection; the key is then a hash. */
  readonly collection?: string;
  /** In printable form, see `printableKey`. */
  readonly key?: string;
  /** Version that the failed transaction had read: `height:index`, or `absent`. */
  readonly readVersion?: string;
  /** Version that this culprit wrote: `height:index`. */
  readonly writtenVersion?: string;
}

/** One fact that the explanation rests on. */
export interface ProofRow {
  /** A stable name, such as `namespace`, `gas_used`. */
  readonly label: string;
  readonly value: string;
}

/** Why a transaction failed, or why it was slow. */
export interface Diagnosis {
  /** Stable name: `mvcc_read_conflict`, `evm_revert`, … */
  readonly code: string;
  /** Which of the ways that lead to `code`, where they can be told apart: `hot_key_in_block`, `stale_endorser`, … */
  readonly subCause?: string;
  /** Everything that applies of what leads to `code`, the one that counts most first; absent where there is only `subCause`. */
  readonly subCauses?: readonly string[];
  /** @default "failure" */
  readonly kind?: "failure" | "slow" | "suspicion";
  /** Of `slow`: the time that it cost, beyond what is usual; nanoseconds. */
  readonly costNs?: bigint;
  /** The chain's own number: Fabric validation code, EVM receipt status; null for what never reached a block. */
  readonly chainCode: number | null;
  /** 0..1; 1 is proved by stored data. */
  readonly confidence: number;
  readonly title: Text;
  readonly summary: Text;
  /** What to do. */
  readonly advice: Text;
  /** What an operator does now, step by step. */
  readonly runbook?: readonly Text[];
  /** In order of the ledger, the first one first. */
  readonly culprits: readonly Culprit[];
  readonly proof: readonly ProofRow[];
  /** What would be needed to know more. */
  readonly unseen: readonly Text[];
}

/** A write that advanced the version of a key after it had been read. */
export interface ConflictingWrite {
  readonly id: string;
  readonly height: number;
  readonly txIndex: number;
  readonly isDelete: boolean;
}

/** A key whose version had changed between simulation and commit. */
export interface KeyConflict {
  readonly namespace: string;
  readonly collection: string;
  /** Raw bytes in hex; for a collection the SHA-256 of the key. */
  readonly keyHex: string;
  /** Version read; absent when the key did not exist. */
  readonly read?: { readonly height: number; readonly txIndex: number };
  /** Every valid write since that version, in order of the ledger. */
  readonly writes: readonly ConflictingWrite[];
  /**
   * `proved` from the version that was read; `inferred`: a key of the range that was written since, where the query's
   * result is recorded as a hash, so that no version is known; `expired`: private data that was purged.
   */
  readonly evidence: "proved" | "inferred" | "expired";
}

/** An endorsement policy that a transaction had to meet, evaluated again from its signatures. */
export interface PolicyEvaluation {
  readonly namespace: string;
  /** Empty for public state. */
  readonly collection: string;
  /** The key whose own policy it is, raw bytes in hex; empty for any other. */
  readonly keyHex: string;
  /** Where the policy comes from: chaincode, collection, key, lifecycle or system; empty when not known. */
  readonly source?: string;
  /** In words, such as `2 of (Org1MSP.peer, Org2MSP.peer)`. */
  readonly policy: string;
  readonly state: "satisfied" | "unsatisfied" | "unsupported";
  /** MSP ids of the endorsers whose signature and certificate are good. */
  readonly endorsedBy: readonly string[];
  /** What would have to be added, all of it. */
  readonly missing: readonly string[];
  /** Why it is not satisfied where no endorsement is missing, or not supported. */
  readonly detail: string;
}

/** Evidence on a failed Fabric transaction. */
export interface FabricFailure {
  readonly family: "fabric";
  readonly id: string;
  /** Absent when it never reached a block. */
  readonly place?: { readonly height: number; readonly txIndex: number };
  /** Validation code; null when it never reached a block. */
  readonly code: number | null;
  readonly codeName: string;
  readonly chaincode: string;
  readonly function: string;
  /** MSP ids of its endorsers, in order. */
  readonly endorsers: readonly string[];
  /** Conflicts of its single reads (what code 11 is about). */
  readonly readConflicts: readonly KeyConflict[];
  /** Conflicts of keys of its range queries (what code 12 is about). */
  readonly rangeConflicts: readonly KeyConflict[];
  /** The pass `conflicts` has come to its block, so that its range queries were compared by their bounds. */
  readonly rangesCompared: boolean;
  /** Of code 10: the policies that it had to meet; absent where the pass `signatures` has not come to its block. */
  readonly policies?: readonly PolicyEvaluation[];
  /** Of code 10 where `policies` is absent: the policies that it may have failed. */
  readonly policyHints?: readonly PolicyHint[];
  /** Words of the peers that refused it, from their logs. */
  readonly refusals: readonly string[];
  /** Endorsers' errors, from the gateway's log: who and what. */
  readonly endorseErrors: readonly { readonly endorser: string; readonly error: string }[];
  /** The client's claim in the channel header, Unix nanoseconds. */
  readonly timeNs?: bigint;
  /** Median time of the block's transactions, Unix nanoseconds. */
  readonly blockTimeNs?: bigint;
  /** Of codes 11 and 12: who else was at those keys. */
  readonly contention?: Contention;
  /** Of code 9. */
  readonly earlierUse?: EarlierUse;
  /** Definitions of its chaincodes that were committed while it was on its way. */
  readonly definitionChanges?: readonly DefinitionChange[];
  /** The creator's certificate as the channel has it; absent where no block names it. */
  readonly creator?: Certificate;
  /** Certificates of its endorsers. */
  readonly endorserCertificates?: readonly Certificate[];
  /** Why its envelope cannot be decoded; empty or absent where it can. */
  readonly decodeError?: string;
  /** Of what never reached a block: the way that it went. */
  readonly unordered?: Unordered;
}

export type Failure = FabricFailure | EvmFailure;

/** What the network's operator may add to what is built in. */
export interface DiagnosisOptions {
  /** Fragments of custom errors in ethers' human-readable form or as ABI JSON. */
  readonly abis?: readonly (string | object)[];
  /** What an EVM error says in the words of the ABIs at hand: a family's `CallDecoder.decodeError`. 0x-hex. */
  readonly decodeError?: (error: { readonly address?: string; readonly data: string }) => DecodedCall | undefined;
}

/** One kind of explanation: one file under diagnoses/. */
export type DiagnosisRule = (failure: Failure, options: DiagnosisOptions) => Diagnosis | undefined;
