import type { BlockRef, Check, Range, VerifyRequest } from "@ledgerscope/core";
import { checkBlock } from "./checkBlock.ts";
import { checkDerived } from "./checkDerived.ts";
import type { EvmConfig } from "./config.ts";
import { type DerivedDifference, type DerivedRows, derivedRows } from "./derivedRows.ts";
import type { EvmBlock } from "./evmBlock.ts";
import { EvmSource } from "./evmSource.ts";
import { groupBy } from "./groupBy.ts";
import { toHex } from "./hex.ts";
import { linkTo } from "./linkTo.ts";
import { checkSenders } from "./senders/checkSenders.ts";
import { openRecoveryPool } from "./senders/recoveryPool.ts";
import { signedBlock } from "./senders/signedBlock.ts";
import { type StoredBlock, storedBlocks } from "./storedBlocks.ts";
import { failsHeaderHash, haveUnknownHeaders, storedSamples, UNKNOWN_HEADERS } from "./unknownHeaders.ts";

/** Blocks whose rows are in memory at a time. */
const CHUNK_BLOCKS = 50;

/** Proves stored blocks again from their rows alone and, with a node, compares their hashes with its own. */
export async function* verifyStored(config: EvmConfig, request: VerifyRequest): AsyncGenerator<Check, void, void> {
  const { signal } = request;
  let before: BlockRef | undefined = request.from > 0 ? await refOf(request, request.from - 1) : undefined;
  const pool = openRecoveryPool();
  try {
    // The next rows are read while these are checked.
    let reading = readChunk(config, request, request.from);
    for (let from = request.from; from < request.to; from += CHUNK_BLOCKS) {
      signal.throwIfAborted();
      const chunk = await reading;
      reading = readChunk(config, request, chunk.to);
      reading.catch(() => {});
      const senders = checkSenders(chunk.blocks.map(signedBlock), pool);
      senders.catch(() => {});
      for (let height = from; height < chunk.to; height++) {
        yield* checkHeight({ ...config, network: request.network }, height, chunk, before);
        const block = chunk.byHeight.get(height)?.[0]?.block;
        before = block && { number: height, hash: toHex(block.hash) };
      }
      yield* await senders;
    }
  } finally {
    await pool.close();
  }
}

interface Chunk {
  readonly to: number;
  readonly byHeight: ReadonlyMap<number, readonly StoredBlock[]>;
  /** Those that can be read. */
  readonly blocks: readonly EvmBlock[];
  readonly derived: DerivedRows;
  /** By height; undefined without a node. */
  readonly nodeHashes: ReadonlyMap<number, string> | undefined;
}

async function readChunk(config: EvmConfig, request: VerifyRequest, from: number): Promise<Chunk> {
  const { network, stored, node, signal } = request;
  const to = Math.min(request.to, from + CHUNK_BLOCKS);
  const range = { network, from, to };
  const [found, derived, refs] = await Promise.all([
    readStored(config, request, range),
    derivedRows(stored, range),
    node instanceof EvmSource ? node.refs(from, to, signal) : undefined,
  ]);
  return {
    to,
    byHeight: groupBy(found, (row) => row.height),
    blocks: found.flatMap(({ block }) => block ?? []),
    derived,
    nodeHashes: refs && new Map(refs.map((ref) => [ref.number, ref.hash])),
  };
}

/** Blocks as the chain's headers allow: where none of the stored ones follows a known rule, the rule is unknown. */
async function readStored(
  config: EvmConfig,
  { network, stored }: VerifyRequest,
  range: Range & { readonly network: string },
): Promise<StoredBlock[]> {
  const found = await storedBlocks(stored, range, config.headers);
  const failing = found.find(({ block }) => block && failsHeaderHash(block));
  if (!failing || config.headers.length > 0) return found;
  if (found.some(({ block }) => block && !failsHeaderHash(block))) return found;
  const samples = await storedSamples(stored, network, failing.height);
  return haveUnknownHeaders(samples) ? storedBlocks(stored, range, UNKNOWN_HEADERS) : found;
}

function* checkHeight(
  { network, chainId }: Pick<EvmConfig, "network" | "chainId">,
  height: number,
  { byHeight, derived, nodeHashes }: Chunk,
  before: BlockRef | undefined,
): Generator<Check, void, void> {
  const found = byHeight.get(height) ?? [];
  const [only] = found;
  if (!only || found.length > 1) {
    yield { check: "stored_rows", state: "failed", height, detail: `${found.length} rows in evm_blocks, not one` };
    return;
  }
  yield rowsOf(only);
  const { block } = only;
  if (!block) return;
  yield linkTo(block, before?.hash);
  yield* checkBlock(block, { chainId });
  yield checkDerived(block);
  yield derivedOf(height, derived(network, block));
  if (nodeHashes) yield compareWithNode(height, toHex(block.hash), nodeHashes.get(height));
}

function derivedOf(height: number, difference: DerivedDifference | undefined): Check {
  const check = "derived_rows";
  if (!difference) return { check, state: "verified", height };
  return { check, state: difference.isAbsent ? "unchecked" : "failed", height, detail: difference.detail };
}

async function refOf({ stored, network }: VerifyRequest, number: number): Promise<BlockRef | undefined> {
  const sql = `SELECT lower(hex(block_hash)) AS hash FROM store.evm_blocks
WHERE network = {network:String} AND height = {height:UInt64}`;
  for await (const { hash } of stored.rows<{ hash: string }>(sql, { network, height: number })) {
    return { number, hash: `0x${hash}` };
  }
  return undefined;
}

function rowsOf({ height, disagreement }: StoredBlock): Check {
  if (disagreement) return { check: "stored_rows", state: "failed", height, detail: disagreement };
  return { check: "stored_rows", state: "verified", height };
}

function compareWithNode(height: number, ours: string, theirs: string | undefined): Check {
  if (ours === theirs) return { check: "node_hash", state: "verified", height };
  if (!theirs) return { check: "node_hash", state: "unchecked", height, detail: "the node does not serve this block" };
  return { check: "node_hash", state: "failed", height, detail: `stored is ${ours}, the node has ${theirs}` };
}
