import { attributes, type LogLineRule, type SeenFact } from "../logLine.ts";

const block = (height: string, stage: SeenFact["stage"], edges: Partial<SeenFact>): SeenFact => ({
  subject: "block",
  id: height,
  stage,
  ...edges,
});

/** Where the private data of a block came from, as Fabric counts write sets: `(1 from local cache, 0 from …)`. */
const SOURCES = String.raw`\((?<cache>\d+) from local cache, (?<transient>\d+) from transient store, (?<peers>\d+) from other peers\)`;

/** Peer: a block's arrival and what is fetched for it. */
export const gossipLines: readonly LogLineRule[] = [
  {
    // DEBUG, gossip/state/state.go. A block may arrive more than once, from orderers and peers: the first counts.
    logger: "gossip.state",
    marker: "Adding payload to local buffer, blockNum = [",
    pattern: /^\[(?<channel>[^\]]+)\] Adding payload to local buffer, blockNum = \[(?<height>\d+)\]$/,
    facts: (line, { height = "" }) => [block(height, "fabric.commit.buffer_wait", { startNs: line.timeNs })],
  },
  {
    // DEBUG, same file: its turn has come
    logger: "gossip.state",
    marker: "Transferring block [",
    pattern: /^\[(?<channel>[^\]]+)\] Transferring block \[(?<height>\d+)\] with \d+ transaction\(s\) to the ledger$/,
    facts: (line, { height = "" }) => [block(height, "fabric.commit.buffer_wait", { endNs: line.timeNs })],
  },
  {
    // INFO, gossip/privdata/coordinator.go; up to 1.4 with the channel in front
    logger: "gossip.privdata",
    marker: "Received block [",
    pattern: /^(?:\[(?<channel>[^\]]+)\] )?Received block \[(?<height>\d+)\] from buffer$/,
    facts: (line, { height = "" }) => [block(height, "fabric.commit", { startNs: line.timeNs })],
  },
  {
    // INFO, gossip/privdata/pvtdataprovider.go (2.0 and later)
    logger: "gossip.privdata",
    marker: "Successfully fetched ",
    pattern: new RegExp(
      `^Successfully fetched (?:\\(or marked to reconcile later\\) )?all (?<count>\\d+) eligible collection private write sets for block \\[(?<height>\\d+)\\] ${SOURCES}`,
    ),
    facts: (line, { height = "", ...counts }) => [
      block(height, "fabric.commit.private_data", { endNs: line.timeNs, attributes: privateCounts(counts) }),
    ],
  },
  {
    // WARN, same file: committed without
    logger: "gossip.privdata",
    marker: "Could not fetch ",
    pattern: new RegExp(
      `^Could not fetch (?:\\(or mark to reconcile later\\) )?(?:all )?(?<count>\\d+) eligible collection private write sets for block \\[(?<height>\\d+)\\] ${SOURCES}\\. (?<error>.*)$`,
      "s",
    ),
    facts: (line, { height = "", error, ...counts }) => [
      block(height, "fabric.commit.private_data", {
        endNs: line.timeNs,
        attributes: { ...privateCounts(counts), ...attributes({ error }) },
      }),
    ],
  },
  {
    // DEBUG, same file: how long the other peers took
    logger: "gossip.privdata",
    marker: " collection private write sets from remote peers for block [",
    pattern:
      /^Fetched .*collection private write sets from remote peers for block \[(?<height>\d+)\] \((?<ms>\d+)ms\)$/,
    facts: (line, { height = "", ms }) => [
      block(height, "fabric.commit.private_data", {
        endNs: line.timeNs,
        attributes: attributes({ "fabric.private_data.pull_ms": ms }),
      }),
    ],
  },
  {
    // INFO and WARN, gossip/privdata/coordinator.go of 1.4
    logger: "gossip.privdata",
    marker: " all missing collection private write sets from remote peers",
    pattern:
      /^\[(?<channel>[^\]]+)\] (?:Fetched|Could not fetch) all missing collection private write sets from remote peers(?: for block \[(?<height>\d+)\] \((?<ms>\d+)ms\)|\. Will commit block \[(?<without>\d+)\] (?<error>.*))$/s,
    facts: (line, { height, ms, without = "", error }) => [
      block(height ?? without, "fabric.commit.private_data", {
        endNs: line.timeNs,
        attributes: attributes({ "fabric.private_data.pull_ms": ms, error }),
      }),
    ],
  },
];

const privateCounts = (counts: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  attributes({
    "fabric.private_data.write_sets": counts["count"],
    "fabric.private_data.from_cache": counts["cache"],
    "fabric.private_data.from_transient_store": counts["transient"],
    "fabric.private_data.from_peers": counts["peers"],
  });
