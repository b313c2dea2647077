import { defineTable } from "@ledgerscope/schema";
import { provenance, scope } from "./scope.ts";

export const disclosedRawBlocks = defineTable({
  name: "disclosed_raw_blocks",
  comment: "Whole blocks as proof bundles carry them; only of channels that the policy names with blocks: whole",
  orderBy: ["network", "channel", "height"],
  replacingBy: "policy_version",
  columns: {
    ...scope,
    is_config: { type: "UInt8", comment: "1 for a configuration block: it says which orderers may sign" },
    block: {
      type: "String",
      comment: "JSON {number, previousHash, dataHash, data[], metadata[]}, bytes in base64",
      codec: "ZSTD(3)",
    },
    ...provenance,
  },
});
