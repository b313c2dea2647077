import { attributes, type FabricLogLine, type LogLineRule, msToNs, type SeenFact, secondOf } from "../logLine.ts";

/**
 * Which return of callChaincode logged `finished chaincode`, by its line in core/endorser/endorser.go: 2.0 has
 * 116, 123, 128, up to 2.3 122, 129, 134, later 123, 130, 135. 123 is read as the later versions'.
 */
const OUTCOMES: Readonly<Record<string, string>> = {
  ...{ "116": "error", "122": "error", "123": "error" },
  ...{ "129": "refused", "130": "refused" },
  ...{ "128": "ok", "134": "ok", "135": "ok" },
};

const outcomeOf = (line: FabricLogLine): string | undefined =>
  OUTCOMES[/(?:^|\/)endorser\.go:(\d{1,4})$/.exec(line.field("caller"))?.[1] ?? ""];

/** The chaincode's own time, up to the line. */
const executed = (
  line: FabricLogLine,
  id: string,
  ms: string,
  values: Readonly<Record<string, string | undefined>>,
): SeenFact => ({
  subject: "tx",
  id,
  stage: "fabric.chaincode.execute",
  startNs: line.timeNs - msToNs(ms),
  endNs: line.timeNs,
  attributes: attributes(values),
});

/** A proposal that failed before or within its chaincode; the lines name no transaction, save where the error does. */
const failed = (marker: string): LogLineRule => ({
  logger: "endorser",
  marker,
  pattern: /^/,
  facts: (line) => {
    const error = line.field("error");
    const id = /\b[0-9a-f]{64}\b/.exec(error)?.[0];
    const values = attributes({ error, "fabric.chaincode.name": line.field("chaincode") });
    return id === undefined
      ? [
          {
            subject: "call",
            id: secondOf(line.timeNs),
            stage: "fabric.rpc.process_proposal",
            endNs: line.timeNs,
            attributes: values,
          },
        ]
      : [{ subject: "tx", id, stage: "fabric.endorse.peer", endNs: line.timeNs, attributes: values }];
  },
});

/** Peer: simulation of a proposal. */
export const endorserLines: readonly LogLineRule[] = [
  {
    // INFO, core/endorser/endorser.go; txID is cut to 8 hex digits.
    logger: "endorser",
    marker: "finished chaincode: ",
    pattern: /^finished chaincode: (?<chaincode>\S+) duration: (?<ms>\d{1,12})ms$/,
    facts: (line, { chaincode, ms = "0" }) => [
      executed(line, line.field("txID"), ms, {
        "fabric.chaincode.name": chaincode,
        "fabric.chaincode.outcome": outcomeOf(line),
      }),
    ],
  },
  {
    // INFO up to 1.4, same file
    logger: "endorser",
    marker: "Exit chaincode: ",
    pattern:
      /^\[(?<channel>[^\]]*)\]\[(?<id>[0-9a-f]{8})\] Exit chaincode: name:"(?<chaincode>[^"]+)" .*\((?<ms>\d{1,12})ms\)$/,
    facts: (line, { id = "", chaincode, ms = "0" }) => [executed(line, id, ms, { "fabric.chaincode.name": chaincode })],
  },
  {
    // ERROR, same file
    logger: "endorser",
    marker: "failed to invoke chaincode ",
    pattern:
      /^(?:\[(?<channel>[^\]]*)\]\[(?<id>[0-9a-f]{8})\] )?failed to invoke chaincode (?<chaincode>.+?), error: (?<error>.*)$/s,
    facts: (line, { id, error = "" }) => [
      {
        subject: "tx",
        id: id ?? line.field("txID"),
        stage: "fabric.endorse.peer",
        endNs: line.timeNs,
        attributes: attributes({ error: error.slice(0, 1000) }),
      },
    ],
  },
  {
    // DEBUG, same file: the simulation is done and will be signed
    logger: "endorser",
    marker: "escc for chaincode ",
    pattern: /^escc for chaincode \S+ is \S+$/,
    facts: (line) => [
      {
        subject: "tx",
        id: line.field("txID"),
        stage: "fabric.endorse.peer",
        endNs: line.timeNs,
        attributes: { endorsed: "true" },
      },
    ],
  },
  failed("Failed to unpack proposal"), // WARN since 2.4
  failed("Failed to preProcess proposal"),
  failed("Failed to invoke chaincode"),
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
