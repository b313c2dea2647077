import { ConfigError, RetryableError, type Source, type StoredReader } from "@ledgerscope/core";
import type { FabricConfig, LedgerConfig, LiveNetworkConfig } from "../config.ts";
import { channelOf } from "../decode/channelOf.ts";
import { diskLedgers } from "./diskLedgers.ts";
import { fabricSource } from "./fabricSource.ts";
import type { LedgerAccess } from "./ledgerAccess.ts";
import { openLedger } from "./openLedger.ts";

/** @throws as `openLive` and `openDisk` below. */
export async function openSource(config: FabricConfig, stored?: StoredReader): Promise<Source> {
  return fabricSource(config, "live" in config ? await openLive(config) : await openDisk(config), stored);
}

/** Loaded only where there is a network to follow. */
async function openLive({ network, channel, live }: LiveNetworkConfig): Promise<LedgerAccess> {
  const { networkLedger, openNetwork } = await import("../deliver/fabricNetwork.ts");
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
