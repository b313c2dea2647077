import type { LogLineRule } from "../logLine.ts";

/**
 * DEBUG of every consensus: the block is in this orderer's ledger, orderer/common/multichannel/blockwriter.go (its
 * logger has three m up to 2.5). With solo, whose only other line is the timer's, it is the cut as well.
 */
const wrote = (logger: string): LogLineRule => ({
  logger,
  marker: "Wrote block [",
  pattern: /^\[channel: (?<channel>[^\]]+)\] Wrote block \[(?<height>\d+)\]/,
  facts: (line, { height = "" }, memory) => {
    const cut = memory.cut;
    memory.cut = undefined;
    return [
      {
        subject: "block",
        id: height,
        stage: "fabric.order.write",
        endNs: line.timeNs,
        ...(cut ? { attributes: cut } : {}),
      },
    ];
  },
});

/** DEBUG, orderer/consensus/kafka/chain.go: every orderer cuts for itself. */
const kafkaCut = (marker: string, reason: string): LogLineRule => ({
  logger: "orderer.consensus.kafka",
  marker,
  pattern: /^\[channel: (?<channel>[^\]]+)\] .*, just cut block \[(?<height>\d+)\]/,
  facts: (line, { height = "" }) => [
    {
      subject: "block",
      id: height,
      stage: "fabric.order.write",
      endNs: line.timeNs,
      attributes: { "fabric.block.cut_reason": reason },
    },
  ],
});

/** Orderer with solo or Kafka (up to 2.x), and what all orderers write alike. */
export const kafkaLines: readonly LogLineRule[] = [
  wrote("orderer.common.multichannel"),
  wrote("orderer.commmon.multichannel"),
  kafkaCut("Batch filled, just cut block [", "count"),
  kafkaCut("Proper time-to-cut received, just cut block [", "timeout"),
  {
    // DEBUG, orderer/consensus/solo/consensus.go
    logger: "orderer.consensus.solo",
    marker: "Batch timer expired, creating block",
    pattern: /^/,
    facts: (_line, _groups, memory) => {
      memory.cut = { "fabric.block.cut_reason": "timeout" };
      return [];
    },
  },
];
