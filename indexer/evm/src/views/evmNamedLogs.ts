import type { View } from "@ledgerscope/schema";
import { height, network, txHash, txIndex } from "./columns.ts";

export const evmNamedLogs: View = {
  name: "evm_named_logs",
  comment: "Logs with the known event of their first topic; a guess, see evm_signatures",
  columns: [
    network,
    height,
    txIndex,
    txHash,
    { name: "log_index", type: "UInt32", comment: "Position of the log in the block, from 0" },
    { name: "address", type: "String", comment: "Contract that emitted the log" },
    { name: "event", type: "String", comment: "Known event: Transfer(address,address,uint256); empty when none is" },
    { name: "topics", type: "Array(String)", comment: "Topics" },
    { name: "data", type: "String", comment: "Unindexed data" },
  ],
  select: `SELECT l.network AS network, l.height AS height, l.tx_index AS tx_index, l.tx_hash AS tx_hash,
  l.log_index AS log_index, l.address AS address, s.signature AS event, l.topics AS topics, l.data AS data
FROM default.evm_logs AS l
LEFT JOIN (SELECT selector, signature FROM default.evm_signatures WHERE kind = 'event') AS s ON s.selector = l.topics[1]`,
  example: `SELECT event, count() AS logs FROM evm_named_logs
WHERE network = 'mainnet' AND height >= 17686110 GROUP BY event ORDER BY logs DESC LIMIT 10`,
};
