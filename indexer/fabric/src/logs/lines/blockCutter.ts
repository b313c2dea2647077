import type { LogLineRule } from "../logLine.ts";

/**
 * Orderer with solo, Kafka or Raft: why a batch ends, DEBUG of orderer/common/blockcutter/blockcutter.go. The lines
 * name neither channel nor block; the block's creation follows them at once.
 */
const cut = (marker: string, reason: string): LogLineRule => ({
  logger: "orderer.common.blockcutter",
  marker,
  pattern: /^/,
  facts: (_line, _groups, memory) => {
    memory.cut = { "fabric.block.cut_reason": reason };
    return [];
  },
});

export const blockCutterLines: readonly LogLineRule[] = [
  cut("Batch size met, cutting batch", "count"),
  cut("Pending batch would overflow if current message is added", "bytes"),
  cut(" bytes and will be isolated.", "isolated"),
  {
    // A batch that grew and was not ended by one of the lines above is ended by its timer.
    logger: "orderer.common.blockcutter",
    marker: "Enqueuing message into batch",
    pattern: /^/,
    facts: (_line, _groups, memory) => {
      memory.cut ??= { "fabric.block.cut_reason": "timeout" };
      return [];
    },
  },
];
