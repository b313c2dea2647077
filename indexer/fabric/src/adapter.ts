import { type ChainAdapter, lateIterable } from "@ledgerscope/core";
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
  stages: [
    "fabric.transaction",
    "fabric.client.prepare",
    "fabric.endorse",
    "fabric.endorse.peer",
    "fabric.chaincode.execute",
    "fabric.client.assemble",
    "fabric.submit",
    "fabric.broadcast",
    "fabric.order",
    "fabric.order.forward",
    "fabric.order.pool",
    "fabric.order.complain",
    "fabric.order.batch_wait",
    "fabric.order.consensus",
    "fabric.order.consensus.preprepare",
    "fabric.order.consensus.prepare",
    "fabric.order.consensus.commit",
    "fabric.order.write",
    "fabric.deliver",
    "fabric.disseminate",
    "fabric.commit",
    "fabric.commit.buffer_wait",
    "fabric.commit.vscc",
    "fabric.commit.private_data",
    "fabric.commit.mvcc",
    "fabric.commit.block_store",
    "fabric.commit.state_db",
    "fabric.commit.history_db",
    "fabric.notify",
    "fabric.invalidated",
  ],
  passes: [statePass, conflictsPass, identitiesPass, signaturesPass, privateDataPass],
  parseConfig: parseFabricConfig,
  channel: (config) => config.channel,
  open: async (config, stored) => (await import("./source/openSource.ts")).openSource(config, stored),
  verify: (config, request) =>
    lateIterable(async () => (await import("./verify/verifyStored.ts")).verifyStored(config, request)),
};
