import { lateIterable, type ProofFile } from "@ledgerscope/core";
import type { EvmConfig } from "../config.ts";
import { PROOF_FORMAT } from "./proofFormat.ts";

export const proofFile: ProofFile<EvmConfig> = {
  format: PROOF_FORMAT,
  write: (config, request) => lateIterable(async () => (await import("./writeProof.ts")).writeProof(config, request)),
  verify: (lines, config) => lateIterable(async () => (await import("./verifyProof.ts")).verifyProof(lines, config)),
};
