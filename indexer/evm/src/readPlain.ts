import type { Check } from "@ledgerscope/core";
import type { z } from "zod";
import { checkAgreement } from "./checkAgreement.ts";
import { checkBlock } from "./checkBlock.ts";
import { checkDerived } from "./checkDerived.ts";
import type { CheckOptions } from "./checkOptions.ts";
import { decodeBlock } from "./decodeBlock.ts";
import type { EvmBlock } from "./evmBlock.ts";
import type { HeaderRule } from "./headerRules.ts";
import type { RawBlock } from "./rawBlock.ts";
import { wireBlock, wireReceipts } from "./wire.ts";

/**
 * Parses a node's answers field by field and makes every check: what any block is stored by, and the word on what is
 * wrong with one that is not. @returns no block when the answers do not have the form of one.
 */
export function readPlain(
  raw: RawBlock,
  rules: readonly HeaderRule[],
  options: CheckOptions = {},
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
    checks: [...checkBlock(decoded, options), checkDerived(decoded), checkAgreement(block.data, receipts.data)],
  };
}

/** The block of an answer, without its receipts; undefined when it has not the form of one. */
export function readHeader(answer: Uint8Array): EvmBlock | undefined {
  try {
    const block = wireBlock.safeParse(parseJson(answer));
    return block.success ? decodeBlock(block.data, []) : undefined;
  } catch {
    return undefined; // not JSON
  }
}

const parseJson = (bytes: Uint8Array): unknown =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"));

function describe(part: string, error: z.ZodError): string {
  const [issue] = error.issues;
  return `${[part, ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "invalid"}`;
}
