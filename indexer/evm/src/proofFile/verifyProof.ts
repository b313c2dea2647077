import type { BlockRef, Check } from "@ledgerscope/core";
import type { EvmConfig } from "../config.ts";
import type { EvmBlock } from "../evmBlock.ts";
import { toHex } from "../hex.ts";
import { linkTo } from "../linkTo.ts";
import { readPlain } from "../readPlain.ts";
import { checkSenders } from "../senders/checkSenders.ts";
import { openRecoveryPool } from "../senders/recoveryPool.ts";
import { signedBlock } from "../senders/signedBlock.ts";
import { parseProofLine } from "./proofLine.ts";

interface Part {
  readonly to: number;
  /** Height of the next block. */
  next: number;
  last: BlockRef | undefined;
}

/**
 * Checks a proof file: the same checks as on the answers of a node, the senders, and that every block of every part is
 * there and names the one before. Profiles of headers are those of the reader's configuration, or what headers show.
 * @returns the newest block of each part.
 * @throws CorruptDataError when the lines are not those of such a file.
 */
export async function* verifyProof(
  lines: AsyncIterable<string>,
  config: EvmConfig | undefined,
): AsyncGenerator<Check, readonly BlockRef[], void> {
  const pool = openRecoveryPool();
  const parts: Part[] = [];
  let at = 0;
  try {
    for await (const text of lines) {
      const line = parseProofLine(text, ++at);
      const part = parts.at(-1);
      if ("format" in line) {
        if (part) yield completeness(part);
        parts.push({ to: line.to, next: line.from, last: undefined });
        continue;
      }
      const height = Number(line.block.number);
      if (!part || height !== part.next || height >= part.to) {
        const detail = `line ${at} holds block ${height}, ${part ? `block ${part.next} of :${part.to}` : "a head"} is due`;
        yield { check: "proof_blocks", state: "failed", height: Number.isSafeInteger(height) ? height : 0, detail };
        if (!part) continue;
      }
      const { block, checks } = readPlain(
        { height, block: bytesOf(line.block), receipts: bytesOf(line.receipts), endpoint: "proof file" },
        config?.headers ?? [],
      );
      yield* checks;
      if (block) yield linkTo(block, part.last?.number === height - 1 ? part.last.hash : undefined);
      if (block) yield* await checkSenders([signedBlock(block)], pool);
      part.last = block ? refOf(block) : undefined;
      part.next = height + 1;
    }
    const part = parts.at(-1);
    if (part) yield completeness(part);
    return parts.flatMap(({ last }) => last ?? []);
  } finally {
    await pool.close();
  }
}

const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

const refOf = ({ height, hash }: EvmBlock): BlockRef => ({ number: height, hash: toHex(hash) });

function completeness({ next, to }: Part): Check {
  const check = "proof_blocks";
  if (next === to) return { check, state: "verified", height: to - 1 };
  return { check, state: "failed", height: next, detail: `blocks ${next}:${to} are missing at the end of their part` };
}
