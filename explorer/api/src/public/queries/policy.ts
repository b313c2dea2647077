import type { Viewer } from "@ledgerscope/core";
import type { Reader } from "../../queries/readable.ts";

export interface PolicyRow {
  readonly version: number;
  readonly sha256: string;
  readonly text: string;
  /** Unix milliseconds. */
  readonly appliedAtMs: number;
}

/** The policy in force. It names no network or channel of its own: the viewer is not asked. */
export async function policyInForce(_viewer: Viewer, reader: Reader): Promise<PolicyRow | undefined> {
  const [row] = await reader.query<Omit<PolicyRow, "appliedAtMs"> & { appliedAtMs: number | string }>(
    `SELECT version, sha256, text, toUnixTimestamp64Milli(applied_at) AS appliedAtMs
     FROM store.disclosure_policies FINAL ORDER BY version DESC LIMIT 1`,
  );
  return row && { ...row, appliedAtMs: Number(row.appliedAtMs) };
}
