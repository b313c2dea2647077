import type { BlockRef, Check, ProvenPart } from "@ledgerscope/core";
import type { EvmConfig } from "../config.ts";
import type { EvmBlock } from "../evmBlock.ts";
import { toHex } from "../hex.ts";
import { linkTo } from "../linkTo.ts";
import { readPlain } from "../readPlain.ts";
import { checkSenders } from "../senders/checkSenders.ts";
import { openRecoveryPool } from "../senders/recoveryPool.ts";
import { signedBlock } from "../senders/signedBlock.ts";
import { parseProofLine } from "./proofLine.ts";
import { unprovenContents } from "./unprovenContents.ts";

interface Part {
  readonly from: number;
  readonly to: number;
  /** Height of the next block. */
  next: number;
  last: BlockRef | undefined;
  /** That of every block so far. */
  proven: ProvenPart["proven"];
}

/**
 * Checks a proof file: the same checks as on the answers of a node, the senders, and that every block of every part is
 * there and names the one before. A block of which a check has no rule is not proven (`proof_contents`). Profiles
 * of headers are those of the reader's configuration, or what headers show.
 * @returns what each part with a block proves.
 * @throws CorruptDataError when the lines are not those of such a file.
 */
export async function* verifyProof(
  lines: AsyncIterable<string>,
  config: EvmConfig | undefined,
): AsyncGenerator<Check, readonly ProvenPart[], void> {
  const pool = openRecoveryPool();
  const parts: Part[] = [];
  let at = 0;
  try {
    for await (const text of lines) {
      const line = parseProofLine(text, ++at);
      const part = parts.at(-1);
      if ("format" in line) {
        if (part) yield completeness(part);
        parts.push({ to: line.to, from: line.from, next: line.from, last: undefined, proven: "contents" });
        continue;
      }
      const height = Number(line.block.number);
      if (!part || height !== part.next || height >= part.to) {
        const detail = `line ${at} holds block ${height}, ${part ? `block ${part.next} of :${part.to}` : "a head"} is due`;
        yield { check: "proof_blocks", state: "failed", height: Number.isSafeInteger(height) ? height : 0, detail };
        if (!part) continue;
        part.proven = "nothing";
      }
      const { block, checks } = readPlain(
        { height, block: bytesOf(line.block), receipts: bytesOf(line.receipts), endpoint: "proof file" },
        config?.headers ?? [],
      );
      const made = [...checks];
      if (block) {
        made.push(linkTo(block, part.last?.number === height - 1 ? part.last.hash : undefined));
        made.push(...(await checkSenders([signedBlock(block)], pool)));
      }
      yield* made;
      const unproven = unprovenContents(height, made);
      if (unproven && !made.some(({ state }) => state === "failed")) yield unproven;
      if (!isProvenHeader(made)) part.proven = "nothing";
      else if (unproven && part.proven === "contents") part.proven = "headers";
      part.last = block ? refOf(block) : undefined;
      part.next = height + 1;
    }
    const part = parts.at(-1);
    yield part ? completeness(part) : { check: "proof_blocks", state: "failed", height: 0, detail: "no part is there" };
    return parts.flatMap(({ from, next, to, last, proven }) =>
      last ? { from, newest: last, proven: next === to ? proven : "nothing" } : [],
    );
  } finally {
    await pool.close();
  }
}

const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

const refOf = ({ height, hash }: EvmBlock): BlockRef => ({ number: height, hash: toHex(hash) });

/** The header gives the block's hash and names the block before, where that is in the file. */
const isProvenHeader = (checks: readonly Check[]): boolean =>
  checks.some(({ check, state }) => check === "header_hash" && state === "verified") &&
  !checks.some(({ check, state }) => check === "parent_link" && state === "failed");

function completeness({ from, next, to }: Part): Check {
  const check = "proof_blocks";
  if (from >= to) return { check, state: "failed", height: from, detail: `the part ${from}:${to} holds no block` };
  if (next === to) return { check, state: "verified", height: to - 1 };
  return { check, state: "failed", height: next, detail: `blocks ${next}:${to} are missing at the end of their part` };
}
