import { type ChainAdapter, ConfigError, RetryableError, type Source } from "@ledgerscope/core";
import type { FamilySchema } from "@ledgerscope/schema";
import { type FabricConfig, type LedgerConfig, type LiveNetworkConfig, parseFabricConfig } from "./config.ts";
import { channelOf } from "./decode/channelOf.ts";
import { conflictsPass } from "./derive/conflictsPass.ts";
import { identitiesPass } from "./derive/identitiesPass.ts";
import { statePass } from "./derive/statePass.ts";
import { signaturesPass } from "./passes/signaturesPass.ts";
import { privateDataPass } from "./privateData/privateDataPass.ts";
import { fabricSchema } from "./schema.ts";
import { diskLedgers } from "./source/diskLedgers.ts";
import { fabricSource } from "./source/fabricSource.ts";
import type { LedgerAccess } from "./source/ledgerAccess.ts";
import { openLedger } from "./source/openLedger.ts";
import { verifyStored } from "./verify/verifyStored.ts";

/** Hyperledger Fabric: from its running nodes, or from a ledger as it lies on the disk of a peer or an orderer. */
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
  async open(config, stored): Promise<Source> {
    return fabricSource(config, "live" in config ? await openLive(config) : await openDisk(config), stored);
  },
  verify: verifyStored,
};

/** Loaded only where there is a network to follow. */
async function openLive({ network, channel, live }: LiveNetworkConfig): Promise<LedgerAccess> {
  const { networkLedger, openNetwork } = await import("./deliver/fabricNetwork.ts");
  return networkLedger(await openNetwork(network, channel, live), live.trust);
}

/**
 * The ledger that is stored. Other peers' copies are compared with it; what is wrong with them is said there.
 * @throws ConfigError when it is not there, or of another channel than the configuration says.
 * @throws RetryableError while it holds no block.
 */
async function openDisk(config: LedgerConfig): Promise<LedgerAccess> {
  const ledger = openLedger(config.ledger);
  try {
    const first = await ledger.next();
    if (!first && !ledger.tail) {
      throw new RetryableError(`the ledger at ${config.ledger} holds no block yet: is it the ledger of a channel?`);
    }
    const channel = first?.block && channelOf(first.block); // an unreadable first block is held back when it is streamed
    if (channel && channel !== config.channel) {
      throw new ConfigError(
        `networks.${config.network}.channel: "${config.channel}" is configured, but the ledger at ${config.ledger} ` +
          `is of channel "${channel}": correct one of the two`,
      );
    }
    await ledger.seek(0);
    return diskLedgers(config, ledger);
  } catch (error) {
    await ledger.close();
    throw error;
  }
}
