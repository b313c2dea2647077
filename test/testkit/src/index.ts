export { type GeneratedLedger, type GenerateOptions, generateLedger } from "./fabricLedger/generateLedger.ts";
export { GeneratedChain } from "./generatedChain.ts";
export { MemorySink } from "./memorySink.ts";
export { mainnetBlocks, quorumBlocks, type RecordedBlock, recordedArchive } from "./recordedBlocks.ts";
export { type ReplayFaults, type ReplayOptions, type ReplayServer, replayRpc } from "./replayRpc.ts";
export { ScriptedChain } from "./scriptedChain.ts";
export { seededRandom } from "./seededRandom.ts";
export { allTypes, asRecorded, signedBlock } from "./signedBlocks.ts";
