import type { ProofFile } from "@ledgerscope/core";
import type { EvmConfig } from "../config.ts";
import { PROOF_FORMAT } from "./proofLine.ts";
import { verifyProof } from "./verifyProof.ts";
import { writeProof } from "./writeProof.ts";

export const proofFile: ProofFile<EvmConfig> = { format: PROOF_FORMAT, write: writeProof, verify: verifyProof };
