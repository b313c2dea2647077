import type { Culprit, EvmRival, ProofRow } from "../diagnosis.ts";

/** The transaction that took the nonce, where a block holds it. */
export const rivalCulprits = (rival: EvmRival | undefined): readonly Culprit[] =>
  rival?.place ? [{ id: rival.id, ...rival.place }] : [];

export function rivalProof(rival: EvmRival | undefined): readonly ProofRow[] {
  if (!rival) return [];
  const { id, place, maxFeePerGas } = rival;
  return [
    { label: "same_nonce", value: place ? `${id} in block ${place.height}` : `${id}, waiting` },
    ...(maxFeePerGas === undefined ? [] : [{ label: "its_max_fee_per_gas", value: String(maxFeePerGas) }]),
  ];
}
