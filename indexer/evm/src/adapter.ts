import { type ChainAdapter, lateIterable, STAGES } from "@ledgerscope/core";
import type { FamilySchema } from "@ledgerscope/schema";
import { type EvmConfig, parseEvmConfig } from "./config.ts";
import { addressesPass } from "./passes/addressesPass.ts";
import { sendersPass } from "./passes/sendersPass.ts";
import { txLookupPass } from "./passes/txLookupPass.ts";
import { proofFile } from "./proofFile/proofFile.ts";
import { evmSchema } from "./schema.ts";
import { tokenMetadataPass } from "./tokens/tokenMetadataPass.ts";
import { tokenMovementsPass } from "./tokens/tokenMovementsPass.ts";

/** Every chain whose nodes speak Ethereum JSON-RPC. What reads, proves and decodes is loaded when it is wanted. */
export const evm: ChainAdapter<EvmConfig, FamilySchema> = {
  family: "evm",
  schema: evmSchema,
  stages: STAGES.evm,
  passes: [txLookupPass, addressesPass, tokenMovementsPass, tokenMetadataPass, sendersPass],
  parseConfig: parseEvmConfig,
  channel: () => "",
  open: async (config, stored) => (await import("./openEvmSource.ts")).openEvmSource(config, stored),
  verify: (config, request) =>
    lateIterable(async () => (await import("./verifyStored.ts")).verifyStored(config, request)),
  proofFile,
  decoder: async ({ abis }) => (await import("./abi/openCallDecoder.ts")).openCallDecoder(abis),
};
