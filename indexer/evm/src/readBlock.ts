import type { BlockHeader, Check, QuarantinedBlock } from "@ledgerscope/core";
import type { z } from "zod";
import { checkAgreement } from "./checkAgreement.ts";
import { checkBlock } from "./checkBlock.ts";
import { checkDerived } from "./checkDerived.ts";
import { decodeBlock } from "./decodeBlock.ts";
import type { Enriched } from "./enrich.ts";
import type { EvmBlock } from "./evmBlock.ts";
import type { EvmNode } from "./evmNode.ts";
import type { HeaderRule } from "./headerRules.ts";
import { headerTimeMs } from "./headerTime.ts";
import { toHex } from "./hex.ts";
import { type RawBlock, rawBytes } from "./rawBlock.ts";
import { wireBlock, wireReceipts } from "./wire.ts";

/** What came of one block: stored with its header, or held back. */
export interface ReadBlock {
  readonly height: number;
  readonly checks: readonly Check[];
  readonly good?: Enriched & { readonly header: BlockHeader };
  readonly bad?: QuarantinedBlock;
}

/** Decodes and checks what a node answered, and asks for what else its datasets want. */
export async function readBlock(
  node: EvmNode,
  raw: RawBlock,
  signal: AbortSignal,
  rules: readonly HeaderRule[] = [],
): Promise<ReadBlock> {
  const { height } = raw;
  const { block, checks } = parseAndCheck(raw, rules);
  const failed = checks.filter(({ state }) => state === "failed");
  const [first] = failed;
  if (!block || first) {
    const detail = failed.map(({ check, detail }) => `${check}: ${detail}`).join("; ");
    return { height, checks, bad: { height, check: first?.check ?? "wire_format", detail, raw: rawBytes(raw) } };
  }
  const more = await node.enrich(block, raw, signal);
  const header: BlockHeader = {
    number: height,
    hash: toHex(block.hash),
    parentHash: toHex(block.header.parentHash),
    timeMs: headerTimeMs(block.header.timestamp),
    timeSource: "header",
  };
  return { height, checks: [...checks, ...more.checks], good: { ...more, header } };
}

function parseAndCheck(
  raw: RawBlock,
  rules: readonly HeaderRule[],
): { readonly block?: EvmBlock; readonly checks: readonly Check[] } {
  const malformed = (detail: string): { checks: Check[] } => ({
    checks: [{ check: "wire_format", state: "failed", height: raw.height, detail }],
  });
  let answers: { readonly block: unknown; readonly receipts: unknown };
  try {
    answers = { block: parseJson(raw.block), receipts: parseJson(raw.receipts) };
  } catch (error) {
    return malformed(`the answer is not JSON: ${(error as Error).message}`);
  }
  const block = wireBlock.safeParse(answers.block);
  if (!block.success) return malformed(describe("block", block.error));
  const receipts = wireReceipts.safeParse(answers.receipts);
  if (!receipts.success) return malformed(describe("receipts", receipts.error));
  if (block.data.number !== raw.height)
    return malformed(`asked for block ${raw.height}, got block ${block.data.number}`);
  const decoded = decodeBlock(block.data, receipts.data, rules);
  return {
    block: decoded,
    checks: [...checkBlock(decoded), checkDerived(decoded), checkAgreement(block.data, receipts.data)],
  };
}

const parseJson = (bytes: Uint8Array): unknown =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"));

function describe(part: string, error: z.ZodError): string {
  const [issue] = error.issues;
  return `${[part, ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "invalid"}`;
}
