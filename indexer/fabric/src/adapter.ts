import { type ChainAdapter, ConfigError, type Source } from "@ledgerscope/core";
import type { FamilySchema } from "@ledgerscope/schema";
import { type FabricConfig, parseFabricConfig } from "./config.ts";
import { channelOf } from "./decode/channelOf.ts";
import { conflictsPass } from "./derive/conflictsPass.ts";
import { identitiesPass } from "./derive/identitiesPass.ts";
import { statePass } from "./derive/statePass.ts";
import { signaturesPass } from "./passes/signaturesPass.ts";
import { fabricSchema } from "./schema.ts";
import { fabricSource } from "./source/fabricSource.ts";
import { openLedger } from "./source/openLedger.ts";
import { verifyStored } from "./verify/verifyStored.ts";

/** Hyperledger Fabric, from its ledger as it lies on the disk of a peer or an orderer. */
export const fabric: ChainAdapter<FabricConfig, FamilySchema> = {
  family: "fabric",
  schema: fabricSchema,
  stages: [
    "fabric.transaction",
    "fabric.endorse",
    "fabric.endorse.peer",
    "fabric.chaincode.execute",
    "fabric.submit",
    "fabric.broadcast",
    "fabric.order",
    "fabric.order.consensus",
    "fabric.order.write",
    "fabric.disseminate",
    "fabric.commit",
    "fabric.commit.vscc",
    "fabric.commit.private_data",
    "fabric.commit.mvcc",
    "fabric.commit.block_store",
    "fabric.commit.state_db",
    "fabric.commit.history_db",
    "fabric.invalidated",
  ],
  passes: [statePass, conflictsPass, identitiesPass, signaturesPass],
  parseConfig: parseFabricConfig,
  channel: (config) => config.channel,
  async open(config, stored): Promise<Source> {
    for (const { ledger } of config.peers ?? [config]) await refuseOtherChannel(config, ledger);
    return fabricSource(config, stored);
  },
  verify: verifyStored,
};

/** @throws ConfigError when the ledger is not there, or of another channel than the configuration says. */
async function refuseOtherChannel(config: FabricConfig, path: string): Promise<void> {
  const ledger = openLedger(path);
  try {
    const block = (await ledger.next())?.block;
    const channel = block && channelOf(block); // an unreadable first block is held back when it is streamed
    if (!channel || channel === config.channel) return;
    throw new ConfigError(
      `networks.${config.network}.channel: "${config.channel}" is configured, but the ledger at ${path} ` +
        `is of channel "${channel}": correct one of the two`,
    );
  } finally {
    await ledger.close();
  }
}
