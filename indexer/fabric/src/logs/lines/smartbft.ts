import { attributes, type LogLineRule, type SeenFact } from "../logLine.ts";

const CONSENSUS = "orderer.consensus.smartbft.consensus";

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

/** Orderer with SmartBFT (Fabric 3): the three phases at INFO; requests and the leader's proposal at DEBUG. */
export const smartbftLines: readonly LogLineRule[] = [
  {
    // DEBUG, only on the leader: the batch is cut. SmartBFT/internal/bft/view.go
    logger: CONSENSUS,
    marker: "Proposing proposal sequence ",
    pattern: /^Proposing proposal sequence (?<seq>\d+) in view (?<view>\d+)$/,
    facts: (line, { seq = "", view }) => [
      {
        subject: "block",
        id: seq,
        stage: "fabric.order.consensus.preprepare",
        startNs: line.timeNs,
        attributes: attributes({ "bft.view": view, "bft.leader": "true" }),
      },
    ],
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
    logger: "orderer.consensus.smartbft.chain",
    marker: "Delivering proposal, writing block ",
    pattern:
      /^Delivering proposal, writing block (?<height>\d+) with (?<count>\d+) transactions .*?with signatures from \[(?<signers>[\d ]*)\]/,
    facts: (line, { height = "", count, signers }) => [
      {
        subject: "block",
        id: height,
        stage: "fabric.order.write",
        startNs: line.timeNs,
        attributes: attributes({ "fabric.block.tx_count": count, "bft.signers": signers }),
      },
    ],
  },
  {
    // DEBUG, SmartBFT/internal/bft/controller.go: the request is in the node's pool, {client id, transaction id}.
    logger: CONSENSUS,
    marker: " was submitted",
    pattern: /^Request \{\S+ (?<id>[0-9a-f]{64})\} was submitted$/,
    facts: (line, { id = "" }) => [{ subject: "tx", id, stage: "fabric.broadcast", endNs: line.timeNs }],
  },
  {
    // INFO, same file
    logger: CONSENSUS,
    marker: " was not submitted, error: ",
    pattern: /^Request \{\S+ (?<id>[0-9a-f]{64})\} was not submitted, error: (?<error>.*)$/,
    facts: (line, { id = "", error }) => [
      { subject: "tx", id, stage: "fabric.broadcast", endNs: line.timeNs, attributes: attributes({ error }) },
    ],
  },
];
