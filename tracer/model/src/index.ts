export { assemble } from "./assemble.ts";
export { diagnose } from "./diagnose.ts";
export type {
  ConflictingWrite,
  Culprit,
  Diagnosis,
  DiagnosisOptions,
  DiagnosisRule,
  EvmFailure,
  FabricFailure,
  Failure,
  KeyConflict,
  PolicyEvaluation,
  ProofRow,
} from "./diagnosis.ts";
export { spanIdOf, traceIdOf } from "./ids.ts";
export { printableKey } from "./printableKey.ts";
export type { Text } from "./text.ts";
export type { LedgerRecord, Observer, TraceGap, TraceInput, TraceSpan, TxTrace } from "./trace.ts";
