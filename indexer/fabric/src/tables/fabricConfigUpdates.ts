import { defineTable } from "@ledgerscope/schema";
import { byHeight, transactionPlace } from "./placeColumns.ts";

export const fabricConfigUpdates = defineTable({
  name: "fabric_config_updates",
  comment: "What each configuration block changes, one row per group, value or policy: old and new, and who signed",
  orderBy: ["network", "channel", "height", "tx_index", "path", "kind"],
  partitionBy: byHeight,
  example: `SELECT height, path, change, old_text, new_text, signer_msps FROM fabric_config_updates
WHERE network = 'relief' AND height > 0 ORDER BY height, path`,
  columns: {
    ...transactionPlace,
    config_channel: { type: "LowCardinality(String)", comment: "Channel that is configured" },
    sequence: { type: "UInt64", comment: "common.Config.sequence after the update" },
    path: { type: "String", comment: "Where it stands: /Channel/Orderer/BatchSize" },
    kind: { type: "LowCardinality(String)", comment: "group, value or policy" },
    change: {
      type: "LowCardinality(String)",
      comment: "added, changed, removed; stated where the configuration before is not known",
    },
    old_version: { type: "UInt64", comment: "Version before; 0 where it was not there" },
    new_version: { type: "UInt64", comment: "Version after; 0 where it is gone" },
    old_mod_policy: { type: "LowCardinality(String)", comment: "Policy for changes of it, before" },
    new_mod_policy: { type: "LowCardinality(String)", comment: "Policy for changes of it, after" },
    old_text: { type: "String", comment: "In words, before", codec: "ZSTD(3)" },
    new_text: { type: "String", comment: "In words, after", codec: "ZSTD(3)" },
    old_json: { type: "String", comment: "As JSON, before; empty where it was not there", codec: "ZSTD(3)" },
    new_json: { type: "String", comment: "As JSON, after; empty where it is gone", codec: "ZSTD(3)" },
    signer_msps: { type: "Array(String)", comment: "MSP ids of those who signed the update, in order" },
  },
});
