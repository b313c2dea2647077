/** Part of this package's signatures, for those who may not import the warehouse itself. */
export type { Warehouse } from "@ledgerscope/warehouse";
export { nodeClocks } from "./clocks/nodeClocks.ts";
export { type UnincludedTransaction, unincludedTransactions } from "./evm/unincluded.ts";
export { type ConflictRequest, keyConflicts, type PlacedConflict } from "./fabric/keyConflicts.ts";
export { type NeverInBlock, neverInBlock, neverInBlockCount } from "./fabric/neverOrdered.ts";
export { FactBatch } from "./factBatch.ts";
export type { TransactionRef } from "./findTransaction.ts";
export { type CommitLag, type CommitLagPoint, commitLag, commitLagOverBlocks } from "./glance/commitLag.ts";
export { type ComparedStage, compareTraces } from "./glance/compareTraces.ts";
export { type DurationBin, durations } from "./glance/durations.ts";
export { type FailureGroup, type FailureShare, failureGroups } from "./glance/failureGroups.ts";
export { type FailureBucket, failuresOverTime } from "./glance/failuresOverTime.ts";
export {
  findTraces,
  positionOf,
  type TraceFilter,
  type TraceOrder,
  type TracePosition,
  type TraceSummary,
} from "./glance/findTraces.ts";
export { type Fork, type ForkCheck, forkAlarm } from "./glance/forkAlarm.ts";
export type { Glance } from "./glance/glance.ts";
export { glanceBlocks } from "./glance/glanceBlocks.ts";
export { glanceSpan } from "./glance/glanceSpan.ts";
export { type HotKey, hotKeys } from "./glance/hotKeys.ts";
export { type LatencyBucket, type LatencyOf, latencyOverTime } from "./glance/latencyOverTime.ts";
export { type LeaderChange, leaderChanges } from "./glance/leaderChanges.ts";
export { type NetworkNode, networkNodes } from "./glance/networkNodes.ts";
export { type NodeCalls, nodeCalls } from "./glance/nodeCalls.ts";
export { type NodeEvent, type NodeEventPosition, nodeEvents } from "./glance/nodeEvents.ts";
export { type NodeMetric, nodeMetrics } from "./glance/nodeMetrics.ts";
export { type RoundChange, roundChanges } from "./glance/roundChanges.ts";
export { sampledOneIn } from "./glance/sample.ts";
export { type EdgeKind, type ServiceEdge, serviceMap } from "./glance/serviceMap.ts";
export { type SlowCause, slowCauses } from "./glance/slowCauses.ts";
export { type LatencyGroup, type StageLatency, stageLatency } from "./glance/stageLatency.ts";
export { diagnosesOf, type StoredDiagnosis, suspicions } from "./glance/storedDiagnoses.ts";
export { trace } from "./loadTrace.ts";
export {
  type LogPosition,
  type MalformedLine,
  readLogPositions,
  writeLogPositions,
  writeMalformedLines,
} from "./logPositions.ts";
export { type RetriedCall, retryChainOf, retryChainsIn } from "./retries/retryChains.ts";
export { type NetworkFindings, networkFindings } from "./slowness/networkFindings.ts";
export { slownessContext } from "./slowness/slownessContext.ts";
export { type SlowTransaction, slowOf } from "./slowness/slowOf.ts";
export { whySlow } from "./slowness/whySlow.ts";
export { type ExplainOptions, type ExplainSummary, explain, forgetExplained } from "./summaries/explain.ts";
export { tracerSchema } from "./tracerSchema.ts";
export { type TraceRange, traces } from "./traces.ts";
export type { Place } from "./wanted.ts";
export { diagnosisOf, type Explained, why } from "./why.ts";
export { type FailedTransaction, whyFailed } from "./whyFailed.ts";
export { writeFacts } from "./writeFacts.ts";
export { type MetricSample, writeMetricSamples } from "./writeMetricSamples.ts";
