import { lateIterable, type Pass } from "@ledgerscope/core";
import type { FabricConfig } from "../config.ts";
import { fabricPolicyEvaluations } from "../tables/fabricPolicyEvaluations.ts";

/**
 * Every creator's and endorser's signature, every certificate, and every endorsement policy, of stored blocks:
 * some hundred times as slow as all other checks, so that it comes behind them.
 */
export const signaturesPass: Pass<FabricConfig> = {
  name: "signatures",
  version: 1,
  unit: "signatures",
  tables: [fabricPolicyEvaluations.name],
  cumulative: true,
  run: (config, request) =>
    lateIterable(async () => (await import("./runSignatures.ts")).runSignatures(config, request)),
};
