import type { Check, VerifyRequest } from "@ledgerscope/core";
import {
  type ChainState,
  type DecodedEnvelope,
  equalBytes,
  type FabricBlock,
  fabricHeaderHash,
  MetadataIndex,
  storedCommitHash,
  verifyBlock,
  WireError,
} from "@ledgerscope/proof";
import type { Table } from "@ledgerscope/schema";
import type { FabricConfig } from "../config.ts";
import { type BlockContext, decodeBlock } from "../decode/decodeBlock.ts";
import { fabricTables, noRows } from "../decode/rows.ts";
import { nodeCrypto } from "../nodeCrypto.ts";
import type { FabricSource } from "../source/fabricSource.ts";
import { toCheck } from "../source/ledgerWalk.ts";
import { compareRows } from "./compareRows.ts";
import { expectedText } from "./rowText.ts";
import {
  readStoredRows,
  rebuildBlock,
  type StoredRows,
  type StoredScope,
  storedConfigHeights,
  storedValue,
} from "./storedBlocks.ts";

/** Blocks read from the store at a time. */
const CHUNK_BLOCKS = 32;

const EMPTY = new Uint8Array(0);

/**
 * Proves stored blocks again from nothing but their rows: each block is rebuilt from its header, metadata
 * and envelopes, verified as when it arrived, decoded once more, and every row of every other table
 * compared. With a node, block and ledger are compared byte by byte as well.
 */
export async function* verifyStored(config: FabricConfig, request: VerifyRequest): AsyncIterable<Check> {
  const { network, from, to, stored, signal } = request;
  const scope: StoredScope = { stored, network, channel: config.channel };
  let { chain, timeMs } = await before(scope, from);
  const ledger = request.node ? blocksOf(request.node as FabricSource, from, to, signal) : undefined;
  for (let start = from; start < to; start += CHUNK_BLOCKS) {
    const end = Math.min(to, start + CHUNK_BLOCKS);
    const chunk = await readStoredRows(scope, start, end);
    for (let height = start; height < end; height++) {
      signal.throwIfAborted();
      const rows = chunk.get(height);
      const block = rebuildBlock(height, rows);
      if (!block) {
        const count = rows?.[fabricTables.blocks.name]?.length ?? 0;
        const detail = `fabric_blocks: block ${height} is stored ${count === 0 ? "nowhere" : `${count} times`}`;
        yield { check: "stored_rows", state: "failed", height, detail };
        const { previous: _, ...known } = chain;
        chain = known;
        continue;
      }
      const verified = await verifyBlock(block, chain, nodeCrypto, {
        stateBefore: (namespace, collection, key) => storedValue(scope, height, namespace, collection, key),
      });
      for (const step of verified.steps) yield toCheck(step);
      const compared = compareStored(block, verified.envelopes, rows ?? {}, {
        network,
        channel: config.channel,
        hash: verified.hash,
        previousTimeMs: timeMs ?? 0,
        config: chain.config,
      });
      timeMs = compared.timeMs;
      yield* compared.checks;
      if (ledger) yield await compareWithLedger(block, await ledger(height));
      chain = verified.next;
    }
  }
}

/** What the blocks before `from` say: configuration in force, hashes of the last one, its time. */
async function before(scope: StoredScope, from: number): Promise<{ chain: ChainState; timeMs: number | undefined }> {
  let chain: ChainState = {};
  for (const height of await storedConfigHeights(scope, from)) {
    const block = rebuildBlock(height, (await readStoredRows(scope, height, height + 1)).get(height));
    if (!block) continue;
    const { previous: _, ...known } = chain;
    chain = (await verifyBlock(block, known, nodeCrypto, { transactions: false })).next;
  }
  const { previous: _, ...known } = chain;
  if (from === 0) return { chain: known, timeMs: 0 };
  const rows = (await readStoredRows(scope, from - 1, from)).get(from - 1);
  const block = rebuildBlock(from - 1, rows);
  if (!block) return { chain: known, timeMs: undefined };
  const timeColumn = Object.keys(fabricTables.blocks.columns).indexOf("time");
  const previous = {
    number: from - 1,
    hash: await fabricHeaderHash(block, nodeCrypto),
    commitHashes: [commitHashOf(block)],
    failed: false,
  };
  return { chain: { ...known, previous }, timeMs: Number(rows?.[fabricTables.blocks.name]?.[0]?.[timeColumn]) };
}

function commitHashOf(block: FabricBlock): Uint8Array {
  try {
    return storedCommitHash(block.metadata);
  } catch (error) {
    if (error instanceof WireError) return EMPTY;
    throw error;
  }
}

function compareStored(
  block: FabricBlock,
  envelopes: readonly DecodedEnvelope[],
  stored: StoredRows,
  context: BlockContext,
): { checks: Check[]; timeMs: number } {
  const height = block.number;
  const rows = noRows();
  let timeMs = context.previousTimeMs;
  try {
    timeMs = decodeBlock(block, envelopes, context, rows).timeMs;
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const detail = `fabric_blocks.metadata: ${error.message}`;
    return { checks: [{ check: "stored_rows", state: "failed", height, detail }], timeMs };
  }
  const differences = (Object.keys(fabricTables) as (keyof typeof fabricTables)[]).flatMap((name) => {
    const table = fabricTables[name] as Table;
    const expected = rows[name].map((row) => expectedText(table, row as Readonly<Record<string, unknown>>));
    return compareRows(table, stored[table.name] ?? [], expected);
  });
  const checks = differences.map((detail): Check => ({ check: "stored_rows", state: "failed", height, detail }));
  return { checks: checks.length > 0 ? checks : [{ check: "stored_rows", state: "verified", height }], timeMs };
}

/** Walks the ledger along with the heights that are asked for, which ascend. */
function blocksOf(
  source: FabricSource,
  from: number,
  to: number,
  signal: AbortSignal,
): (height: number) => Promise<FabricBlock | undefined> {
  const iterator = source.blocks(from, to, signal)[Symbol.asyncIterator]();
  let current: { height: number; block: FabricBlock | undefined } | undefined;
  return async (height) => {
    while (!current || current.height < height) {
      const next = await iterator.next();
      if (next.done) return undefined;
      current = next.value;
    }
    return current.height === height ? current.block : undefined;
  };
}

/** Signatures may differ between peers: each orderer signs its own copy. */
async function compareWithLedger(block: FabricBlock, theirs: FabricBlock | undefined): Promise<Check> {
  const height = block.number;
  const outcome = (state: Check["state"], detail?: string): Check => ({
    check: "ledger_file",
    state,
    height,
    ...(detail ? { detail } : {}),
  });
  if (!theirs) return outcome("failed", "the ledger has no whole block at that height");
  if (!equalBytes(await fabricHeaderHash(block, nodeCrypto), await fabricHeaderHash(theirs, nodeCrypto))) {
    return outcome("failed", "the header differs from the ledger's");
  }
  if (block.data.length !== theirs.data.length) {
    return outcome("failed", `${block.data.length} envelopes stored, the ledger has ${theirs.data.length}`);
  }
  const envelope = block.data.findIndex((bytes, index) => !equalBytes(bytes, theirs.data[index] ?? EMPTY));
  if (envelope >= 0) return outcome("failed", `envelope ${envelope} differs from the ledger's`);
  for (const [name, index] of [
    ["validation codes", MetadataIndex.transactionsFilter],
    ["commit hash", MetadataIndex.commitHash],
  ] as const) {
    if (!equalBytes(block.metadata[index] ?? EMPTY, theirs.metadata[index] ?? EMPTY)) {
      return outcome("failed", `${name} differ from the ledger's`);
    }
  }
  return outcome("verified");
}
