import { ConfigError } from "@ledgerscope/core";
import { STORE } from "@ledgerscope/schema";
import { insertRows, type Warehouse } from "@ledgerscope/warehouse";

import type { PublicationPolicy } from "./policy.ts";
import { disclosedTables } from "./publicSchema.ts";
import { disclosurePolicies } from "./tables/disclosurePolicies.ts";

/**
 * Brings the policy into force. When it is not the one in force already, everything that earlier ones
 * published leaves the public warehouse first: what a policy no longer permits is gone before anything
 * new appears, and rows of two policies never stand side by side. Stopped half-way, the next call begins again.
 * @throws ConfigError when the text changed and its version did not go up.
 */
export async function enforcePolicy(to: Warehouse, policy: PublicationPolicy): Promise<void> {
  const [current] = await to.query<{ version: number; sha256: string }>(
    `SELECT version, sha256 FROM ${STORE}.disclosure_policies FINAL ORDER BY version DESC LIMIT 1`,
  );
  if (current?.sha256 === policy.sha256) return;
  if (current && policy.version <= current.version) {
    throw new ConfigError(
      `the publication policy changed (sha256 ${current.sha256.slice(0, 12)}… is in force, the file has ` +
        `${policy.sha256.slice(0, 12)}…) but its version is ${policy.version}: raise it to ${current.version + 1}, ` +
        "so that the change is on record",
    );
  }
  for (const table of disclosedTables) await to.command(`TRUNCATE TABLE ${STORE}.${table.name}`);
  const row = { version: policy.version, sha256: policy.sha256, text: policy.text, applied_at: Date.now() };
  await insertRows(to, disclosurePolicies, [row]);
}
