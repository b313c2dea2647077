import { lateIterable, type Pass } from "@ledgerscope/core";
import type { FabricConfig } from "../config.ts";
import { fabricPrivateData } from "../tables/fabricPrivateData.ts";

/**
 * Asks the peers of a running network for the private data that the configured identity may see
 * (`DeliverWithPrivateData`), of the blocks whose transactions wrote any, and keeps what agrees with the hashes in
 * the block. Keys that are purged from the ledger are erased here as well. A peer shows what it holds: collections with
 * `memberOnlyRead` to their members, others to every reader of the channel (fabric core/peer/deliverevents.go); another
 * peer may hold more, so they are asked in turn.
 */
export const privateDataPass: Pass<FabricConfig> = {
  name: "private_data",
  version: 1,
  unit: "private values",
  tables: [fabricPrivateData.name],
  wants: (config) => "live" in config && config.live.privateData,
  run: (config, request) =>
    lateIterable(async () => (await import("./runPrivateData.ts")).runPrivateData(config, request)),
};
