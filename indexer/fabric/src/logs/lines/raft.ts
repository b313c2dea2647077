import { attributes, type FabricLogLine, type LogLineRule, nodeEvent, secondOf } from "../logLine.ts";

const LOGGER = "orderer.consensus.etcdraft";

/** Raft's own number of the node, which its messages name leaders by. */
const self = (line: FabricLogLine) => ({ "raft.id": line.field("node") });

/** Orderer with Raft: orderer/consensus/etcdraft/chain.go and node.go, and etcd's own lines (go.etcd.io/etcd/raft). */
export const raftLines: readonly LogLineRule[] = [
  {
    // INFO, on a follower that a client sent a transaction to; without its id
    logger: LOGGER,
    marker: "Forwarding transaction to the leader ",
    pattern: /^Forwarding transaction to the leader (?<leader>\d+)$/,
    facts: (line, { leader }) => [
      {
        subject: "call",
        id: secondOf(line.timeNs),
        stage: "fabric.order.forward",
        startNs: line.timeNs,
        endNs: line.timeNs,
        attributes: attributes({ ...self(line), "raft.leader": leader }),
      },
    ],
  },
  {
    // DEBUG: the block that follows is cut by its timer
    logger: LOGGER,
    marker: "Batch timer expired, creating block",
    pattern: /^/,
    facts: (_line, _groups, memory) => {
      memory.cut = { "fabric.block.cut_reason": "timeout" };
      return [];
    },
  },
  {
    // INFO, only on the leader: the batch is cut.
    logger: LOGGER,
    marker: "Created block [",
    pattern: /^Created block \[(?<height>\d+)\], there are \d+ blocks in flight$/,
    facts: (line, { height = "" }, memory) => {
      const cut = memory.cut;
      memory.cut = undefined;
      return [
        {
          subject: "block",
          id: height,
          stage: "fabric.order.consensus",
          startNs: line.timeNs,
          attributes: attributes({ "raft.leader": "true", ...self(line), ...cut }),
        },
      ];
    },
  },
  {
    // INFO, every node
    logger: LOGGER,
    marker: "Writing block [",
    pattern: /^Writing block \[(?<height>\d+)\] \(Raft index: (?<index>\d+)\) to ledger$/,
    facts: (line, { height = "", index }) => [
      {
        subject: "block",
        id: height,
        stage: "fabric.order.write",
        startNs: line.timeNs,
        attributes: attributes({ "raft.index": index, ...self(line) }),
      },
    ],
  },
  {
    // INFO; 0 is nobody
    logger: LOGGER,
    marker: "Raft leader changed: ",
    pattern: /^Raft leader changed: (?<before>\d+) -> (?<leader>\d+)$/,
    facts: (line, { before, leader }) => [
      nodeEvent(line, "fabric.node.leader", {
        ...self(line),
        "raft.leader": leader,
        "raft.previous_leader": before,
      }),
    ],
  },
  {
    // INFO, etcd
    logger: LOGGER,
    marker: " leader ",
    pattern:
      /^raft\.node: [0-9a-f]+ (?:elected leader (?<leader>[0-9a-f]+)|lost leader (?<lost>[0-9a-f]+)|changed leader from (?<before>[0-9a-f]+) to (?<now>[0-9a-f]+)) at term (?<term>\d+)$/,
    facts: (line, { leader, lost, before, now, term }) => [
      nodeEvent(line, "fabric.node.leader", {
        ...self(line),
        "raft.leader": decimal(leader ?? now ?? "0"),
        "raft.previous_leader": decimal(lost ?? before),
        "raft.term": term,
      }),
    ],
  },
  {
    // INFO, etcd
    logger: LOGGER,
    marker: " is starting a new election at term ",
    pattern: /^[0-9a-f]+ is starting a new election at term (?<term>\d+)$/,
    facts: (line, { term }) => [
      nodeEvent(line, "fabric.node.leader", { ...self(line), "raft.term": term, "raft.election": "true" }),
    ],
  },
  {
    // INFO: a new leader takes transactions from here on
    logger: LOGGER,
    marker: "Start accepting requests as Raft leader at block [",
    pattern: /^Start accepting requests as Raft leader at block \[(?<height>\d+)\]/,
    facts: (line, { height }) => [
      nodeEvent(line, "fabric.node.leader", {
        ...self(line),
        "raft.leader": line.field("node"),
        "raft.accepting": "true",
        "fabric.block.number": height,
      }),
    ],
  },
  {
    // WARN: for as long as an election takes, and longer where there is no quorum
    logger: LOGGER,
    marker: "No leader is present, cluster size is ",
    pattern: /^No leader is present, cluster size is (?<size>\d+)$/,
    facts: (line, { size }) => [
      nodeEvent(line, "fabric.node.leader", { ...self(line), "raft.leader": "0", "raft.cluster_size": size }),
    ],
  },
  {
    // WARN, node.go
    logger: LOGGER,
    marker: "WAL sync took ",
    pattern:
      /^WAL sync took (?<seconds>[\d.e-]+) seconds and the network is configured to start elections after (?<limit>[\d.e-]+) seconds/,
    facts: (line, { seconds, limit }) => [
      nodeEvent(line, "fabric.node.slow_disk", { ...self(line), seconds, "raft.election_seconds": limit }),
    ],
  },
  {
    // INFO: a configuration is being ordered, nothing else is until it is written
    logger: LOGGER,
    marker: "pause accepting transaction",
    pattern: /^(?:Received config transaction|Config block or ConfChange in flight), pause accepting transaction/,
    facts: (line) => [nodeEvent(line, "fabric.node.configured", { ...self(line), "fabric.config": "in_flight" })],
  },
  {
    // INFO: written
    logger: LOGGER,
    marker: "Detected configuration change",
    pattern: /^Detected configuration change$/,
    facts: (line) => [nodeEvent(line, "fabric.node.configured", { ...self(line), "fabric.config": "applied" })],
  },
  {
    // WARN: a transaction that was checked under the configuration before is checked again
    logger: LOGGER,
    marker: "although current config seq has advanced ",
    pattern: /message was validated against (?<before>\d+), although current config seq has advanced \((?<now>\d+)\)$/,
    facts: (line, { before, now }) => [
      nodeEvent(line, "fabric.node.configured", {
        ...self(line),
        "fabric.config": "revalidated",
        "fabric.config.sequence": now,
        "fabric.config.previous_sequence": before,
      }),
    ],
  },
  {
    // ERROR, once per outage, node.go
    logger: LOGGER,
    marker: "Failed to send StepRequest to ",
    pattern: /^Failed to send StepRequest to (?<to>\d+), because: (?<error>.*)$/s,
    facts: (line, { to, error }) => [
      nodeEvent(line, "fabric.node.unreachable", { ...self(line), "raft.remote": to, error }),
    ],
  },
];

/** etcd prints ids in hex, Fabric in decimal. */
const decimal = (hex: string | undefined): string | undefined =>
  hex === undefined || hex.length > 16 ? undefined : BigInt(`0x${hex}`).toString();
