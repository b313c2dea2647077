import type { FabricFailure, KeyConflict } from "../diagnosis.ts";
import type { StaleEndorser } from "../fabricEvidence.ts";
import type { Text } from "../text.ts";

/** How what a transaction had read came to be out of date. */
export type ConflictCause =
  | "definition_changed"
  | "stale_endorser"
  | "double_submit"
  | "client_race"
  | "hot_key_in_block"
  | "overtaken";

/** A call that one creator makes more often than this within a minute is a counter at work, not a double click. */
const MOST_REPEATS = 3;

/** A second submission of the same thing follows the first within this, nanoseconds. */
const REPEAT_WITHIN_NS = 60_000_000_000n;

/** Namespaces in which peers keep the definitions of chaincodes: since Fabric 2.0, and before. */
const DEFINITIONS = ["_lifecycle", "lscc"];

/**
 * Every cause that applies, the one that says most first: what an operator changed, what a peer had not yet seen,
 * what one client did to itself, and only then what many clients do to each other.
 */
export function conflictCauses(failure: FabricFailure, conflicts: readonly KeyConflict[]): readonly ConflictCause[] {
  const causes: ConflictCause[] = [];
  const { contention, place } = failure;
  if (conflicts.some(({ namespace }) => DEFINITIONS.includes(namespace))) causes.push("definition_changed");
  if (contention?.stale) causes.push("stale_endorser");
  const writes = conflicts.flatMap((conflict) => conflict.writes);
  if (contention && contention.creators === 1 && contention.attempts > 1) {
    const { calls, repeats, afterNs = 0n } = contention;
    const isSoon = afterNs < REPEAT_WITHIN_NS && afterNs > -REPEAT_WITHIN_NS;
    causes.push(calls === 1 && repeats <= MOST_REPEATS && isSoon ? "double_submit" : "client_race");
  }
  if (writes.some(({ height }) => height === place?.height)) causes.push("hot_key_in_block");
  else if (writes.length > 0) causes.push("overtaken");
  return causes;
}

interface CauseTexts {
  readonly title: Text;
  /** A sentence beside the summary. */
  readonly clause: Text;
  readonly advice: Text;
  readonly runbook: readonly Text[];
}

/** What is said of each cause. */
export const causeTexts: Readonly<Record<ConflictCause, CauseTexts>> = {
  definition_changed: {
    title: { en: "the chaincode's definition changed in flight", zh: "链码定义在途中变更" },
    clause: {
      en: "The chaincode's definition was committed anew while the transaction was on its way; every transaction of that chaincode reads it.",
      zh: "交易提交途中链码定义已重新提交；该链码的每笔交易都会读取其定义。",
    },
    advice: {
      en: "Submit again. Upgrade chaincodes while their traffic is paused, or have clients retry on this code.",
      zh: "请重新提交。升级链码时应暂停其流量，或让客户端对此代码自动重试。",
    },
    runbook: [
      {
        en: "Compare the time of the definition's commit with the refused transactions.",
        zh: "将链码定义的提交时间与被拒交易对照。",
      },
      { en: "Have the clients submit what was refused once more.", zh: "让客户端重新提交被拒的交易。" },
    ],
  },
  stale_endorser: {
    title: { en: "a peer endorsed from an older state", zh: "背书节点的状态落后" },
    clause: {
      en: "The endorser had not committed the writer's block yet, while another peer had.",
      zh: "背书节点尚未提交写入方所在区块，而其他节点已提交。",
    },
    advice: {
      en: "Endorse on a peer that is up to date, and see why this one commits late.",
      zh: "请选择状态最新的节点背书，并查明该节点提交滞后的原因。",
    },
    runbook: [
      {
        en: "Compare the peer's ledger height and commit times with the others' (ledger_blockchain_height; its commit lag).",
        zh: "将该节点的账本高度与提交时间与其他节点对比（ledger_blockchain_height、提交滞后）。",
      },
      {
        en: "Look where its commit loses time: validation, state database, disk, or late arrival of blocks.",
        zh: "查看其提交耗时所在：验证、状态数据库、磁盘，还是区块到达较晚。",
      },
      {
        en: "Until then let clients wait for the commit on the peer that endorses, or endorse elsewhere.",
        zh: "在此之前，让客户端等待背书节点完成提交，或改由其他节点背书。",
      },
    ],
  },
  double_submit: {
    title: { en: "the same call was submitted twice", zh: "同一调用被提交了两次" },
    clause: {
      en: "The same identity made the same call twice: one took effect, this one could not.",
      zh: "同一身份两次发起同一调用：其中一次已生效，这一次无法生效。",
    },
    advice: {
      en: "Nothing is lost: the other one took effect. Make the client submit once (disable the button, use an idempotency key).",
      zh: "没有数据丢失：另一次已生效。请让客户端只提交一次（禁用按钮、使用幂等键）。",
    },
    runbook: [
      {
        en: "Check that the other transaction is VALID and does what was wanted.",
        zh: "确认另一笔交易为 VALID 且达到目的。",
      },
      {
        en: "Look in the client for a retry that does not wait for the outcome of the first attempt.",
        zh: "检查客户端是否在未等待首次结果时就重试。",
      },
    ],
  },
  client_race: {
    title: { en: "the client did not wait for itself", zh: "客户端未等待自己的上一笔交易" },
    clause: {
      en: "Only this identity wrote these keys meanwhile: it sent the next transaction before the one before was committed.",
      zh: "期间仅有该身份写过这些键：它在上一笔交易提交前就发起了下一笔。",
    },
    advice: {
      en: "Wait for the commit of the transaction before on the same keys, or queue them in the client.",
      zh: "请在同一键的上一笔交易提交后再发起下一笔，或在客户端排队。",
    },
    runbook: [
      {
        en: "Find the client by its identity and see whether it submits side by side.",
        zh: "按身份找到客户端，检查其是否并行提交。",
      },
      {
        en: "Make it wait for the commit status (getStatus, or commit listeners) per key.",
        zh: "让其按键等待提交状态（getStatus 或提交监听）。",
      },
    ],
  },
  hot_key_in_block: {
    title: { en: "a hot key within one block", zh: "同一区块内的热点键" },
    clause: {
      en: "Transactions of one block wrote the same key; the first of them wins.",
      zh: "同一区块内多笔交易写入同一个键，先到者生效。",
    },
    advice: {
      en: "Several transactions of one block update the same key. Spread the key (one per writer, summed when read), or submit again after the block.",
      zh: "同一区块内多笔交易更新同一个键。请拆分该键（每个写入方一个键，读取时汇总），或在该区块之后重新提交。",
    },
    runbook: [
      {
        en: "List the hottest keys of this chaincode (fabric_conflicts by key).",
        zh: "列出该链码的最热键（按键统计 fabric_conflicts）。",
      },
      {
        en: "Spread the key in the chaincode, or send its updates through one queue.",
        zh: "在链码中拆分该键，或将其更新集中到一个队列。",
      },
      { en: "Have clients retry with a pause of about a block's time.", zh: "让客户端以约一个区块的间隔重试。" },
    ],
  },
  overtaken: {
    title: { en: "another client was committed first", zh: "其他客户端先行提交" },
    clause: {
      en: "Another client's write was committed between endorsement and commit.",
      zh: "在背书与提交之间，另一客户端的写入已提交。",
    },
    advice: {
      en: "Simulate and submit again: the client's endorsement was older than the state. If it recurs, wait for the commit of the previous transaction on that key before the next one, or spread the key.",
      zh: "请重新模拟并提交：背书时的状态已过期。若反复出现，请等待该键上一笔交易提交后再发起下一笔，或拆分该键。",
    },
    runbook: [
      {
        en: "Look at the time between endorsement and submission in the trace: an envelope that is held back ages.",
        zh: "在追踪中查看背书与提交之间的间隔：被搁置的信封会过期。",
      },
      { en: "Submit again from a new proposal.", zh: "以新的提案重新提交。" },
    ],
  },
};

const MS = 1_000_000n;

/** The sentence about a stale endorser, with nodes and times. */
export function staleText({ node, freshNode, simulatedNs, freshNs, committedNs, height }: StaleEndorser): Text {
  const ahead = (simulatedNs - freshNs) / MS;
  const behind = committedNs === undefined ? undefined : (committedNs - freshNs) / MS;
  return {
    en:
      `${node} simulated it ${ahead} ms after ${freshNode} had committed block ${height}` +
      (behind === undefined ? "." : `, and committed that block itself ${behind} ms after ${freshNode}.`),
    zh:
      `${node} 模拟该交易时，${freshNode} 已于 ${ahead} 毫秒前提交区块 ${height}` +
      (behind === undefined ? "。" : `；${node} 自己比 ${freshNode} 晚 ${behind} 毫秒提交该区块。`),
  };
}
