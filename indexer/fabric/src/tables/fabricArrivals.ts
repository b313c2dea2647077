import { defineTable } from "@ledgerscope/schema";
import { blockPlace, byHeight } from "./placeColumns.ts";

/** What our clock says, beside what clients said (`fabric_blocks.time`): nothing that follows from the block. */
export const fabricArrivals = defineTable({
  name: "fabric_arrivals",
  comment:
    "When blocks arrived here from running nodes, one row per node that had sent the block by the time it was stored; none for blocks that were there before they were asked for, nor for ledgers on disk",
  orderBy: ["network", "channel", "height", "node"],
  partitionBy: byHeight,
  example: `SELECT node, quantile(0.99)(arrived_at - first) AS behind_seconds FROM (
  SELECT node, arrived_at, min(arrived_at) OVER (PARTITION BY height) AS first
  FROM fabric_arrivals WHERE network = 'relief')
GROUP BY node ORDER BY behind_seconds DESC`,
  columns: {
    ...blockPlace,
    node: {
      type: "LowCardinality(String)",
      comment: "The peer or orderer, as the configuration or discovery names it",
    },
    arrived_at: { type: "DateTime64(9)", comment: "When its block arrived, by the clock of this machine, UTC" },
  },
});
