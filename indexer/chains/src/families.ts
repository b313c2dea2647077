import type { ChainAdapter } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm/adapter";
import { fabric } from "@ledgerscope/fabric/adapter";
import type { FamilySchema } from "@ledgerscope/schema";

/** Every chain family that this build knows: one line per family. */
export const families: Readonly<Record<string, ChainAdapter<unknown, FamilySchema>>> = {
  evm,
  fabric,
};
