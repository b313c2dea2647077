import { builder } from "../builder.ts";

export const txStatusEnum = builder.enumType("TxStatus", {
  description: "What became of a transaction",
  values: { success: { description: "It took effect" }, failed: { description: "It had no effect" } } as const,
});

export const timeSourceEnum = builder.enumType("TimeSource", {
  description: "Where a block's time is from",
  values: {
    header: { description: "The block's header states it" },
    transactions: { description: "Median of what the transactions' clients claim" },
    observed: { description: "When the block was first seen" },
  } as const,
});
