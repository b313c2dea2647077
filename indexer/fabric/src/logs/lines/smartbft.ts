import { attributes, type FabricLogLine, type LogLineRule, nodeEvent, type SeenFact } from "../logLine.ts";

const CONSENSUS = "orderer.consensus.smartbft.consensus";
const CHAIN = "orderer.consensus.smartbft.chain";

/**
 * The end of one phase. SmartBFT numbers proposals; Fabric's number of a proposal is the height of its block
 * (metadata.LatestSequence counts blocks of a channel that began with BFT), which the line that writes the
 * block confirms on the same node.
 */
function phase(marker: string, pattern: RegExp, stage: SeenFact["stage"]): LogLineRule {
  return {
    logger: CONSENSUS,
    marker,
    pattern,
    facts: (line, { seq = "" }) => [{ subject: "block", id: seq, stage, endNs: line.timeNs }],
  };
}

/** A line about one request, which SmartBFT writes as {hash of the creator, transaction id}. */
function request(
  marker: string,
  rest: string,
  facts: (
    line: FabricLogLine,
    groups: Readonly<Record<string, string | undefined>>,
  ) => Omit<SeenFact, "subject" | "id">,
): LogLineRule {
  return {
    logger: CONSENSUS,
    marker,
    pattern: new RegExp(`^\\w+ ?\\w* \\{\\S+ (?<id>[0-9a-f]{64})\\}${rest}`, "s"),
    facts: (line, groups) => [{ subject: "tx", id: groups["id"] ?? "", ...facts(line, groups) }],
  };
}

/** What befell the view, the leader's term of office, as this node sees it. */
const view = (marker: string, pattern: RegExp): LogLineRule => ({
  logger: CONSENSUS,
  marker,
  pattern,
  facts: (line, { view, leader, role, sequence, change, error }) => [
    nodeEvent(line, "fabric.node.view", {
      "bft.view": view,
      "bft.leader": leader,
      "bft.role": role,
      "bft.sequence": sequence,
      "bft.view_change": change === undefined ? undefined : "started",
      error,
    }),
  ],
});

/** Orderer with SmartBFT (Fabric 3): the three phases at INFO; requests and the leader's proposal at DEBUG. */
export const smartbftLines: readonly LogLineRule[] = [
  {
    // DEBUG, only on the leader, SmartBFT/internal/bft/requestpool.go: the batch is taken from the pool. Whether it
    // was full or its time was up follows from the channel's batch size.
    logger: CONSENSUS,
    marker: "Returning batch of ",
    pattern: /^Returning batch of (?<count>\d+) requests totalling (?<bytes>\d+)B(?<over> as it exceeds threshold)?/,
    facts: (_line, { count, bytes, over }, memory) => {
      memory.cut = attributes({
        "fabric.block.tx_count": count,
        "fabric.block.payload_bytes": bytes,
        "fabric.block.cut_reason": over && "bytes",
      });
      return [];
    },
  },
  {
    // DEBUG, only on the leader: the proposal is sent. SmartBFT/internal/bft/view.go
    logger: CONSENSUS,
    marker: "Proposing proposal sequence ",
    pattern: /^Proposing proposal sequence (?<seq>\d+) in view (?<view>\d+)$/,
    facts: (line, { seq = "", view }, memory) => {
      const cut = memory.cut;
      memory.cut = undefined;
      return [
        {
          subject: "block",
          id: seq,
          stage: "fabric.order.consensus.preprepare",
          startNs: line.timeNs,
          attributes: attributes({ "bft.view": view, "bft.leader": "true", ...cut }),
        },
      ];
    },
  },
  phase(
    "Processed proposal with seq ",
    /^Processed proposal with seq (?<seq>\d+)$/,
    "fabric.order.consensus.preprepare",
  ),
  phase(
    "Processed prepares for proposal with seq ",
    /^Processed prepares for proposal with seq (?<seq>\d+)$/,
    "fabric.order.consensus.prepare",
  ),
  phase(
    "processed commits for proposal with seq ",
    /^\d+ processed commits for proposal with seq (?<seq>\d+)$/,
    "fabric.order.consensus.commit",
  ),
  {
    // INFO, orderer/consensus/smartbft/chain.go
    logger: CHAIN,
    marker: "Delivering proposal, writing block ",
    pattern:
      /^Delivering proposal, writing block (?<height>\d+) with (?<count>\d+) transactions .{0,200}?with signatures from \[(?<signers>[\d ]*)\](?: to the ledger, node id (?<self>\d+))?/,
    facts: (line, { height = "", count, signers, self }) => [
      {
        subject: "block",
        id: height,
        stage: "fabric.order.write",
        startNs: line.timeNs,
        attributes: attributes({ "fabric.block.tx_count": count, "bft.signers": signers, "bft.id": self }),
      },
    ],
  },
  // DEBUG, SmartBFT/internal/bft/controller.go: the request is in the node's pool.
  request(" was submitted", " was submitted$", (line) => ({ stage: "fabric.broadcast", endNs: line.timeNs })),
  // INFO, same file
  request(" was not submitted, error: ", " was not submitted, error: (?<error>.*)$", (line, { error }) => ({
    stage: "fabric.broadcast",
    endNs: line.timeNs,
    attributes: attributes({ error }),
  })),
  // DEBUG, requestpool.go: from being put into the pool to the block that holds it
  request(" submitted; started a timeout: ", " submitted; started a timeout: ", (line) => ({
    stage: "fabric.order.pool",
    startNs: line.timeNs,
  })),
  request(" from request pool", " from request pool$", (line) => ({ stage: "fabric.order.pool", endNs: line.timeNs })),
  // INFO, controller.go: the leader has not ordered it within RequestForwardTimeout
  request(
    " timeout expired, forwarding request to leader: ",
    " timeout expired, forwarding request to leader: (?<leader>\\d+)$",
    (line, { leader }) => ({
      stage: "fabric.order.forward",
      startNs: line.timeNs,
      endNs: line.timeNs,
      attributes: attributes({ "bft.leader": leader, "bft.timeout": "forward" }),
    }),
  ),
  request(
    " timeout expired, this node is the leader, nothing to do",
    " timeout expired, this node is the leader, nothing to do$",
    (line) => ({
      stage: "fabric.order.forward",
      startNs: line.timeNs,
      endNs: line.timeNs,
      attributes: { "bft.timeout": "forward", "bft.role": "leader" },
    }),
  ),
  // WARN, controller.go: nor within RequestComplainTimeout; it asks for another leader
  request(
    " leader-forwarding timeout expired, complaining about leader: ",
    " leader-forwarding timeout expired, complaining about leader: (?<leader>\\d+)$",
    (line, { leader }) => ({
      stage: "fabric.order.complain",
      startNs: line.timeNs,
      endNs: line.timeNs,
      attributes: attributes({ "bft.leader": leader }),
    }),
  ),
  // DEBUG, requestpool.go: nor within RequestAutoRemoveTimeout
  request(" auto-remove timeout expired", " auto-remove timeout expired", (line) => ({
    stage: "fabric.order.pool",
    endNs: line.timeNs,
    attributes: { error: "auto-remove timeout expired: nobody ordered it" },
  })),
  // INFO, heartbeatmonitor.go
  view(
    " role, current view: ",
    /^Changing to (?<role>leader|follower) role, current view: (?<view>\d+), current leader: (?<leader>\d+)$/,
  ),
  // INFO, controller.go
  view(
    "Starting view with number ",
    /^Starting view with number (?<view>\d+), sequence (?<sequence>\d+), and decisions /,
  ),
  // DEBUG, viewchanger.go
  view(" started view change, last view is ", /^Node \d+ (?<change>started) view change, last view is (?<view>\d+)/),
  // WARN, controller.go
  view(
    "Heartbeat timeout expired, ",
    /^(?<error>Heartbeat timeout expired, complaining about leader: (?<leader>\d+))$/,
  ),
  {
    // DEBUG, orderer/consensus/smartbft/consenter.go: at its start and after each configuration
    logger: "orderer.consensus.smartbft",
    marker: "SmartBFT-Go config: {",
    pattern: /^SmartBFT-Go config: \{(?<values>.{0,2000}?)\}/,
    facts: (line, { values = "" }) => {
      const value = (name: string) => new RegExp(`(?:^| )${name}:(\\S+)`).exec(values)?.[1];
      return [
        nodeEvent(line, "fabric.node.configured", {
          "bft.id": value("SelfID"),
          "bft.batch_max_count": value("RequestBatchMaxCount"),
          "bft.batch_max_bytes": value("RequestBatchMaxBytes"),
          "bft.batch_timeout": value("RequestBatchMaxInterval"),
          "bft.forward_timeout": value("RequestForwardTimeout"),
          "bft.complain_timeout": value("RequestComplainTimeout"),
          "bft.view_change_timeout": value("ViewChangeTimeout"),
          "bft.heartbeat_timeout": value("LeaderHeartbeatTimeout"),
        }),
      ];
    },
  },
  {
    // INFO, chain.go: a configuration was written
    logger: CHAIN,
    marker: "Reconfiguration was done and the current nodes are: ",
    pattern: /^Reconfiguration was done and the current nodes are: \[(?<nodes>[\d ]*)\]/,
    facts: (line, { nodes }) => [
      nodeEvent(line, "fabric.node.configured", { "fabric.config": "applied", "bft.nodes": nodes }),
    ],
  },
  {
    // INFO, synchronizer_bft.go: it had fallen behind and fetched blocks from the others
    logger: CHAIN,
    marker: "Finished synchronizing with cluster, fetched ",
    pattern:
      /^Finished synchronizing with cluster, fetched (?<count>\d+) blocks?, starting from block \[(?<from>\d+)\]/,
    facts: (line, { count, from }) => [
      nodeEvent(line, "fabric.node.view", { "bft.synchronized_blocks": count, "bft.synchronized_from": from }),
    ],
  },
];
