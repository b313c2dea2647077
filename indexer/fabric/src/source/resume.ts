import type { BlockRef, StoredReader } from "@ledgerscope/core";
import { fabricHeaderHash, lastConfigHeight, storedCommitHash, toHex, WireError } from "@ledgerscope/proof";
import type { FabricConfig } from "../config.ts";
import { nodeCrypto } from "../nodeCrypto.ts";
import { readRawBlocks } from "../verify/rawBlocks.ts";
import { isStoredFromGenesis, storedConfigState } from "../verify/storedConfig.ts";
import type { StoredScope } from "../verify/storedScope.ts";
import { storedValue } from "../verify/storedValue.ts";
import type { WalkStart } from "./ledgerWalk.ts";
import { StateMemory, type ValuesBefore } from "./stateMemory.ts";

/**
 * What stored rows say of everything up to a block: the configuration in force (every stored configuration
 * block is verified again, each under the one before), hash and commit hash of that block, its time, and the
 * values of keys as they are asked for. So a ledger can be read on from there, and proves no less than from
 * its first block: those below were verified when they were stored, and `verify` does so again.
 * @returns undefined when the stored rows do not suffice: the ledger must be read from its first block.
 */
export async function resumeFrom(
  config: FabricConfig,
  stored: StoredReader,
  parent: BlockRef,
): Promise<WalkStart | undefined> {
  const { network, channel } = config;
  const scope: StoredScope = { stored, network, channel };
  const before = parent.number + 1;
  for await (const [raw] of readRawBlocks(scope, parent.number, before)) {
    if (!raw) return undefined;
    const { block, timeMs } = raw;
    const hash = await fabricHeaderHash(block, nodeCrypto);
    const chain = await storedConfigState(scope, before);
    if (toHex(hash) !== parent.hash || !chain.config || chain.failedConfigHeight !== undefined) return undefined;
    try {
      const stated = lastConfigHeight(block.metadata);
      const isKnown = stated === undefined ? chain.completeFrom === 0 : stated === chain.config.height;
      if (!isKnown) return undefined;
      const commitHashes = [storedCommitHash(block.metadata)];
      const isComplete = await isStoredFromGenesis(scope, before);
      const older: ValuesBefore = async (height, namespace, collection, key) => {
        const value = await storedValue(scope, height, namespace, collection, key);
        return value === undefined && isComplete ? null : value;
      };
      return {
        // Up to here every configuration block is known, as the block names the newest one.
        chain: { ...chain, completeFrom: 0, previous: { number: parent.number, hash, commitHashes, failed: false } },
        timeMs,
        memory: new StateMemory(false, older),
      };
    } catch (error) {
      if (error instanceof WireError) return undefined;
      throw error;
    }
  }
  return undefined;
}
