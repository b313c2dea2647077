import { type ChainAdapter, lateIterable, STAGES } from "@ledgerscope/core";
import type { FamilySchema } from "@ledgerscope/schema";
import { type FabricConfig, parseFabricConfig } from "./config.ts";
import { conflictsPass } from "./derive/conflictsPass.ts";
import { identitiesPass } from "./derive/identitiesPass.ts";
import { statePass } from "./derive/statePass.ts";
import { signaturesPass } from "./passes/signaturesPass.ts";
import { privateDataPass } from "./privateData/privateDataPass.ts";
import { fabricSchema } from "./schema.ts";

/**
 * Hyperledger Fabric: from its running nodes, or from a ledger as it lies on the disk of a peer or an orderer.
 * What reads and proves is loaded when it is wanted.
 */
export const fabric: ChainAdapter<FabricConfig, FamilySchema> = {
  family: "fabric",
  schema: fabricSchema,
  stages: STAGES.fabric,
  passes: [statePass, conflictsPass, identitiesPass, signaturesPass, privateDataPass],
  parseConfig: parseFabricConfig,
  channel: (config) => config.channel,
  open: async (config, stored) => (await import("./source/openSource.ts")).openSource(config, stored),
  verify: (config, request) =>
    lateIterable(async () => (await import("./verify/verifyStored.ts")).verifyStored(config, request)),
};
