import { checkSeals, decodeSeals, type SealedBy, type Seals } from "@ledgerscope/proof";
import type { EvmBlock } from "./evmBlock.ts";
import { keccak256 } from "./keccak256.ts";
import { recoverSigner } from "./recoverSigner.ts";

export interface SealedBlock {
  readonly seals: Seals;
  readonly by: SealedBy;
}

/** Recovered once per block: checks and rows both want it. */
const recovered = new WeakMap<EvmBlock, SealedBlock>();

/** Who sealed the block; undefined for a profile without seals, and where the extra data are not of the profile's form. */
export function sealsOf(block: EvmBlock): SealedBlock | undefined {
  const known = recovered.get(block);
  if (known) return known;
  const { profile, signers } = block.rule;
  if (!profile || profile === "unverified" || profile === "ethereum") return undefined;
  const seals = decodeSeals(block.header, profile);
  if (!seals) return undefined;
  const sealed = { seals, by: checkSeals(block.header, seals, { keccak256, recoverSigner }, signers) };
  recovered.set(block, sealed);
  return sealed;
}
