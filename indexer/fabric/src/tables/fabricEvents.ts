import { defineTable } from "@ledgerscope/schema";
import { byHeight, transactionOutcome, transactionPlace } from "./placeColumns.ts";

export const fabricEvents = defineTable({
  name: "fabric_events",
  comment: "Chaincode events, one row each; those of invalid transactions were never delivered",
  orderBy: ["network", "channel", "chaincode", "event_name", "height", "tx_index", "action_index"],
  partitionBy: byHeight,
  example: `SELECT height, tx_id, event_name, payload FROM fabric_events
WHERE network = 'relief' AND chaincode = 'bench' AND validation_code = 0 ORDER BY height DESC, tx_index DESC LIMIT 10`,
  indexes: ["INDEX by_tx height TYPE minmax GRANULARITY 1"],
  projections: [
    "PROJECTION keys_by_tx (SELECT network, channel, height, tx_index, chaincode, event_name ORDER BY network, channel, height, tx_index)",
  ],
  columns: {
    ...transactionPlace,
    action_index: { type: "UInt32", comment: "Action within the transaction, from 0" },
    ...transactionOutcome,
    chaincode: { type: "String", comment: "Chaincode, as the event names it" },
    event_tx_id: { type: "String", comment: "Transaction id, as the event names it" },
    event_name: { type: "String", comment: "Name of the event" },
    payload: { type: "String", comment: "Payload, raw bytes", codec: "ZSTD(1)" },
  },
});
