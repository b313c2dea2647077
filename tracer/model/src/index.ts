export { assemble } from "./assemble.ts";
export { clocksOfTraces } from "./clocks/clocksOfTraces.ts";
export { diagnose } from "./diagnose.ts";
export type {
  ConflictingWrite,
  Culprit,
  Diagnosis,
  DiagnosisOptions,
  DiagnosisRule,
  EvmFailure,
  EvmRival,
  EvmWaiting,
  FabricFailure,
  Failure,
  KeyConflict,
  PolicyEvaluation,
  ProofRow,
} from "./diagnosis.ts";
export { type EvmCall, failingCalls } from "./evm/evmCall.ts";
export type { EvmConsensus, EvmEvidence, EvmOrphan } from "./evm/evmEvidence.ts";
export { type Call, CallIndex } from "./fabric/callIndex.ts";
export type { Surroundings } from "./fabric/surroundings.ts";
export type {
  Certificate,
  Contention,
  DefinitionChange,
  EarlierUse,
  Execution,
  FailedCall,
  OrdererAttempt,
  OrdererEvent,
  PolicyHint,
  ResultMismatch,
  StaleEndorser,
  Unordered,
} from "./fabricEvidence.ts";
export { spanIdOf, traceIdOf } from "./ids.ts";
export { printableKey } from "./printableKey.ts";
export {
  type Attempt,
  RETRY_WINDOW_NS,
  type RepeatedCall,
  type RetryChain,
  retryChains,
} from "./retries/retryChain.ts";
export { type Baseline, Baselines, baselinesOf, medianOf } from "./slowness/baseline.ts";
export { contextInOneClock } from "./slowness/inOneClock.ts";
export { type Laggard, laggards } from "./slowness/laggards.ts";
export { type LeaderScore, leaderScores } from "./slowness/leaderScores.ts";
export type { BlockCommit, BlockWeight, LongSimulation, NodeEvent, Observed, Silence } from "./slowness/observed.ts";
export {
  type Arrival,
  type LedBlock,
  OVERTAKING_TOLERANCE_NS,
  type Overtaken,
  overtaken,
} from "./slowness/overtaken.ts";
export { reasonNames } from "./slowness/reasonNames.ts";
export { SLOWNESS_VERSION, slow } from "./slowness/slow.ts";
export { durationText, timeText } from "./slowness/slowDiagnosis.ts";
export { contextOf, type SlownessContext, type SlownessRule } from "./slowness/slownessContext.ts";
export type { Text } from "./text.ts";
export type { LedgerRecord, NodeClock, Observer, TraceGap, TraceInput, TraceSpan, TxTrace } from "./trace.ts";
