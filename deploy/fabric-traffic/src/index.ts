// biome-ignore lint/performance/noBarrelFile: entrypoint module
export type { FaultSeen } from "./drive/faults.ts";
export type { Seen } from "./drive/seen.ts";
export type { Attestation, OrdererBlock, PeerBlock, Recording } from "./recording/recording.ts";
export { readRecorded, readRecordedLines } from "./recording/recordingFolder.ts";
