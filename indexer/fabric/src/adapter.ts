import { type ChainAdapter, ConfigError, type Source } from "@ledgerscope/core";
import { decodeHeaders, WireError } from "@ledgerscope/proof";
import type { FamilySchema } from "@ledgerscope/schema";
import { type FabricConfig, parseFabricConfig } from "./config.ts";
import { conflictsPass } from "./derive/conflictsPass.ts";
import { signaturesPass } from "./passes/signaturesPass.ts";
import { fabricSchema } from "./schema.ts";
import { fabricSource } from "./source/fabricSource.ts";
import { LedgerReader } from "./source/ledgerReader.ts";
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
  passes: [conflictsPass, signaturesPass],
  parseConfig: parseFabricConfig,
  channel: (config) => config.channel,
  async open(config): Promise<Source> {
    await refuseOtherChannel(config);
    return fabricSource(config);
  },
  verify: verifyStored,
};

/** @throws ConfigError when the ledger is not there, or of another channel than the configuration says. */
async function refuseOtherChannel(config: FabricConfig): Promise<void> {
  const reader = new LedgerReader(config.ledger);
  try {
    const envelope = (await reader.next())?.block?.data[0];
    const channel = envelope && decodeHeaders(envelope).channelId;
    if (!channel || channel === config.channel) return;
    throw new ConfigError(
      `networks.${config.network}.channel: "${config.channel}" is configured, but the ledger at ${config.ledger} ` +
        `is of channel "${channel}": correct one of the two`,
    );
  } catch (error) {
    if (!(error instanceof WireError)) throw error; // an unreadable first block is held back when it is streamed
  } finally {
    await reader.close();
  }
}
