import { CorruptDataError, type VerifyRequest } from "@ledgerscope/core";
import type { EvmConfig } from "../config.ts";
import { storedBlocks } from "../storedBlocks.ts";
import { blockAnswers } from "./blockAnswers.ts";
import { PROOF_FORMAT } from "./proofFormat.ts";

/** Blocks whose rows are in memory at a time. */
const CHUNK_BLOCKS = 50;

/** A part of a proof file: a line that says what it is, then one line per block. */
export async function* writeProof(config: EvmConfig, request: VerifyRequest): AsyncGenerator<string, void, void> {
  const { network, stored, signal, to: end } = request;
  yield JSON.stringify({ format: PROOF_FORMAT, network, from: request.from, to: end });
  for (let from = request.from; from < end; from += CHUNK_BLOCKS) {
    signal.throwIfAborted();
    const to = Math.min(end, from + CHUNK_BLOCKS);
    for (const { height, block, disagreement } of await storedBlocks(stored, { network, from, to }, config.headers)) {
      if (!block) throw new CorruptDataError(`block ${height} cannot be exported: ${disagreement}`, { height });
      yield JSON.stringify(blockAnswers(block));
    }
  }
}
