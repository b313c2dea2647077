import type { ChainAdapter } from "@ledgerscope/core";
import type { FamilySchema } from "@ledgerscope/schema";
import { type EvmConfig, parseEvmConfig } from "./config.ts";
import { EvmNode } from "./evmNode.ts";
import { EvmSource } from "./evmSource.ts";
import { addressesPass } from "./passes/addressesPass.ts";
import { sendersPass } from "./passes/sendersPass.ts";
import { txLookupPass } from "./passes/txLookupPass.ts";
import { proofFile } from "./proofFile/proofFile.ts";
import { evmSchema } from "./schema.ts";
import { tokenMovementsPass } from "./tokens/tokenMovementsPass.ts";
import { verifyStored } from "./verifyStored.ts";

/** Every chain whose nodes speak Ethereum JSON-RPC. */
export const evm: ChainAdapter<EvmConfig, FamilySchema> = {
  family: "evm",
  schema: evmSchema,
  stages: [
    ...(["evm.transaction", "evm.submit", "evm.mempool", "evm.replace", "evm.include", "bft.round"] as const),
    ...(["evm.execute", "evm.confirm", "evm.safe", "evm.finalize"] as const),
  ],
  passes: [txLookupPass, addressesPass, tokenMovementsPass, sendersPass],
  parseConfig: parseEvmConfig,
  channel: () => "",
  open: async (config, stored) => new EvmSource(config, await EvmNode.open(config), stored),
  verify: verifyStored,
  proofFile,
  // Loaded when something is to be decoded: commands that index do without.
  decoder: async ({ abis }) => (await import("./abi/openCallDecoder.ts")).openCallDecoder(abis),
};
