/** Part of this package's signatures, for those who may not import the warehouse itself. */
export type { Warehouse } from "@ledgerscope/warehouse";
export { type ConflictRequest, keyConflicts, type PlacedConflict } from "./fabric/keyConflicts.ts";
export { type NeverInBlock, neverInBlock, neverInBlockCount } from "./fabric/neverOrdered.ts";
export type { TransactionRef } from "./findTransaction.ts";
export { trace } from "./loadTrace.ts";
export {
  type LogPosition,
  type MalformedLine,
  readLogPositions,
  writeLogPosition,
  writeMalformedLines,
} from "./logPositions.ts";
export { tracerSchema } from "./tracerSchema.ts";
export type { Place } from "./wanted.ts";
export { type Explained, why } from "./why.ts";
export { type FailedTransaction, whyFailed } from "./whyFailed.ts";
export { writeFacts } from "./writeFacts.ts";
