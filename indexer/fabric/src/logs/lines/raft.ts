import { attributes, type LogLineRule } from "../logLine.ts";

/** Orderer with Raft: orderer/consensus/etcdraft/chain.go and orderer/common/multichannel/blockwriter.go. */
export const raftLines: readonly LogLineRule[] = [
  {
    // INFO, only on the leader: the batch is cut.
    logger: "orderer.consensus.etcdraft",
    marker: "Created block [",
    pattern: /^Created block \[(?<height>\d+)\], there are \d+ blocks in flight$/,
    facts: (line, { height = "" }) => [
      {
        subject: "block",
        id: height,
        stage: "fabric.order.consensus",
        startNs: line.timeNs,
        attributes: attributes({ "raft.leader": "true" }),
      },
    ],
  },
  {
    // INFO, every node
    logger: "orderer.consensus.etcdraft",
    marker: "Writing block [",
    pattern: /^Writing block \[(?<height>\d+)\] \(Raft index: (?<index>\d+)\) to ledger$/,
    facts: (line, { height = "", index }) => [
      {
        subject: "block",
        id: height,
        stage: "fabric.order.write",
        startNs: line.timeNs,
        attributes: attributes({ "raft.index": index }),
      },
    ],
  },
  {
    // DEBUG, every consensus
    logger: "orderer.common.multichannel",
    marker: "Wrote block [",
    pattern: /^\[channel: (?<channel>[^\]]+)\] Wrote block \[(?<height>\d+)\]/,
    facts: (line, { height = "" }) => [
      { subject: "block", id: height, stage: "fabric.order.write", endNs: line.timeNs },
    ],
  },
];
