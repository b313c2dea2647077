import { builder } from "../builder.ts";

export const txStatusEnum = builder.enumType("TxStatus", { values: ["success", "failed"] as const });

export const timeSourceEnum = builder.enumType("TimeSource", {
  values: ["header", "transactions", "observed"] as const,
});
