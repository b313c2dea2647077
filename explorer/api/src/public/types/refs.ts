import { builder } from "../builder.ts";
import type { DisclosedBlockRow, WithholdingRow } from "../queries/disclosedBlocks.ts";
import type { ChannelRow, OutcomeRow } from "../queries/disclosedChannels.ts";
import type { DisclosedTransactionRow } from "../queries/disclosedTransactions.ts";
import type { PolicyRow } from "../queries/policy.ts";

// Types refer to each other in circles; the refs stand here, so that the files do not.

export const channelRef = builder.objectRef<ChannelRow>("DisclosedChannel");
export const blockRef = builder.objectRef<DisclosedBlockRow>("DisclosedBlock");
export const transactionRef = builder.objectRef<DisclosedTransactionRow>("DisclosedTransaction");
export const outcomeRef = builder.objectRef<OutcomeRow>("Outcome");
export const withholdingRef = builder.objectRef<WithholdingRow>("Withholding");
export const policyRef = builder.objectRef<PolicyRow>("Policy");

export const blockConnectionRef = builder.connectionObject(
  { type: blockRef, name: "DisclosedBlockConnection", description: "Page of blocks" },
  { name: "DisclosedBlockEdge" },
);
