import { builder } from "../builder.ts";

export const langEnum = builder.enumType("Lang", {
  description: "Language of a text",
  values: ["en", "zh"] as const,
});

export const txStatusEnum = builder.enumType("TxStatus", { values: ["success", "failed"] as const });

export const checkStateEnum = builder.enumType("CheckState", {
  values: {
    verified: { description: "Recomputed and equal" },
    unverified: { description: "Nothing on the chain commits to it" },
    unchecked: { description: "The node did not serve what the check needs" },
    failed: { description: "Recomputed and different" },
  } as const,
});

export const timeSourceEnum = builder.enumType("TimeSource", {
  values: {
    header: { description: "The block's header states it" },
    transactions: { description: "Median of what the transactions' clients claim" },
    observed: { description: "When the block was first seen" },
  } as const,
});

export const evidenceEnum = builder.enumType("Evidence", {
  description: "How a time is known, best first: measured, observed, inferred, derived",
  values: ["measured", "observed", "inferred", "derived"] as const,
});

export const spanStatusEnum = builder.enumType("SpanStatus", { values: ["ok", "error", "unset"] as const });

export const searchKindEnum = builder.enumType("SearchKind", {
  values: ["network", "block", "transaction", "address"] as const,
});
