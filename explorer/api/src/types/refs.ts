import type {
  Attempt,
  Diagnosis,
  Laggard,
  LeaderScore,
  NodeClock,
  Overtaken,
  RetryChain,
  TraceGap,
  TraceSpan,
  TxTrace,
} from "@ledgerscope/tracer-model";
import type {
  CommitLag,
  CommitLagPoint,
  ComparedStage,
  FailureShare,
  Fork,
  ForkCheck,
  Glance,
  HotKey,
  LeaderChange,
  NetworkFindings,
  NodeEvent,
  RoundChange,
  ServiceEdge,
  StageLatency,
  StoredDiagnosis,
  TraceSummary,
} from "@ledgerscope/tracer-store";
import { builder } from "../builder.ts";
import type { NetworkRecord } from "../networkDirectory.ts";
import type { BlockRow } from "../queries/blocks.ts";
import type { EvmBlockRow, EvmLogRow, EvmTransactionRow } from "../queries/evm.ts";
import type {
  FabricBlockRow,
  FabricEndorsementRow,
  FabricReadRow,
  FabricTransactionRow,
  FabricWriteRow,
} from "../queries/fabric.ts";
import type { HeadRef } from "../queries/heads.ts";
import type { ActivityBucket, FailureCount } from "../queries/networkFigures.ts";
import type { RawBytes } from "../queries/rawTransaction.ts";
import type { CheckCount } from "../queries/storedRanges.ts";
import type { TransactionRow } from "../queries/transactions.ts";
import type { SearchHit } from "../search.ts";

/** Failures in one stretch of time. */
export interface FailuresIn {
  readonly fromMs: number;
  readonly toMs: number;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/** Two traces, and their stages side by side. */
export interface TraceComparison {
  readonly a: TxTrace;
  readonly b: TxTrace;
  readonly stages: readonly ComparedStage[];
}

// Types refer to each other in circles; the refs stand here, so that the files do not.

export const networkRef = builder.objectRef<NetworkRecord>("Network");
export const blockRef = builder.objectRef<BlockRow>("Block");
export const transactionRef = builder.objectRef<TransactionRow>("Transaction");

export const activityBucketRef = builder.objectRef<ActivityBucket>("ActivityBucket");
export const failureCountRef = builder.objectRef<FailureCount>("FailureCount");
export const storedRangeRef = builder.objectRef<{ from: number; to: number }>("StoredRange");
export const checkCountRef = builder.objectRef<CheckCount>("CheckCount");

export const fabricBlockRef = builder.objectRef<FabricBlockRow>("FabricBlock");
export const fabricTransactionRef = builder.objectRef<FabricTransactionRow>("FabricTransaction");
export const fabricEndorsementRef = builder.objectRef<FabricEndorsementRow>("FabricEndorsement");
export const fabricReadRef = builder.objectRef<FabricReadRow>("FabricRead");
export const fabricWriteRef = builder.objectRef<FabricWriteRow>("FabricWrite");

export const evmBlockRef = builder.objectRef<EvmBlockRow>("EvmBlock");
export const evmTransactionRef = builder.objectRef<EvmTransactionRow>("EvmTransaction");
export const evmLogRef = builder.objectRef<EvmLogRow>("EvmLog");

export const rawBytesRef = builder.objectRef<RawBytes>("RawBytes");

export const traceRef = builder.objectRef<TxTrace>("Trace");
export const traceSpanRef = builder.objectRef<TraceSpan>("TraceSpan");
export const traceGapRef = builder.objectRef<TraceGap>("TraceGap");
export const nodeClockRef = builder.objectRef<NodeClock>("NodeClock");
export const diagnosisRef = builder.objectRef<Diagnosis>("Diagnosis");
export const culpritRef = builder.objectRef<Diagnosis["culprits"][number]>("Culprit");
export const proofRowRef = builder.objectRef<Diagnosis["proof"][number]>("ProofRow");

export const glanceRef = builder.objectRef<Glance>("Glance");
export const serviceEdgeRef = builder.objectRef<ServiceEdge>("ServiceEdge");
export const stageLatencyRef = builder.objectRef<StageLatency>("StageLatency");
export const failureShareRef = builder.objectRef<FailureShare>("FailureShare");
export const failureBucketRef = builder.objectRef<FailuresIn>("FailureBucket");
export const hotKeyRef = builder.objectRef<HotKey>("HotKey");
export const commitLagRef = builder.objectRef<CommitLag>("CommitLag");
export const commitLagPointRef = builder.objectRef<CommitLagPoint>("CommitLagPoint");
export const forkCheckRef = builder.objectRef<ForkCheck>("ForkCheck");
export const forkRef = builder.objectRef<Fork>("Fork");
export const forkSideRef = builder.objectRef<Fork["sides"][number]>("ForkSide");
export const nodeEventRef = builder.objectRef<NodeEvent>("NodeEvent");
export const leaderChangeRef = builder.objectRef<LeaderChange>("LeaderChange");
export const roundChangeRef = builder.objectRef<RoundChange>("RoundChange");
export const findingRef = builder.objectRef<StoredDiagnosis>("Finding");
export const networkFindingsRef = builder.objectRef<NetworkFindings>("NetworkFindings");
export const laggardRef = builder.objectRef<Laggard>("Laggard");
export const leaderScoreRef = builder.objectRef<LeaderScore>("LeaderScore");
export const passedOverRef = builder.objectRef<Overtaken>("PassedOver");
export const retryChainRef = builder.objectRef<RetryChain>("RetryChain");
export const retryAttemptRef = builder.objectRef<Attempt & { readonly network: string }>("RetryAttempt");
export const traceSummaryRef = builder.objectRef<TraceSummary>("TraceSummary");
export const traceComparisonRef = builder.objectRef<TraceComparison>("TraceComparison");
export const comparedStageRef = builder.objectRef<ComparedStage>("ComparedStage");

export const searchHitRef = builder.objectRef<SearchHit>("SearchHit");
export const headEventRef = builder.objectRef<HeadRef>("HeadEvent");

export const blockConnectionRef = builder.connectionObject(
  { type: blockRef, name: "BlockConnection", description: "Page of blocks" },
  { name: "BlockEdge" },
);
export const transactionConnectionRef = builder.connectionObject(
  { type: transactionRef, name: "TransactionConnection", description: "Page of transactions" },
  { name: "TransactionEdge" },
);
export const traceSummaryConnectionRef = builder.connectionObject(
  { type: traceSummaryRef, name: "TraceSummaryConnection", description: "Page of transactions" },
  { name: "TraceSummaryEdge" },
);
export const nodeEventConnectionRef = builder.connectionObject(
  { type: nodeEventRef, name: "NodeEventConnection", description: "Page of events" },
  { name: "NodeEventEdge" },
);
