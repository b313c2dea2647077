import {
  type ChannelConfig,
  type FabricBlock,
  isConfigBlock,
  lastConfigHeight,
  parseConfigBlock,
  WireError,
} from "@ledgerscope/proof";

/** Follows the channel configuration along blocks that were verified before. */
export class ConfigInForce {
  #config: ChannelConfig | undefined;

  /** @param config in force before the first block; undefined where it is not known. */
  constructor(config?: ChannelConfig) {
    this.#config = config;
  }

  /** The configuration before the block, and what comes after it. Undefined with the reason where it is not known. */
  at(block: FabricBlock): { readonly config: ChannelConfig | undefined; readonly problem: string } {
    const before = this.#config;
    if (isConfigBlock(block)) {
      this.#config = readConfig(block);
      return { config: before, problem: "the configuration before it is not at hand" };
    }
    const stated = statedHeight(block);
    if (before && (stated === undefined || stated === before.height)) return { config: before, problem: "" };
    return { config: undefined, problem: `configuration block ${stated ?? "?"} is not at hand` };
  }
}

function readConfig(block: FabricBlock): ChannelConfig | undefined {
  try {
    return parseConfigBlock(block);
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

function statedHeight(block: FabricBlock): number | undefined {
  try {
    return lastConfigHeight(block.metadata);
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}
