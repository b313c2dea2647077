import { lateIterable, type Pass } from "@ledgerscope/core";
import type { EvmConfig } from "../config.ts";

/** The sender of a transaction is what its signature says, not what a node says. */
export const sendersPass: Pass<EvmConfig> = {
  name: "senders",
  version: 1,
  unit: "senders",
  tables: [],
  run: (config, request) => lateIterable(async () => (await import("./runSenders.ts")).runSenders(config, request)),
};
