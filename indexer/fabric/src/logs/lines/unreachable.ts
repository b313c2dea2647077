import {
  attributes,
  clean,
  type FabricLogLine,
  type LogLineRule,
  nodeEvent,
  type SeenFact,
  secondOf,
} from "../logLine.ts";

const unreachable = (line: FabricLogLine, remote: string, error: string | undefined): SeenFact =>
  nodeEvent(line, "fabric.node.unreachable", { error }, remote);

/** Peer: its stream of blocks from an orderer; `orderer-address` beside the message, or in it. */
function blocks(logger: string): readonly LogLineRule[] {
  return [
    {
      // INFO, 2.5: internal/pkg/peer/blocksprovider; later core/deliverservice's block receiver
      logger,
      marker: "BlockReceiver starting",
      pattern: /^/,
      facts: (line) => [streamOf(line)],
    },
    {
      // INFO, up to 2.5
      logger,
      marker: "Pulling next blocks from ordering service",
      pattern: /^/,
      facts: (line) => [streamOf(line)],
    },
    {
      // WARN
      logger,
      marker: "Encountered an error reading from deliver stream: ",
      pattern: /^Encountered an error reading from deliver stream: (?<error>.*)$/s,
      // That the stream ended is how every refusal looks as well; the line of the refusal says more.
      facts: (line, { error }) => (error === "EOF" ? [] : [unreachable(line, line.field("orderer-address"), error)]),
    },
    {
      // WARN
      logger,
      marker: "Got error while attempting to receive blocks: ",
      pattern: /^Got error while attempting to receive blocks: (?<error>.*)$/s,
      facts: (line, { error }) => [unreachable(line, line.field("orderer-address"), error)],
    },
    {
      // WARN
      logger,
      marker: "Could not connect to ordering service: ",
      pattern: /^Could not connect to ordering service: (?<error>.*)$/s,
      facts: (line, { error }) => [
        unreachable(line, /could not dial endpoint '([^']{1,300})'/.exec(error ?? "")?.[1] ?? "", error),
      ],
    },
  ];
}

const streamOf = (line: FabricLogLine): SeenFact => ({
  subject: "call",
  id: secondOf(line.timeNs),
  stage: "fabric.rpc.deliver",
  startNs: line.timeNs,
  remote: clean(line.field("orderer-address")),
  attributes: attributes({ "rpc.method": "Deliver", "rpc.side": "client" }),
});

/** Peer and orderer: others that do not answer. */
export const unreachableLines: readonly LogLineRule[] = [
  ...blocks("peer.blocksprovider"),
  ...blocks("BlockReceiver"),
  {
    // WARN, grpc-go: a connection of any kind that could not be made
    logger: "grpc",
    marker: "grpc: addrConn.createTransport failed to connect to {Addr: ",
    pattern:
      /grpc: addrConn\.createTransport failed to connect to \{Addr: "(?<address>[^"]{1,300})"[^}]*\}\. Err: (?<error>.*)$/s,
    facts: (line, { address = "", error }) => [unreachable(line, address, error)],
  },
  {
    // WARN, gossip/comm/comm_impl.go
    logger: "gossip.comm",
    marker: " isn't responsive: ",
    pattern: /^(?<address>[^\s,]{1,300}), PKIid:\w* isn't responsive: (?<error>.*)$/s,
    facts: (line, { address = "", error }) => [unreachable(line, address, error)],
  },
  {
    // WARN, same file
    logger: "gossip.comm",
    marker: "Failed obtaining connection for ",
    pattern: /^Failed obtaining connection for (?<address>[^\s,]{1,300}), PKIid:\w* reason: (?<error>.*)$/s,
    facts: (line, { address = "", error }) => [unreachable(line, address, error)],
  },
  {
    // INFO, gossip/gossip/channel/channel.go: members of the channel that no longer tell of themselves
    logger: "gossip.channel",
    marker: "peers went offline: ",
    pattern:
      /^\[\[(?<channel>[^\]]+)\] Membership view has changed\. peers went offline: +\[(?<peers>[^,]{1,2000}?)\] ?, current view: /,
    facts: (line, { peers = "" }) =>
      [...peers.matchAll(/\[([^\s\]]{1,300}) ?\]/g)].map(([, address = ""]) =>
        unreachable(line, address, "gone offline in the channel's gossip membership"),
      ),
  },
  {
    // WARN, orderer/common/cluster: what was sent to another orderer
    logger: "orderer.common.cluster.step",
    marker: " but failed due to ",
    pattern:
      /^Send of (?<what>\w+) .{0,200}? to \S+?\((?<address>[^)\s]{1,300})\) took \S+ but failed due to (?<error>.*)$/s,
    facts: (line, { what, address = "", error }) => [unreachable(line, address, `${what}: ${error}`)],
  },
];
