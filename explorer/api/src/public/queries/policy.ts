import type { Reader } from "../../queries/readable.ts";

export interface PolicyRow {
  readonly version: number;
  readonly sha256: string;
  readonly text: string;
  /** Unix milliseconds. */
  readonly appliedAtMs: number;
}

/**
 * The policy in force. The only query without a viewer: the policy is what decides what the public may
 * read, it is published with it, and its row has no network or channel to confine.
 */
export async function policyInForce(reader: Reader): Promise<PolicyRow | undefined> {
  const [row] = await reader.query<Omit<PolicyRow, "appliedAtMs"> & { appliedAtMs: number | string }>(
    `SELECT version, sha256, text, toUnixTimestamp64Milli(applied_at) AS appliedAtMs
     FROM store.disclosure_policies FINAL ORDER BY version DESC LIMIT 1`,
  );
  return row && { ...row, appliedAtMs: Number(row.appliedAtMs) };
}
