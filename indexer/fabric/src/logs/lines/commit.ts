import { attributes, type FabricLogLine, type LogLineRule, msToNs, type SeenFact } from "../logLine.ts";

/** What a peer made of a transaction. */
const invalidated = (
  line: FabricLogLine,
  id: string,
  values: Readonly<Record<string, string | undefined>>,
): SeenFact => ({
  subject: "tx",
  id,
  stage: "fabric.invalidated",
  startNs: line.timeNs,
  endNs: line.timeNs,
  attributes: attributes(values),
});

/** A read that did not hold stands at most this long before the transaction that is refused for it. */
const CONFLICT_NS = 1_000_000_000n;

/**
 * WARN, core/ledger/kvledger/txmgmt/validation/batch_preparer.go (committer) and validator.go (state); up to 2.0
 * validator/statebasedval and validator/valimpl.
 */
const refused = (logger: string): LogLineRule => ({
  logger,
  marker: "marked as invalid by ",
  pattern:
    /^(?:Channel \[(?<channel>[^\]]+)\]: )?Block \[(?<height>\d+)\] Transaction index \[(?<index>\d+)\] TxId \[(?<id>[0-9a-f]{64})\] marked as invalid by (?<by>state validator|committer)\. Reason code \[(?<code>\w+)\]/,
  facts: (line, { id = "", height, index, by, code }, memory) => {
    const conflict = by === "state validator" ? memory.conflict : undefined;
    if (by === "state validator") memory.conflict = undefined;
    const since = conflict && line.timeNs - conflict.timeNs;
    return [
      invalidated(line, id, {
        "fabric.block.number": height,
        "fabric.tx.index": index,
        "fabric.invalidated.by": by,
        "fabric.validation_code": code,
        ...(since !== undefined && since >= 0n && since < CONFLICT_NS ? conflict?.values : {}),
      }),
    ];
  },
});

/** Peer: validation and commit of a block, and what it made of each transaction. */
export const commitLines: readonly LogLineRule[] = [
  {
    // INFO, core/committer/txvalidator/v20/validator.go
    logger: "committer.txvalidator",
    marker: "Validated block [",
    pattern: /^\[(?<channel>[^\]]+)\] Validated block \[(?<height>\d+)\] in (?<ms>\d{1,12})ms$/,
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
      /^\[(?<channel>[^\]]+)\] Committed block \[(?<height>\d+)\] with (?<count>\d+) transaction\(s\) in (?<total>\d{1,12})ms \(state_validation=(?<mvcc>\d{1,12})ms block_and_pvtdata_commit=(?<store>\d{1,12})ms state_commit=(?<state>\d{1,12})ms\)(?: commitHash=\[(?<hash>[0-9a-f]*)\])?/,
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
    // WARN since 2.4, core/ledger/kvledger/txmgmt/validation/validator.go: the first read that does not hold. It names
    // no transaction; the one that is refused for it follows at once, from the same goroutine.
    logger: "validation",
    marker: "Transaction invalidation due to ",
    pattern: /^Transaction invalidation due to (?:hash )?version mismatch, /,
    facts: (line, _groups, memory) => {
      memory.conflict = {
        timeNs: line.timeNs,
        values: attributes({
          "fabric.conflict.namespace": line.field("namespace"),
          "fabric.conflict.collection": line.field("collection"),
          "fabric.conflict.key": line.field("key"),
          "fabric.conflict.read_version": versionOf(line.field("readVersion") || line.field("readHashVersion")),
          "fabric.conflict.committed_version": versionOf(line.field("committedVersion")),
          "fabric.conflict.within_block": String(line.message.endsWith("in a prior transaction in this block")),
        }),
      };
      return [];
    },
  },
  refused("validation"),
  refused("statebasedval"),
  refused("valimpl"),
  {
    // ERROR, core/committer/txvalidator/v20/validator.go: the exact words of a policy's failure.
    logger: "committer.txvalidator",
    marker: "Dispatch for transaction txId = ",
    pattern: /^Dispatch for transaction txId = (?<id>[0-9a-f]{64}) returned error: (?<error>.*)$/s,
    facts: (line, { id = "", error }) => [invalidated(line, id, { error })],
  },
  {
    // ERROR, same file: twice in this block
    logger: "committer.txvalidator",
    marker: "Duplicate txid ",
    pattern: /^Duplicate txid (?<id>[0-9a-f]{64}) found, skipping/,
    facts: (line, { id = "" }) => [
      invalidated(line, id, {
        "fabric.validation_code": "DUPLICATE_TXID",
        error: "the same transaction stands earlier in this block",
      }),
    ],
  },
  {
    // ERROR, same file: in an earlier block
    logger: "committer.txvalidator",
    marker: "Duplicate transaction found, ",
    pattern: /^Duplicate transaction found, +(?<id>[0-9a-f]{64}) ?, skipping/,
    facts: (line, { id = "" }) => [
      invalidated(line, id, {
        "fabric.validation_code": "DUPLICATE_TXID",
        error: "the same transaction stands in an earlier block",
      }),
    ],
  },
];

/** `{BlockNum: 11, TxNum: 4}` as block:index; empty where the key had no version. */
function versionOf(text: string): string | undefined {
  const version = /^\{BlockNum: (\d{1,20}), TxNum: (\d{1,20})\}$/.exec(text);
  return version ? `${version[1]}:${version[2]}` : undefined;
}
