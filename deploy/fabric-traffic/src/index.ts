export type { FaultSeen } from "./drive/faults.ts";
export type { Seen } from "./drive/seen.ts";
export { type KeyGuard, openKeyGuard } from "./recording/privateKeys.ts";
export type { Attestation, OrdererBlock, PeerBlock, Recording } from "./recording/recording.ts";
export { readRecorded, readRecordedLines } from "./recording/recordingFolder.ts";
