import { defineTable } from "@ledgerscope/schema";
import { byHeight, transactionPlace } from "./placeColumns.ts";

export const fabricConfigItems = defineTable({
  name: "fabric_config_items",
  comment: "Whole channel configurations, one row per group, value and policy of each configuration block",
  orderBy: ["network", "channel", "path", "kind", "height", "tx_index"],
  partitionBy: byHeight,
  example: `SELECT path, text FROM fabric_config_items
WHERE network = 'relief' AND kind = 'policy' AND height = 0 ORDER BY path`,
  indexes: ["INDEX by_height height TYPE minmax GRANULARITY 1"],
  columns: {
    ...transactionPlace,
    config_channel: { type: "LowCardinality(String)", comment: "Channel that is configured" },
    sequence: { type: "UInt64", comment: "common.Config.sequence" },
    path: { type: "String", comment: "Where it stands, as policies refer to it: /Channel/Application/Org1MSP/Admins" },
    kind: { type: "LowCardinality(String)", comment: "group, value or policy" },
    name: { type: "LowCardinality(String)", comment: "Last part of the path" },
    version: { type: "UInt64", comment: "Grows with every change of it" },
    mod_policy: { type: "LowCardinality(String)", comment: "Policy that a change of it must satisfy" },
    text: {
      type: "String",
      comment: "In words; a policy as in AND('Org1MSP.peer', 'Org2MSP.peer') or MAJORITY Admins",
      codec: "ZSTD(3)",
    },
    json: { type: "String", comment: "As JSON in the shape of configtxlator; null for a group", codec: "ZSTD(3)" },
    bytes: {
      type: "String",
      comment: "Bytes as protobuf: common.ConfigValue or common.ConfigPolicy; empty for a group",
      hex: "",
      codec: "ZSTD(3)",
    },
    decode_error: { type: "String", comment: "Why the bytes could not be decoded; empty when they could" },
  },
});
