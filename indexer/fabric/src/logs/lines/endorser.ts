import { attributes, type LogLineRule, msToNs } from "../logLine.ts";

/** Peer: simulation of a proposal. */
export const endorserLines: readonly LogLineRule[] = [
  {
    // INFO, core/endorser/endorser.go; txID is cut to 8 hex digits.
    logger: "endorser",
    marker: "finished chaincode: ",
    pattern: /^finished chaincode: (?<chaincode>\S+) duration: (?<ms>\d+)ms$/,
    facts: (line, { chaincode, ms = "0" }) => [
      {
        subject: "tx",
        id: line.field("txID"),
        stage: "fabric.chaincode.execute",
        startNs: line.timeNs - msToNs(ms),
        endNs: line.timeNs,
        attributes: attributes({ "fabric.chaincode.name": chaincode }),
      },
    ],
  },
  {
    // DEBUG, core/ledger/kvledger/txmgmt/txmgr/tx_simulator.go; other ids than a transaction's are queries of the peer itself.
    logger: "lockbasedtxmgr",
    marker: "constructing new tx simulator txid = ",
    pattern: /^constructing new tx simulator txid = \[(?<id>[0-9a-f]{64})\]$/,
    facts: (line, { id = "" }) => [{ subject: "tx", id, stage: "fabric.endorse.peer", startNs: line.timeNs }],
  },
  {
    // DEBUG, core/ledger/kvledger/txmgmt/txmgr/query_executor.go
    logger: "lockbasedtxmgr",
    marker: "Done with transaction simulation",
    pattern: /^Done with transaction simulation \/ query execution \[(?<id>[0-9a-f]{64})\]$/,
    facts: (line, { id = "" }) => [{ subject: "tx", id, stage: "fabric.endorse.peer", endNs: line.timeNs }],
  },
];
