import { attributes, clean, type FabricLogLine, type LogLineRule, type SeenFact, secondOf } from "../logLine.ts";

const LOGGER = "orderer.common.broadcast";

/** A call of a client whose transaction the line does not name. */
const call = (
  line: FabricLogLine,
  stage: SeenFact["stage"],
  remote = "",
  error?: string,
  status?: string,
): SeenFact => ({
  subject: "call",
  id: secondOf(line.timeNs),
  stage,
  endNs: line.timeNs,
  remote: clean(remote),
  attributes: attributes({ error, "fabric.broadcast.status": status }),
});

/** Orderer: a transaction's arrival, orderer/common/broadcast/broadcast.go. */
export const broadcastLines: readonly LogLineRule[] = [
  {
    // DEBUG: the only orderer line of every consensus with the transaction's id
    logger: LOGGER,
    marker: "Broadcast is processing normal message from ",
    pattern:
      /^\[channel: (?<channel>[^\]]+)\] Broadcast is processing normal message from (?<address>\S+) with txid '(?<id>[0-9a-f]{64})' of type /,
    facts: (line, { id = "", address }) => [
      {
        subject: "tx",
        id,
        stage: "fabric.broadcast",
        startNs: line.timeNs,
        attributes: attributes({ "net.peer.address": address }),
      },
    ],
  },
  {
    // DEBUG: accepted; the address is the gateway's connection, which many transactions share
    logger: LOGGER,
    marker: "Broadcast has successfully enqueued message of type ",
    pattern:
      /^\[channel: (?<channel>[^\]]+)\] Broadcast has successfully enqueued message of type \w+ from (?<address>\S+)$/,
    facts: (line, { address }) => [call(line, "fabric.broadcast", address)],
  },
  {
    // WARN
    logger: LOGGER,
    marker: "Rejecting broadcast of ",
    pattern:
      /^\[channel: (?<channel>[^\]]+)\] Rejecting broadcast of (?:\w+ )?message from (?<address>\S+) (?:because of error|with (?<status>[A-Z_]{1,40})): (?<error>.*)$/s,
    facts: (line, { address, error, status }) => [call(line, "fabric.rpc.broadcast", address, error, status)],
  },
  {
    // WARN: no such channel, or a message that has no header
    logger: LOGGER,
    marker: "Could not get message processor for serving ",
    pattern: /^\[channel: [^\]]*\] Could not get message processor for serving (?<address>\S+): (?<error>.*)$/s,
    facts: (line, { address, error }) => [call(line, "fabric.rpc.broadcast", address, error)],
  },
];
