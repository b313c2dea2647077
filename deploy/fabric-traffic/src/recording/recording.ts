import type { FaultSeen } from "../drive/faults.ts";
import type { Mix } from "../plan/mix.ts";

/** `recording.json`: what was recorded. Everything else of the folder is described in the package's README. */
export interface Recording {
  readonly format: "ledgerscope-fabric-recording/1";
  readonly title: { readonly zh: string; readonly en: string };
  readonly consensus: "raft" | "bft";
  /** Version of Fabric. */
  readonly fabric: string;
  readonly channel: string;
  readonly nodes: readonly RecordedNode[];
  /** Certificate authorities of every organisation; names of files in this folder. */
  readonly organisations: readonly { readonly mspId: string; readonly ca: string; readonly tlsCa: string }[];
  readonly chaincodes: readonly { readonly name: string; readonly version: string; readonly sequence: number }[];
  readonly traffic: { readonly seed: number; readonly rate: number; readonly seconds: number; readonly mix: Mix };
  /** Microseconds since the Unix epoch, the recorder's clock: when it began to listen, and when it stopped. */
  readonly startUs: number;
  readonly endUs: number;
  /** Height of the first peer's ledger when the recorder began to listen: blocks from here on have arrival times. */
  readonly firstHeard: number;
  /** Blocks of the ledger, and how many transactions ended with which code. */
  readonly blocks: number;
  readonly codes: Readonly<Record<string, number>>;
  /** Submissions of the clients, by what they meant to provoke. */
  readonly submissions: Readonly<Record<string, number>>;
  readonly faults: readonly FaultSeen[];
}

export interface RecordedNode {
  readonly name: string;
  readonly kind: "peer" | "orderer";
  readonly mspId: string;
  /** The certificate it signs with; name of a file in this folder. */
  readonly certificate: string;
}

/** One block as one peer has it: a line of `peers/<name>.jsonl.gz`. Bytes are base64, hashes hex. */
export interface PeerBlock {
  readonly block: number;
  /** When the recorder received it, in microseconds of its clock; null when it was there before. */
  readonly arrivedUs: number | null;
  readonly commitHash: string;
  /** Of each envelope, in order. */
  readonly transactions: readonly {
    readonly txId: string;
    readonly type: number;
    readonly chaincode?: string;
    readonly code: number;
  }[];
  /** `Metadata` message with the orderers' signatures that this peer holds. */
  readonly signatures: string;
  /** Private data that this peer holds: place in the block → `TxPvtReadWriteSet`. */
  readonly privateData?: Readonly<Record<string, string>>;
}

/** One block as one orderer has it: a line of `orderers/<name>.signatures.jsonl.gz`. */
export interface OrdererBlock {
  readonly block: number;
  readonly arrivedUs: number | null;
  /** Its own block metadata, each item as it stands in the block, base64; item 0 holds the signatures. */
  readonly metadata: readonly string[];
}

/** A peer's signed answer to a query of its ledger: a line of `qscc.jsonl.gz`. Bytes are base64. */
export interface Attestation {
  readonly peer: string;
  readonly function: "GetTransactionByID" | "GetChainInfo";
  readonly args: readonly string[];
  /** The client's `Proposal` and its signature over it. */
  readonly proposal: string;
  readonly proposalSignature: string;
  /** `ProposalResponsePayload`: the answer itself lies in its extension, `ChaincodeAction.response`. */
  readonly payload: string;
  /** The peer's `SerializedIdentity`, and its signature over payload ‖ identity. */
  readonly endorser: string;
  readonly signature: string;
  readonly atUs: number;
}
