import { attributes, clean, type FabricLogLine, type LogLineRule, type SeenFact, secondOf } from "../logLine.ts";

type Values = Readonly<Record<string, string | undefined>>;

/** A call of the gateway to an endorser or orderer: one edge, with what went wrong if anything did. */
function edge(line: FabricLogLine, stage: SeenFact["stage"], which: "start" | "end", more: Values): SeenFact {
  return {
    subject: "tx",
    id: line.field("txID"),
    stage,
    remote: clean(line.field("endpoint") || line.field("endorserAddress")),
    ...(which === "start" ? { startNs: line.timeNs } : { endNs: line.timeNs }),
    attributes: attributes({
      "fabric.chaincode.name": line.field("chaincode"),
      "fabric.msp_id": line.field("MSPID") || line.field("endorserMspid"),
      error: line.field("error") || line.field("err") || line.field("info"),
      ...more,
    }),
  };
}

const rule = (marker: string, stage: SeenFact["stage"], which: "start" | "end", more: Values = {}): LogLineRule => ({
  logger: "gateway",
  marker,
  pattern: /^/,
  facts: (line) => [
    edge(
      line,
      stage,
      which,
      stage === "fabric.submit" ? { "fabric.broadcast.status": line.field("status"), ...more } : more,
    ),
  ],
});

/** Peer: the gateway (Fabric 2.4 and later), internal/pkg/gateway/endorse.go and submit.go. */
export const gatewayLines: readonly LogLineRule[] = [
  rule("Sending to endorser:", "fabric.endorse", "start"), // DEBUG
  rule("Endorse call to endorser returned success", "fabric.endorse", "end"), // DEBUG
  rule("Endorse call to endorser failed", "fabric.endorse", "end"), // WARN
  rule("Endorse call timed out while collecting first endorsement", "fabric.endorse", "end", {
    error: "endorsement timeout expired while collecting first endorsement",
  }), // WARN
  rule("Endorse call timed out while collecting endorsements", "fabric.endorse", "end", {
    error: "endorsement timeout expired while collecting endorsements",
  }), // WARN
  {
    // DEBUG: the only call to an endorser that is logged without a transaction id
    logger: "gateway",
    marker: "Sending to first endorser:",
    pattern: /^/,
    facts: (line) => [
      {
        subject: "call",
        id: secondOf(line.timeNs),
        stage: "fabric.endorse",
        remote: clean(line.field("endpoint")),
        startNs: line.timeNs,
        attributes: attributes({ "fabric.msp_id": line.field("MSPID") }),
      },
    ],
  },
  rule("Sending transaction to orderer", "fabric.submit", "start"), // INFO
  rule("Successful response from orderer", "fabric.submit", "end"), // INFO, Fabric 3 with BFT
  rule("Unsuccessful response sending transaction to orderer", "fabric.submit", "end"), // WARN
  rule("Error sending transaction to orderer", "fabric.submit", "end"), // WARN
  rule("Submit call timed out while broadcasting to ordering service", "fabric.submit", "end", {
    error: "submit timeout expired while broadcasting to ordering service",
  }), // WARN
  rule("Insufficient number of orderers could successfully process transaction", "fabric.submit", "end", {
    error: "insufficient number of orderers could successfully process transaction to satisfy quorum requirement",
  }), // WARN, Fabric 3 with BFT
  {
    // WARN since 2.4, internal/pkg/gateway/endorsement.go: what differs between two endorsements, without transaction id
    logger: "gateway.responsechecker",
    marker: "Proposal response mismatch:",
    pattern: /^/,
    facts: (line) => [
      {
        subject: "call",
        id: secondOf(line.timeNs),
        stage: "fabric.rpc.mismatch",
        endNs: line.timeNs,
        remote: clean(endpointOf(line.field("invoked-endorser"))),
        attributes: attributes({
          type: line.field("type"),
          namespace: line.field("namespace"),
          collection: line.field("collection"),
          key: line.field("key"),
          initial: line.field("initial-endorser"),
          invoked: line.field("invoked-endorser"),
          "initial.value": shown(line, "initial"),
          "invoked.value": shown(line, "invoked"),
        }),
      },
    ],
  },
];

/** `127.0.0.1:7051 (Org1MSP)` without the organisation. */
const endpointOf = (endorser: string): string => endorser.split(" ")[0] ?? "";

/** Either side's value or whole response, as far as anybody reads it. */
const shown = (line: FabricLogLine, side: "initial" | "invoked"): string =>
  (line.field(`${side}-endorser-value`) || line.field(`${side}-endorser-response`)).slice(0, 200);
