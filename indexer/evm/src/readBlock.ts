import type { BlockHeader, Check, QuarantinedBlock } from "@ledgerscope/core";
import { z } from "zod";
import { checkAgreement } from "./checkAgreement.ts";
import { checkBlock } from "./checkBlock.ts";
import { checkDerived } from "./checkDerived.ts";
import { decodeBlock } from "./decodeBlock.ts";
import type { EvmBlock } from "./evmBlock.ts";
import type { EvmNode, RawBlock } from "./evmNode.ts";
import { toHex } from "./hex.ts";
import type { Revert } from "./revert.ts";
import { wireBlock, wireReceipts } from "./wire.ts";

/** What came of one block: stored with its header, or held back. */
export interface ReadBlock {
  readonly height: number;
  readonly raw: RawBlock;
  readonly checks: readonly Check[];
  readonly good?: {
    readonly block: EvmBlock;
    readonly header: BlockHeader;
    readonly reverts: ReadonlyMap<number, Revert>;
  };
  readonly bad?: QuarantinedBlock;
}

/** How often a block is asked for again when block and receipts are not of the same block: a reorg between two answers. */
const TRIES_TORN = 3;

/** Asks the node for a block, checks it, and asks why its failed transactions failed. */
export async function readBlock(node: EvmNode, height: number, signal: AbortSignal): Promise<ReadBlock> {
  for (let attempt = 1; ; attempt++) {
    const raw = await node.fetch(height, signal);
    if (attempt < TRIES_TORN && isTorn(raw)) continue;
    const { block, checks } = parseAndCheck(raw);
    const failed = checks.filter(({ state }) => state === "failed");
    const [first] = failed;
    if (!block || first) {
      const detail = failed.map(({ check, detail }) => `${check}: ${detail}`).join("; ");
      return { height, raw, checks, bad: { height, check: first?.check ?? "wire_format", detail, raw: raw.bytes() } };
    }
    const reverts = await revertsOf(node, block, signal);
    const header: BlockHeader = {
      number: height,
      hash: toHex(block.hash),
      parentHash: toHex(block.header.parentHash),
      timeMs: Number(block.header.timestamp) * 1000,
      timeSource: "header",
    };
    return { height, raw, checks: [...checks, ...reverts.checks], good: { block, header, reverts: reverts.byIndex } };
  }
}

const hashes = z.object({
  block: z.object({ hash: z.string() }),
  receipts: z.array(z.object({ blockHash: z.string() })),
});

function isTorn({ block, receipts }: RawBlock): boolean {
  const parsed = hashes.safeParse({ block, receipts });
  return parsed.success && parsed.data.receipts.some(({ blockHash }) => blockHash !== parsed.data.block.hash);
}

function parseAndCheck(raw: RawBlock): { readonly block?: EvmBlock; readonly checks: readonly Check[] } {
  const malformed = (detail: string): { checks: Check[] } => ({
    checks: [{ check: "wire_format", state: "failed", height: raw.height, detail }],
  });
  const block = wireBlock.safeParse(raw.block);
  if (!block.success) return malformed(describe("block", block.error));
  const receipts = wireReceipts.safeParse(raw.receipts);
  if (!receipts.success) return malformed(describe("receipts", receipts.error));
  if (block.data.number !== raw.height)
    return malformed(`asked for block ${raw.height}, got block ${block.data.number}`);
  const decoded = decodeBlock(block.data, receipts.data, raw.block as { withdrawals?: unknown });
  return {
    block: decoded,
    checks: [...checkBlock(decoded), checkDerived(decoded), checkAgreement(block.data, receipts.data)],
  };
}

function describe(part: string, error: z.ZodError): string {
  const [issue] = error.issues;
  return `${[part, ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "invalid"}`;
}

async function revertsOf(
  node: EvmNode,
  block: EvmBlock,
  signal: AbortSignal,
): Promise<{ readonly byIndex: ReadonlyMap<number, Revert>; readonly checks: readonly Check[] }> {
  const failed = block.transactions.filter((_, index) => block.receipts[index]?.status === 0);
  if (failed.length === 0) return { byIndex: new Map(), checks: [] };
  const byIndex = new Map<number, Revert>();
  await Promise.all(
    failed.map(async ({ hash, index }) => {
      const revert = await node.revert(hash, signal);
      if (revert) byIndex.set(index, revert);
    }),
  );
  const complete = byIndex.size === failed.length;
  const check: Check = {
    check: "revert_reasons",
    state: complete ? "unverified" : "unchecked",
    height: block.height,
    detail: complete
      ? "no root commits to traces"
      : `the node traced ${byIndex.size} of ${failed.length} failed transactions`,
  };
  return { byIndex, checks: [check] };
}
