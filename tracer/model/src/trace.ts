import type { Evidence, Stage, StageFact } from "@ledgerscope/core";
import type { EvmEvidence } from "./evm/evmEvidence.ts";
import type { Surroundings } from "./fabric/surroundings.ts";
import type { Text } from "./text.ts";

/** One bar of the waterfall, in OpenTelemetry's terms. */
export interface TraceSpan {
  /** 16 hex digits, see `spanIdOf`. */
  readonly spanId: string;
  /** Absent for the root. */
  readonly parentSpanId?: string;
  readonly name: Stage;
  /** Who acted; empty for what no single node did. */
  readonly node: string;
  /** Unix nanoseconds. */
  readonly startNs: bigint;
  /** Unix nanoseconds; equal to `startNs` where only an instant is known. */
  readonly endNs: bigint;
  /** The weakest of what the two times rest on. */
  readonly evidence: Evidence;
  /** Where the times were read, comma-separated. */
  readonly source: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly status: "ok" | "error" | "unset";
}

/** What could not be seen, and what to turn on to see it. */
export interface TraceGap {
  readonly stage: Stage;
  readonly node?: string;
  readonly reason: Text;
  readonly advice: Text;
}

/** How far a node's clock is from the one that the trace is drawn by. */
export interface NodeClock {
  readonly node: string;
  /** Ahead of the trace's clock by this, nanoseconds; negative: behind. Times of spans are never shifted by it. */
  readonly offsetNs: bigint;
  /** The true offset lies within ± this, nanoseconds; absent where messages were seen in one direction only. */
  readonly boundNs?: bigint;
}

/** What happened to one transaction, as far as it is known. */
export interface TxTrace {
  /** 32 hex digits, see `traceIdOf`. */
  readonly traceId: string;
  readonly network: string;
  readonly channel: string;
  readonly family: string;
  /** The transaction's id as its chain prints it. */
  readonly id: string;
  /** Absent while it stands in no stored block. */
  readonly height?: number;
  readonly txIndex?: number;
  readonly status: "success" | "failed" | "unknown";
  /** Earliest time of any span, Unix nanoseconds. */
  readonly startNs: bigint;
  /** Latest time of any span, Unix nanoseconds. */
  readonly endNs: bigint;
  /** Parents before children, siblings by time. */
  readonly spans: readonly TraceSpan[];
  readonly gaps: readonly TraceGap[];
  /** Clocks of the nodes of its spans, as far as their messages tell; absent where none does. */
  readonly clocks?: readonly NodeClock[];
  /** Time of the root in which no child was seen at work, nanoseconds. */
  readonly unknownNs?: bigint;
  /** Nothing more is expected from the observers that are known. */
  readonly closed: boolean;
}

/** A source of stage facts, such as one node's log, and the stages that it has shown so far. */
export interface Observer {
  readonly node: string;
  readonly stages: readonly Stage[];
}

/** What the ledger itself says of a transaction. */
export interface LedgerRecord {
  readonly height: number;
  readonly txIndex: number;
  readonly status: "success" | "failed";
  /** Fabric: the client's claim in the channel header. EVM: time of the block. Unix nanoseconds. */
  readonly timeNs: bigint;
  /** The block can no longer be reverted. */
  readonly final: boolean;
  /** MSP ids of the endorsers, in order; empty for chains without. */
  readonly endorsers: readonly string[];
  /** Fabric: when a batch was to be closed at that height, as the channel was configured. */
  readonly batch?: { readonly maxMessages: number };
  /** For the root span, such as `fabric.chaincode.name`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Everything that a trace is assembled from. */
export interface TraceInput {
  readonly network: string;
  readonly channel: string;
  readonly family: string;
  /** The transaction's id as its chain prints it. */
  readonly id: string;
  /** Absent for a transaction that is known from logs alone. */
  readonly ledger?: LedgerRecord;
  /** Facts of the transaction (by its id or the id's first 8 digits) and of its block, in any order, any number of times. */
  readonly facts: readonly StageFact[];
  readonly observers: readonly Observer[];
  /** What happened around the transactions of its block; shared by them. */
  readonly surroundings?: Surroundings;
  /** What an EVM ledger tells beside the transaction itself. */
  readonly evm?: EvmEvidence;
}
