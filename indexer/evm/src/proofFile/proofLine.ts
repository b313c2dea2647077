import { CorruptDataError } from "@ledgerscope/core";
import { z } from "zod";
import { PROOF_FORMAT } from "./proofFormat.ts";

const height = z.int().min(0);

const head = z.strictObject({ format: z.literal(PROOF_FORMAT), network: z.string(), from: height, to: height });

const body = z.strictObject({ block: z.looseObject({ number: z.string() }), receipts: z.array(z.unknown()) });

/** A line of a proof file: the head of a part, or a block. */
export type ProofLine = z.output<typeof head> | z.output<typeof body>;

/** @throws CorruptDataError naming the line, from 1. */
export function parseProofLine(text: string, line: number): ProofLine {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new CorruptDataError(`line ${line} of the proof file is not JSON: was the file cut short?`, { cause });
  }
  const found = z.union([head, body]).safeParse(parsed);
  if (found.success) return found.data;
  throw new CorruptDataError(`line ${line} of the proof file is neither a block nor a head of ${PROOF_FORMAT}`);
}
