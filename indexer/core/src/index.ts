export type { ChainAdapter, NetworkContext } from "./adapter.ts";
export { type BackfillOptions, backfill } from "./backfill.ts";
export type { Batch, Payload, QuarantinedBlock } from "./batch.ts";
export type { BlockHeader, BlockRef, TimeSource } from "./block.ts";
export type { CallDecoder, DeclaredName, DecodedCall, DecodedTransaction } from "./callDecoder.ts";
export {
  type Check,
  type CheckException,
  type CheckState,
  type CheckTally,
  listExceptions,
  mergeTallies,
  tallyChecks,
} from "./check.ts";
export { ConfigError, CorruptDataError, ForkError, LedgerscopeError, RetryableError } from "./errors.ts";
export { type FollowOptions, follow } from "./follow.ts";
export { commonAncestor } from "./fork.ts";
export { type KeepUpOptions, keepUp } from "./keepUp.ts";
export { lateIterable } from "./lateIterable.ts";
export { type BlockBounds, type BlockSelection, parseRanges, resolveRanges, withTimes } from "./parseRange.ts";
export type { Pass, PassRequest, PassStep } from "./pass.ts";
export type { PipelineEvents } from "./pipeline.ts";
export type { ProofFile, ProvenPart } from "./proofFile.ts";
export {
  countRanges,
  printRanges,
  type Range,
  type RangeSet,
  subtractRangeSets,
  subtractRanges,
  unionRanges,
} from "./range.ts";
export { type RetryOptions, retry } from "./retry.ts";
export type { Sink } from "./sink.ts";
export type { Head, Source, StreamRequest } from "./source.ts";
export type { Evidence, Stage, StageFact, Subject } from "./stage.ts";
export { STAGES, stagePlace } from "./stages.ts";
export type { StoredReader } from "./storedReader.ts";
export type { VerifyRequest } from "./verifyRequest.ts";
export { mayRead, operator, type Viewer } from "./viewer.ts";
