import { attributes, clean, type LogLineRule, secondOf } from "../logLine.ts";

/** Peer and orderer: blocks sent to whoever asked for them, common/deliver/deliver.go. */
export const deliverLines: readonly LogLineRule[] = [
  {
    // DEBUG
    logger: "common.deliver",
    marker: "Delivering block [",
    pattern: /^\[channel: (?<channel>[^\]]+)\] Delivering block \[(?<height>\d+)\] for \(\w+\) for (?<address>\S+)$/,
    facts: (line, { height = "", address = "" }) => [
      {
        subject: "block",
        id: height,
        stage: "fabric.deliver",
        startNs: line.timeNs,
        endNs: line.timeNs,
        remote: clean(address),
      },
    ],
  },
  {
    // WARN
    logger: "common.deliver",
    marker: "not authorized: ",
    pattern: /^\[channel: (?<channel>[^\]]+)\] Client (?<address>\S+) is not authorized: (?<error>.*)$/s,
    facts: (line, { address = "", error }) => [refused(line.timeNs, address, error)],
  },
  {
    // WARN
    logger: "common.deliver",
    marker: "Client authorization revoked for deliver request from ",
    pattern:
      /^\[channel: (?<channel>[^\]]+)\] Client authorization revoked for deliver request from (?<address>\S+): (?<error>.*)$/s,
    facts: (line, { address = "", error }) => [refused(line.timeNs, address, error)],
  },
];

const refused = (timeNs: bigint, address: string, error: string | undefined) => ({
  subject: "call" as const,
  id: secondOf(timeNs),
  stage: "fabric.rpc.deliver" as const,
  endNs: timeNs,
  remote: clean(address),
  attributes: attributes({ error }),
});
