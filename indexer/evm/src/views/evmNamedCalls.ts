import type { View } from "@ledgerscope/schema";
import { height, network, time, txHash, txIndex } from "./columns.ts";

export const evmNamedCalls: View = {
  name: "evm_named_calls",
  comment: "Transactions that call contracts, with the known functions of their selector; a guess, see evm_signatures",
  columns: [
    network,
    height,
    time,
    txIndex,
    txHash,
    { name: "from", type: "String", comment: "Sender address" },
    { name: "to", type: "Nullable(String)", comment: "The contract" },
    { name: "selector", type: "String", comment: "First four bytes of the call data" },
    { name: "signatures", type: "Array(String)", comment: "Known functions of that selector; empty when none is" },
    { name: "status", type: "Nullable(UInt8)", comment: "Receipt status: 1 success, 0 failed; NULL before Byzantium" },
  ],
  select: `SELECT t.network AS network, t.height AS height, t.time AS time, t.tx_index AS tx_index, t.hash AS tx_hash,
  t.\`from\` AS \`from\`, t.\`to\` AS \`to\`, t.selector AS selector, s.signatures AS signatures, t.status AS status
FROM default.evm_transactions AS t
LEFT JOIN (
  SELECT selector, groupArray(signature) AS signatures FROM default.evm_signatures WHERE kind = 'function' GROUP BY selector
) AS s ON s.selector = t.selector
WHERE t.selector != '0x'`,
  example: `SELECT signatures[1] AS function, count() AS calls FROM evm_named_calls
WHERE network = 'mainnet' AND height >= 17686110 GROUP BY function ORDER BY calls DESC LIMIT 10`,
};
