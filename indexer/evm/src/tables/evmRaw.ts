import { defineTable } from "@ledgerscope/schema";
import { HEIGHT_PARTITIONS, position } from "./position.ts";

/**
 * To read again what no column held when the block came: nothing of an answer is lost. Real blocks shrink to a sixth
 * at ZSTD(1), hardly further at ZSTD(9), which takes six times as long.
 */
export const evmRaw = defineTable({
  name: "evm_raw",
  comment: "The node's answers as they came, one row per question",
  reorgs: true,
  orderBy: ["network", "height", "kind"],
  partitionBy: HEIGHT_PARTITIONS,
  expires: "toDateTime(stored_at)",
  example: `SELECT height, kind, length(response) AS bytes, JSONExtractString(response, 'extraData') AS extra
FROM evm_raw WHERE network = 'mainnet' AND kind = 'block' ORDER BY height DESC LIMIT 10`,
  columns: {
    ...position,
    kind: { type: "LowCardinality(String)", comment: "block, receipts, traces or state_diffs" },
    response: { type: "String", comment: "The result of the answer, JSON", codec: "ZSTD(1)" },
    stored_at: { type: "DateTime64(3)", comment: "When it was received, UTC", codec: "DoubleDelta, ZSTD(1)" },
  },
});
