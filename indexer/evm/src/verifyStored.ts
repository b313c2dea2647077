import type { Check, CheckState, VerifyRequest } from "@ledgerscope/core";
import { checkBlock } from "./checkBlock.ts";
import { checkDerived } from "./checkDerived.ts";
import type { EvmConfig } from "./config.ts";
import type { EvmBlock } from "./evmBlock.ts";
import { EvmSource } from "./evmSource.ts";
import { groupBy } from "./groupBy.ts";
import { toHex } from "./hex.ts";
import { type StoredBlock, storedBlocks } from "./storedBlocks.ts";

/** Blocks whose rows are in memory at a time. */
const CHUNK_BLOCKS = 50;

/** Proves stored blocks again from their rows alone and, with a node, compares their hashes with its own. */
export async function* verifyStored(config: EvmConfig, request: VerifyRequest): AsyncGenerator<Check, void, void> {
  const { network, stored, node, signal } = request;
  let before: { readonly height: number; readonly hash: string } | undefined;
  if (request.from > 0) before = (await hashOf(request, request.from - 1)) ?? undefined;
  for (let from = request.from; from < request.to; from += CHUNK_BLOCKS) {
    signal.throwIfAborted();
    const to = Math.min(request.to, from + CHUNK_BLOCKS);
    const rows = groupBy(await storedBlocks(stored, { network, from, to }, config.headers), (row) => row.height);
    const refs = node instanceof EvmSource ? await node.refs(from, to, signal) : undefined;
    const nodeHashes = refs && new Map(refs.map((ref) => [ref.number, ref.hash]));
    for (let height = from; height < to; height++) {
      const found = rows.get(height) ?? [];
      const [only] = found;
      if (!only || found.length > 1) {
        yield { check: "stored_rows", state: "failed", height, detail: `${found.length} rows in evm_blocks, not one` };
        before = undefined;
        continue;
      }
      yield rowsOf(only);
      const { block } = only;
      if (!block) {
        before = undefined;
        continue;
      }
      const hash = toHex(block.hash);
      yield linkOf(block, before?.height === height - 1 ? before.hash : undefined);
      yield* checkBlock(block);
      yield checkDerived(block);
      if (nodeHashes) yield compareWithNode(height, hash, nodeHashes.get(height));
      before = { height, hash };
    }
  }
}

async function hashOf(
  { stored, network }: VerifyRequest,
  height: number,
): Promise<{ height: number; hash: string } | null> {
  const sql = `SELECT lower(hex(block_hash)) AS hash FROM store.evm_blocks
WHERE network = {network:String} AND height = {height:UInt64}`;
  for await (const { hash } of stored.rows<{ hash: string }>(sql, { network, height })) {
    return { height, hash: `0x${hash}` };
  }
  return null;
}

function rowsOf({ height, disagreement }: StoredBlock): Check {
  if (disagreement) return { check: "stored_rows", state: "failed", height, detail: disagreement };
  return { check: "stored_rows", state: "verified", height };
}

function linkOf({ height, header }: EvmBlock, hashBefore: string | undefined): Check {
  const outcome = (state: CheckState, detail?: string): Check => ({
    check: "parent_link",
    state,
    height,
    ...(detail ? { detail } : {}),
  });
  if (height === 0) return outcome("verified");
  if (!hashBefore) return outcome("unchecked", `block ${height - 1} is not stored`);
  const parent = toHex(header.parentHash);
  if (parent === hashBefore) return outcome("verified");
  return outcome("failed", `block ${height - 1} is ${hashBefore}, the block names ${parent} as its parent`);
}

function compareWithNode(height: number, ours: string, theirs: string | undefined): Check {
  if (ours === theirs) return { check: "node_hash", state: "verified", height };
  if (!theirs) return { check: "node_hash", state: "unchecked", height, detail: "the node does not serve this block" };
  return { check: "node_hash", state: "failed", height, detail: `stored is ${ours}, the node has ${theirs}` };
}
