import { attributes, type FabricLogLine, type LogLineRule, nodeEvent, type SeenFact, secondOf } from "../logLine.ts";

/** One edge of a node's start: from the first line of the process to the one that says it serves. */
const starting = (
  line: FabricLogLine,
  edge: "startNs" | "endNs",
  values: Readonly<Record<string, string | undefined>> = {},
): SeenFact => ({
  subject: "node",
  id: secondOf(line.timeNs),
  stage: "fabric.node.started",
  [edge]: line.timeNs,
  attributes: attributes(values),
});

/** INFO, peer/node and orderer/common/server: the process ends because it was asked to. */
const stopping = (logger: string): LogLineRule => ({
  logger,
  marker: "Received signal: ",
  pattern: /^Received signal: (?<signal>\d{1,3})/,
  facts: (line, { signal }) => [nodeEvent(line, "fabric.node.stopped", { signal })],
});

/** Peer and orderer: start and stop of the process, and configurations that a peer took over. A kill logs nothing. */
export const processLines: readonly LogLineRule[] = [
  {
    // INFO, internal/peer/node/start.go
    logger: "nodeCmd",
    marker: "Starting peer:",
    pattern: /^Starting peer:(?:\s+Version: (?<version>\S+))?/,
    facts: (line, { version }) => [starting(line, "startNs", { "service.version": version })],
  },
  {
    logger: "nodeCmd",
    marker: "Started peer with ID=[",
    pattern: /^Started peer with ID=\[.*\], network ID=\[[^\]]*\], address=\[(?<address>[^\]]+)\]/,
    facts: (line, { address }) => [starting(line, "endNs", { "net.host.address": address })],
  },
  stopping("nodeCmd"),
  {
    // INFO, orderer/common/server/main.go: the values that it starts with, address and port among the first
    logger: "orderer.common.server",
    marker: "Orderer config values:",
    pattern: /^Orderer config values:\s+General\.ListenAddress = "(?<host>[^"]*)"\s+General\.ListenPort = (?<port>\d+)/,
    facts: (line, { host, port }) => [starting(line, "startNs", { "net.host.address": `${host}:${port}` })],
  },
  {
    logger: "orderer.common.server",
    marker: "Starting orderer:",
    pattern: /^Starting orderer:(?:\s+Version: (?<version>\S+))?/,
    facts: (line, { version }) => [starting(line, "startNs", { "service.version": version })],
  },
  {
    logger: "orderer.common.server",
    marker: "Beginning to serve requests",
    pattern: /^/,
    facts: (line) => [starting(line, "endNs")],
  },
  stopping("orderer.common.server"),
  {
    // INFO, core/committer/txvalidator/v20/validator.go
    logger: "committer.txvalidator",
    marker: "Config transaction validated and applied",
    pattern: /^/,
    facts: (line) => [nodeEvent(line, "fabric.node.configured", { "fabric.config": "applied" })],
  },
];
