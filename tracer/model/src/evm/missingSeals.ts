import type { EvmConsensus } from "./evmEvidence.ts";

/** Validators whose seal is not in the header; empty where headers hold no commit seals. */
export function missingSeals({ profile, validators, committers }: EvmConsensus): readonly string[] {
  if (!["qbft", "ibft", "ibft2"].includes(profile) || committers.length === 0) return [];
  const sealed = new Set(committers);
  return validators.filter((validator) => !sealed.has(validator));
}
