import { lateIterable, type Pass } from "@ledgerscope/core";
import type { FabricConfig } from "../config.ts";
import { fabricConflicts } from "../tables/fabricConflicts.ts";
import { CONFLICT_RULES } from "./conflictRules.ts";

/**
 * Names for each transaction with code 11 or 12 the keys and the writers, and checks itself: each such transaction
 * is attributed, and no valid one shows a conflict.
 */
export const conflictsPass: Pass<FabricConfig> = {
  name: "conflicts",
  version: CONFLICT_RULES,
  unit: "conflicts",
  tables: [fabricConflicts.name],
  cumulative: true,
  run: (config, request) => lateIterable(async () => (await import("./runConflicts.ts")).runConflicts(config, request)),
};
