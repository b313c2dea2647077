import type { Stage } from "@ledgerscope/core";
import type { Text } from "../../text.ts";
import { durationOf, isFelt, mostUnusual } from "../felt.ts";
import { partName } from "../reasonNames.ts";
import { durationText, rows, slowDiagnosis } from "../slowDiagnosis.ts";
import type { SlownessRule } from "../slownessContext.ts";
import { slowPeer } from "./slowPeer.ts";

/** What each part of a commit does, and what makes it slow. */
const PARTS: Partial<Record<Stage, { readonly what: Text; readonly advice: Text }>> = {
  "fabric.commit.buffer_wait": {
    what: { en: "waiting for the blocks before it", zh: "等待之前的区块" },
    advice: {
      en: "The peer had blocks before this one to commit: see why those were slow.",
      zh: "该节点需先提交之前的区块：请查看它们缓慢的原因。",
    },
  },
  "fabric.commit.vscc": {
    what: { en: "checking endorsements against their policies", zh: "按策略检查背书" },
    advice: {
      en: "Signature checks need CPU: compare peer.validatorPoolSize with the cores, the number of endorsements a transaction, and the size of the block.",
      zh: "验签消耗 CPU：请将 peer.validatorPoolSize 与核数、每笔交易的背书数及区块大小对照。",
    },
  },
  "fabric.commit.private_data": {
    what: { en: "gathering private data", zh: "收集私有数据" },
    advice: {
      en: "Private data was missing and had to be fetched from other peers: raise requiredPeerCount so that it is pushed at endorsement, or shorten peer.gossip.pvtData.pullRetryThreshold.",
      zh: "私有数据缺失，需向其他 peer 拉取：请提高 requiredPeerCount 使其在背书时推送，或缩短 peer.gossip.pvtData.pullRetryThreshold。",
    },
  },
  "fabric.commit.mvcc": {
    what: { en: "comparing versions of what was read", zh: "比对读取版本" },
    advice: {
      en: "Wide range queries are run again here: narrow them, and look at the state database.",
      zh: "大范围查询会在此重新执行：请缩小范围，并检查状态数据库。",
    },
  },
  "fabric.commit.block_store": {
    what: { en: "writing the block to disk", zh: "将区块写入磁盘" },
    advice: {
      en: "Look at the disk: its delay of a sync, and who else writes to it.",
      zh: "请检查磁盘：落盘延迟及其他写入者。",
    },
  },
  "fabric.commit.state_db": {
    what: { en: "writing the state database", zh: "写入状态数据库" },
    advice: {
      en: "With CouchDB look at couchdb_processing_time and its indexes; with LevelDB at the disk and its compactions.",
      zh: "使用 CouchDB 时请查看 couchdb_processing_time 及索引；使用 LevelDB 时请查看磁盘与压缩。",
    },
  },
  "fabric.commit.history_db": {
    what: { en: "writing the history database", zh: "写入历史数据库" },
    advice: {
      en: "If nobody asks for the history of keys, switch ledger.history.enableHistoryDatabase off.",
      zh: "若无人查询键的历史，请关闭 ledger.history.enableHistoryDatabase。",
    },
  },
};

/** Log lines of the simulation's end and of the commit's may be so far apart, nanoseconds. */
const SLACK_NS = 50_000_000n;

const SIMULATION_ADVICE: Text = {
  en: "A call of a chaincode that runs for long holds the state of the whole peer: the next commit waits for it, and every later call waits for that commit. Shorten what the function does, and keep waiting and calls out of the ledger out of it.",
  zh: "长时间运行的链码调用会占住整个 peer 的状态：下一次提交需等待它，之后的所有调用又需等待该提交。请缩短函数的工作量，避免在其中等待或对外调用。",
};

/** One part of a peer's commit took much longer than it usually does there. */
export const slowCommitPart: SlownessRule = (trace, context) => {
  const { baselines, blocks, simulations } = context;
  // What one peer waited for, and the others did not, is that peer's finding.
  const behind = slowPeer(trace, context) !== undefined;
  const parts = trace.spans.filter(({ name }) => PARTS[name] && !(behind && name === "fabric.commit.buffer_wait"));
  const found = mostUnusual(trace, parts, baselines);
  const part = found && PARTS[found.span.name];
  if (!found || !part || !isFelt(trace, found.costNs)) return undefined;
  const { span, costNs, usualNs } = found;
  const block = blocks.find(({ height }) => height === trace.height);
  // The state is locked for writing only when no simulation holds it (kvledger/txmgmt/txmgr: commitRWLock).
  const held =
    span.name === "fabric.commit.state_db"
      ? simulations.find(
          ({ node, startNs, endNs }) =>
            node === span.node && startNs < span.startNs && endNs > span.startNs && endNs <= span.endNs + SLACK_NS,
        )
      : undefined;
  const same = parts.filter(({ name }) => name === span.name);
  return slowDiagnosis({
    code: "slow_commit",
    subCause: held ? "simulation_lock" : partName(span.name),
    costNs,
    confidence: held ? 0.95 : 0.9,
    title: { en: "A slow part of the commit", zh: "提交的某个部分缓慢" },
    summary: {
      en: `${span.node} spent ${durationText(durationOf(span))} on ${part.what.en} in block ${trace.height}, usually ${durationText(usualNs)}${held ? `: it waited for a call of ${held.chaincode || "a chaincode"} that had been running for ${durationText(span.startNs - held.startNs)} (transaction ${held.id})` : ""}.`,
      zh: `${span.node} 在区块 ${trace.height} 的“${part.what.zh}”上用了 ${durationText(durationOf(span))}，通常为 ${durationText(usualNs)}${held ? `：它在等待 ${held.chaincode || "链码"} 的一次调用结束，该调用已运行 ${durationText(span.startNs - held.startNs)}（交易 ${held.id}）` : ""}。`,
    },
    advice: held ? SIMULATION_ADVICE : part.advice,
    runbook: [
      {
        en: "Is it this block (many or large transactions), this peer, or since a certain time? Compare with the other peers and with the blocks around it.",
        zh: "是该区块（交易多或大）、该节点，还是从某时起的问题？请与其他节点及相邻区块对照。",
      },
      held ? SIMULATION_ADVICE : part.advice,
    ],
    proof: [
      ...same.map((one) => ({ label: `${one.name} ${one.node}`, value: durationText(durationOf(one)) })),
      ...rows({
        usual: durationText(usualNs),
        transactions: block && String(block.txCount),
        bytes: block && String(block.bytes),
        simulation: held && `${held.id} ${held.chaincode} ${durationText(held.endNs - held.startNs)}`,
      }),
    ],
  });
};
