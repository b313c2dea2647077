import type { FamilySchema } from "@ledgerscope/schema";
import { evmAddressActivity } from "./tables/evmAddressActivity.ts";
import { evmAddressLookup } from "./tables/evmAddressLookup.ts";
import { evmBlocks } from "./tables/evmBlocks.ts";
import { evmConsensus } from "./tables/evmConsensus.ts";
import { evmContracts } from "./tables/evmContracts.ts";
import { evmLogs } from "./tables/evmLogs.ts";
import { evmRaw } from "./tables/evmRaw.ts";
import { evmStateDiffs } from "./tables/evmStateDiffs.ts";
import { evmTokenMetadata } from "./tables/evmTokenMetadata.ts";
import { evmTokenMovements } from "./tables/evmTokenMovements.ts";
import { evmTokenTransfers } from "./tables/evmTokenTransfers.ts";
import { evmTraces } from "./tables/evmTraces.ts";
import { evmTransactions } from "./tables/evmTransactions.ts";
import { evmTxLookup } from "./tables/evmTxLookup.ts";
import { evmWithdrawals } from "./tables/evmWithdrawals.ts";
import { evmNamedCalls } from "./views/evmNamedCalls.ts";
import { evmNamedLogs } from "./views/evmNamedLogs.ts";
import { evmNativeBalances } from "./views/evmNativeBalances.ts";
import { evmNativeTransfers } from "./views/evmNativeTransfers.ts";
import { evmSignatures } from "./views/evmSignatures.ts";
import { evmTokenBalances } from "./views/evmTokenBalances.ts";
import { evmTokens } from "./views/evmTokens.ts";

export const evmSchema: FamilySchema = {
  family: "evm",
  tables: [
    evmBlocks,
    evmTransactions,
    evmLogs,
    evmConsensus,
    evmWithdrawals,
    evmTokenTransfers,
    evmTokenMovements,
    evmTokenMetadata,
    evmContracts,
    evmTraces,
    evmStateDiffs,
    evmRaw,
    evmTxLookup,
    evmAddressLookup,
    evmAddressActivity,
  ],
  views: [
    evmTokenBalances,
    evmTokens,
    evmNativeTransfers,
    evmNativeBalances,
    evmSignatures,
    evmNamedCalls,
    evmNamedLogs,
  ],
  chainBlocks: `SELECT network, '' AS channel, 'evm' AS family, height, block_hash AS hash, parent_hash,
  time, 'header' AS time_source, tx_count
FROM default.evm_blocks`,
  chainTransactions: `SELECT network, '' AS channel, 'evm' AS family, height, tx_index, hash AS id, time,
  from AS actor, coalesce(to, contract_address, '') AS target, if(selector = '0x', '', selector) AS method,
  if(t.status = 0, 'failed', 'success') AS status,
  multiIf(t.status = 0 AND error != '', error, t.status = 0, 'failed', 'success') AS status_text,
  toNullable(toUInt256(gas_used) * effective_gas_price) AS fee
FROM default.evm_transactions AS t`,
};
