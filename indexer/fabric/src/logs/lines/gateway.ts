import { attributes, type FabricLogLine, type LogLineRule, type SeenFact } from "../logLine.ts";

/** A call of the gateway to an endorser or orderer: one edge, with what went wrong if anything did. */
function call(line: FabricLogLine, stage: SeenFact["stage"], edge: "start" | "end"): SeenFact[] {
  return [
    {
      subject: "tx",
      id: line.field("txID"),
      stage,
      remote: line.field("endpoint") || line.field("endorserAddress"),
      ...(edge === "start" ? { startNs: line.timeNs } : { endNs: line.timeNs }),
      attributes: attributes({
        "fabric.chaincode.name": line.field("chaincode"),
        "fabric.msp_id": line.field("MSPID") || line.field("endorserMspid"),
        error: line.field("error") || line.field("err") || line.field("info"),
        "fabric.broadcast.status": line.field("status"),
      }),
    },
  ];
}

const endorse = (marker: string, edge: "start" | "end"): LogLineRule => ({
  logger: "gateway",
  marker,
  pattern: /^/,
  facts: (line) => call(line, "fabric.endorse", edge),
});

const submit = (marker: string, edge: "start" | "end"): LogLineRule => ({
  logger: "gateway",
  marker,
  pattern: /^/,
  facts: (line) => call(line, "fabric.submit", edge),
});

/** Peer: the gateway (Fabric 2.4 and later), internal/pkg/gateway/endorse.go and submit.go. */
export const gatewayLines: readonly LogLineRule[] = [
  endorse("Sending to endorser:", "start"), // DEBUG; the first endorser's line has no transaction id
  endorse("Endorse call to endorser returned success", "end"), // DEBUG
  endorse("Endorse call to endorser failed", "end"), // WARN
  endorse("Endorse call timed out while collecting endorsements", "end"), // WARN
  submit("Sending transaction to orderer", "start"), // INFO
  submit("Successful response from orderer", "end"), // INFO, Fabric 3
  submit("Unsuccessful response sending transaction to orderer", "end"), // WARN
  submit("Error sending transaction to orderer", "end"), // WARN
];
