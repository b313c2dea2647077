import { lateIterable, type Pass } from "@ledgerscope/core";
import type { FabricConfig } from "../config.ts";
import { fabricIdentities } from "../tables/fabricIdentities.ts";

/** Describes each certificate that blocks name: once, however often it is used. */
export const identitiesPass: Pass<FabricConfig> = {
  name: "identities",
  version: 2,
  unit: "certificates",
  tables: [fabricIdentities.name],
  run: (config, request) =>
    lateIterable(async () => (await import("./runIdentities.ts")).runIdentities(config, request)),
};
