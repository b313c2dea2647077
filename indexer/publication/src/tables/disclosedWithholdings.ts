import { defineTable } from "@ledgerscope/schema";
import { provenance, scope } from "./scope.ts";

export const disclosedWithholdings = defineTable({
  name: "disclosed_withholdings",
  comment: "How many transactions of a block are withheld and why: hiding can be counted",
  orderBy: ["network", "channel", "height", "reason"],
  replacingBy: "policy_version",
  columns: {
    ...scope,
    reason: {
      type: "LowCardinality(String)",
      comment: "counts_only: the policy publishes totals of this channel only",
    },
    count: { type: "UInt32", comment: "Transactions withheld for this reason" },
    ...provenance,
  },
});
