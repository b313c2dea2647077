import { attributes, type LogLineRule, msToNs, type SeenFact } from "../logLine.ts";

/** Peer: validation and commit of a block, and what it made of each transaction. */
export const commitLines: readonly LogLineRule[] = [
  {
    // INFO, gossip/privdata/coordinator.go
    logger: "gossip.privdata",
    marker: "Received block [",
    pattern: /^Received block \[(?<height>\d+)\] from buffer$/,
    facts: (line, { height = "" }) => [{ subject: "block", id: height, stage: "fabric.commit", startNs: line.timeNs }],
  },
  {
    // INFO, core/committer/txvalidator/v20/validator.go
    logger: "committer.txvalidator",
    marker: "Validated block [",
    pattern: /^\[(?<channel>[^\]]+)\] Validated block \[(?<height>\d+)\] in (?<ms>\d+)ms$/,
    facts: (line, { height = "", ms = "0" }) => [
      {
        subject: "block",
        id: height,
        stage: "fabric.commit.vscc",
        startNs: line.timeNs - msToNs(ms),
        endNs: line.timeNs,
      },
    ],
  },
  {
    // INFO, core/ledger/kvledger/kv_ledger.go. The parts follow each other in this order, from the time of the line
    // minus the total on; what the total holds beyond them is the history database.
    logger: "kvledger",
    marker: "Committed block [",
    pattern:
      /^\[(?<channel>[^\]]+)\] Committed block \[(?<height>\d+)\] with (?<count>\d+) transaction\(s\) in (?<total>\d+)ms \(state_validation=(?<mvcc>\d+)ms block_and_pvtdata_commit=(?<store>\d+)ms state_commit=(?<state>\d+)ms\)(?: commitHash=\[(?<hash>[0-9a-f]*)\])?/,
    facts: (line, { height = "", count, total = "0", mvcc = "0", store = "0", state = "0", hash }) => {
      const part = (stage: SeenFact["stage"], startNs: bigint, endNs: bigint): SeenFact => ({
        subject: "block",
        id: height,
        stage,
        startNs,
        endNs,
      });
      const start = line.timeNs - msToNs(total);
      const afterMvcc = start + msToNs(mvcc);
      const afterStore = afterMvcc + msToNs(store);
      const afterState = afterStore + msToNs(state);
      return [
        {
          subject: "block",
          id: height,
          stage: "fabric.commit",
          endNs: line.timeNs,
          attributes: attributes({ "fabric.block.tx_count": count, "fabric.block.commit_hash": hash }),
        },
        part("fabric.commit.mvcc", start, afterMvcc),
        part("fabric.commit.block_store", afterMvcc, afterStore),
        part("fabric.commit.state_db", afterStore, afterState),
        part("fabric.commit.history_db", afterState, line.timeNs > afterState ? line.timeNs : afterState),
      ];
    },
  },
  {
    // WARN, core/ledger/kvledger/txmgmt/validation/validator.go (state) and batch_preparer.go (committer)
    logger: "validation",
    marker: "marked as invalid by ",
    pattern:
      /^(?:Channel \[(?<channel>[^\]]+)\]: )?Block \[(?<height>\d+)\] Transaction index \[(?<index>\d+)\] TxId \[(?<id>[0-9a-f]{64})\] marked as invalid by (?<by>state validator|committer)\. Reason code \[(?<code>\w+)\]/,
    facts: (line, { id = "", height, index, by, code }) => [
      {
        subject: "tx",
        id,
        stage: "fabric.invalidated",
        startNs: line.timeNs,
        endNs: line.timeNs,
        attributes: attributes({
          "fabric.block.number": height,
          "fabric.tx.index": index,
          "fabric.invalidated.by": by,
          "fabric.validation_code": code,
        }),
      },
    ],
  },
  {
    // ERROR, core/committer/txvalidator/v20/validator.go: the exact words of a policy's failure.
    logger: "committer.txvalidator",
    marker: "Dispatch for transaction txId = ",
    pattern: /^Dispatch for transaction txId = (?<id>[0-9a-f]{64}) returned error: (?<error>.*)$/s,
    facts: (line, { id = "", error }) => [
      {
        subject: "tx",
        id,
        stage: "fabric.invalidated",
        startNs: line.timeNs,
        endNs: line.timeNs,
        attributes: attributes({ error }),
      },
    ],
  },
];
