import {
  type ChainState,
  type ChannelConfig,
  type FabricBlock,
  fabricHeaderHash,
  parseConfigBlock,
  toHex,
  verifyBlock,
  WireError,
} from "@ledgerscope/proof";
import { STORE } from "@ledgerscope/schema";
import { nodeCrypto } from "../nodeCrypto.ts";
import { readRawBlocks } from "./rawBlocks.ts";
import { IN_SCOPE, type StoredScope, scopeParams } from "./storedScope.ts";

/**
 * What stored configuration blocks below a height say: each is verified under the one before it. One that the chain
 * does not name, as its own row and the block behind it have another hash, counts as failed, and whatever comes after.
 */
export async function storedConfigState(scope: StoredScope, before: number): Promise<ChainState> {
  let chain: ChainState = {};
  let foreign: number | undefined;
  for (const height of await storedConfigHeights(scope, before)) {
    for await (const [raw] of readRawBlocks(scope, height, height + 1)) {
      if (!raw) continue;
      if (!(await isOfChain(scope, raw.block))) foreign ??= height;
      const known = { ...chain, ...(isNextConfig(raw.block, chain.config) ? { completeFrom: 0 } : {}) };
      const {
        previous: _,
        completeFrom: __,
        ...next
      } = (await verifyBlock(raw.block, known, nodeCrypto, { transactions: false })).next;
      chain = next;
    }
  }
  if (foreign !== undefined) return { failedConfigHeight: foreign };
  return { ...chain, ...((await isStoredFromGenesis(scope, before)) ? { completeFrom: 0 } : {}) };
}

/** Whether the block's row and that of the next one, as far as they are stored, name the hash that its header has. */
async function isOfChain(scope: StoredScope, block: FabricBlock): Promise<boolean> {
  const sql = `SELECT lower(hex(if(t.height = {height:UInt64}, t.block_hash, t.previous_hash))) AS named
FROM ${STORE}.fabric_blocks AS t WHERE ${IN_SCOPE} AND t.height IN ({height:UInt64}, {next:UInt64})`;
  const hash = toHex(await fabricHeaderHash(block, nodeCrypto));
  const params = { ...scopeParams(scope), height: block.number, next: block.number + 1 };
  for await (const { named } of scope.stored.rows<{ named: string }>(sql, params)) if (named !== hash) return false;
  return true;
}

/** Whether no update lies between a configuration and the one before it: each has the next sequence number. */
function isNextConfig(block: FabricBlock, before: ChannelConfig | undefined): boolean {
  try {
    return before !== undefined && parseConfigBlock(block).sequence === before.sequence + 1;
  } catch (error) {
    if (error instanceof WireError) return false;
    throw error;
  }
}

/** The newest stored configuration below a height; undefined where there is none, or it does not verify. */
export async function storedConfig(scope: StoredScope, before: number): Promise<ChannelConfig | undefined> {
  const { config, failedConfigHeight } = await storedConfigState(scope, before);
  return failedConfigHeight === undefined ? config : undefined;
}

/** Heights of the stored configuration blocks below `before`, ascending. */
async function storedConfigHeights(scope: StoredScope, before: number): Promise<number[]> {
  const sql = `SELECT DISTINCT toString(t.height) AS height FROM ${STORE}.fabric_transactions AS t
WHERE ${IN_SCOPE} AND t.header_type = 'CONFIG' AND t.height < {before:UInt64}`;
  const heights: number[] = [];
  for await (const { height } of scope.stored.rows<{ height: string }>(sql, { ...scopeParams(scope), before })) {
    heights.push(Number(height));
  }
  return heights.sort((a, b) => a - b);
}

/** Whether every block below the height is stored: what is not found then does not exist. */
export async function isStoredFromGenesis(scope: StoredScope, before: number): Promise<boolean> {
  const sql = `SELECT toString(uniqExact(t.height)) AS blocks FROM ${STORE}.fabric_blocks AS t
WHERE ${IN_SCOPE} AND t.height < {before:UInt64}`;
  for await (const { blocks } of scope.stored.rows<{ blocks: string }>(sql, { ...scopeParams(scope), before })) {
    return Number(blocks) === before;
  }
  return before === 0;
}
