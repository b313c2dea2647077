import { attributes, type LogLineRule } from "../logLine.ts";

/** Orderer: a transaction's arrival. DEBUG of one logger, and the only orderer line of every consensus with its id. */
export const broadcastLines: readonly LogLineRule[] = [
  {
    // DEBUG, orderer/common/broadcast/broadcast.go
    logger: "orderer.common.broadcast",
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
];
