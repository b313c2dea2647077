import { createHash } from "node:crypto";
import type { Stage } from "@ledgerscope/core";

/**
 * The trace id of a transaction: the first 16 bytes of its id, so that every observer finds the same
 * without asking anybody.
 * @param txId 32 bytes in hex, with or without 0x.
 * @returns 32 lower-case hex digits.
 */
export function traceIdOf(txId: string): string {
  return txId.replace(/^0x/i, "").toLowerCase().slice(0, 32);
}

/**
 * The id of a span: first 8 bytes of SHA-256 over `traceId|stage|node|attempt` (UTF-8), so that an
 * observer can name a span's parent before the parent is known.
 * @returns 16 lower-case hex digits.
 */
export function spanIdOf(traceId: string, stage: Stage, node: string, attempt = 0): string {
  return createHash("sha256").update(`${traceId}|${stage}|${node}|${attempt}`).digest("hex").slice(0, 16);
}
