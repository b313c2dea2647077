export { fabric } from "./adapter.ts";
export type { FabricConfig } from "./config.ts";
export {
  type Observation,
  type ObservedBlock,
  type ObservedProblem,
  observeBlocks,
} from "./deliver/observeBlocks.ts";
export { MEMORY_BYTES } from "./logs/logMemory.ts";
export { fabricLogParser, type LogContext, type ParsedLogLine, parseFabricLog } from "./logs/parseFabricLog.ts";
export { fabricMetricFacts, type NodeMetrics } from "./metrics/metricFacts.ts";
export { nodeCrypto } from "./nodeCrypto.ts";
export { PolicyState } from "./passes/policyState.ts";
export { fabricSchema } from "./schema.ts";
export { openLedgerBytes } from "./source/ledgerBytes.ts";
export { openLedger } from "./source/openLedger.ts";
