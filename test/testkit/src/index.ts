export { type GeneratedLedger, type GenerateOptions, generateLedger } from "./fabricLedger/generateLedger.ts";
export type { RefusedTransaction } from "./fabricLedger/refusedTransactions.ts";
export { GeneratedChain } from "./generatedChain.ts";
export { MemorySink } from "./memorySink.ts";
export { mainnetBlocks, quorumBlocks, type RecordedBlock, recordedArchive } from "./recordedBlocks.ts";
export type { Fault } from "./replayPeer/fault.ts";
export { type FaultName, faults, parseFault } from "./replayPeer/faults.ts";
export { replayLogs } from "./replayPeer/replayLogs.ts";
export {
  type ReplayNetwork,
  type ReplayNetworkOptions,
  type ReplayNodeSpec,
  startReplayNetwork,
} from "./replayPeer/replayNetwork.ts";
export { type ReplayFaults, type ReplayOptions, type ReplayServer, replayRpc } from "./replayRpc.ts";
export { ScriptedChain } from "./scriptedChain.ts";
export { seededRandom } from "./seededRandom.ts";
export { allTypes, asRecorded, signedBlock } from "./signedBlocks.ts";
