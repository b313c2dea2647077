export { type GeneratedLedger, type GenerateOptions, generateLedger } from "./fabricLedger/generateLedger.ts";
export { MemorySink } from "./memorySink.ts";
export { mainnetBlocks, type RecordedBlock } from "./recordedBlocks.ts";
export { type ReplayFaults, type ReplayOptions, type ReplayServer, replayRpc } from "./replayRpc.ts";
export { ScriptedChain } from "./scriptedChain.ts";
export { seededRandom } from "./seededRandom.ts";
