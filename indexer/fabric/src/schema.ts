import type { FamilySchema } from "@ledgerscope/schema";
import { fabricTables } from "./decode/rows.ts";
import { fabricArrivals } from "./tables/fabricArrivals.ts";
import { fabricConflicts } from "./tables/fabricConflicts.ts";
import { fabricIdentities } from "./tables/fabricIdentities.ts";
import { fabricPolicyEvaluations } from "./tables/fabricPolicyEvaluations.ts";
import { fabricPrivateData } from "./tables/fabricPrivateData.ts";
import { fabricState } from "./tables/fabricState.ts";
import { configViews } from "./views/configViews.ts";
import { stateViews } from "./views/stateViews.ts";

export const fabricSchema: FamilySchema = {
  family: "fabric",
  tables: [
    ...Object.values(fabricTables),
    fabricArrivals,
    fabricState,
    fabricConflicts,
    fabricIdentities,
    fabricPolicyEvaluations,
    fabricPrivateData,
  ],
  views: [...stateViews, ...configViews],
  chainBlocks: `SELECT network, channel, 'fabric' AS family, height, block_hash AS hash, previous_hash AS parent_hash,
  time, time_source, tx_count
FROM default.fabric_blocks`,
  chainTransactions: `SELECT network, channel, 'fabric' AS family, height, tx_index, tx_id AS id,
  toDateTime64(time, 3, 'UTC') AS time, creator_msp AS actor, chaincode AS target, function AS method,
  if(validation_code = 0, 'success', 'failed') AS status, validation_name AS status_text,
  CAST(NULL AS Nullable(UInt256)) AS fee
FROM default.fabric_transactions`,
};
