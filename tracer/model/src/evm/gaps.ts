import type { FactIndex } from "../factIndex.ts";
import type { TraceGap, TraceInput } from "../trace.ts";
import { isFinalAtOnce } from "./blockSpans.ts";
import type { PoolStay } from "./mempoolSpans.ts";

const WATCH = {
  en: "watch a node's pool: observe: { mempool: ws://host:8546 } of the network, while `ledgerscope run` runs",
  zh: "请监视一个节点的交易池：在该网络配置 observe: { mempool: ws://host:8546 }，并保持 `ledgerscope run` 运行",
};

/** Stages of an EVM transaction that could not be seen, each with the reason and what to turn on. */
export function findEvmGaps(input: TraceInput, facts: FactIndex, stays: readonly PoolStay[]): readonly TraceGap[] {
  const { ledger, evm } = input;
  const gaps: TraceGap[] = [];
  const watchers = facts.nodes("evm.include", "evm.mempool");
  if (stays.length === 0) {
    gaps.push({
      stage: "evm.mempool",
      reason:
        watchers.length === 0
          ? {
              en: "when it was sent and first seen is unknown: no node's pool of transactions was watched at that time",
              zh: "提交与首次出现的时间未知：当时没有监视任何节点的交易池",
            }
          : {
              en: `it was not seen waiting by ${watchers.join(", ")}: it came into the block without passing there, or faster than the node tells`,
              zh: `${watchers.join("、")} 未看到它等待：它未经过该节点即进入区块，或快于节点的通知`,
            },
      advice:
        watchers.length === 0
          ? WATCH
          : {
              en: "watch the node that it is sent to, over a websocket",
              zh: "请通过 websocket 监视其提交到的节点",
            },
    });
  } else if (stays.every(({ timing }) => timing.start?.evidence === "inferred")) {
    gaps.push({
      stage: "evm.mempool",
      reason: {
        en: "it waited in the pool before the watching began: it came earlier than shown",
        zh: "监视开始之前它已在交易池中：实际时间早于所示",
      },
      advice: { en: "keep `ledgerscope run` running", zh: "请保持 `ledgerscope run` 运行" },
    });
  }
  gaps.push({
    stage: "evm.submit",
    reason: {
      en: "when the client sent it is unknown: nodes do not log the calls of their clients",
      zh: "客户端的提交时间未知：节点不记录客户端的调用",
    },
    advice: {
      en: "the first sight in a watched pool is not earlier than that",
      zh: "在被监视的交易池中首次出现的时间不早于它",
    },
  });
  if (!ledger) return gaps;
  if ((evm?.calls.length ?? 0) === 0 && hasCode(input)) {
    gaps.push({
      stage: "evm.execute",
      reason: {
        en: "the calls inside it are unknown: no trace of it is stored",
        zh: "其内部调用未知：未存储其调用跟踪",
      },
      advice: {
        en: "store traces: datasets: { traces: true } of the network, with a node that offers debug_traceBlockByNumber or trace_block",
        zh: "请存储跟踪：在该网络配置 datasets: { traces: true }，且节点需提供 debug_traceBlockByNumber 或 trace_block",
      },
    });
  } else if (evm && evm.callCount > evm.calls.length) {
    gaps.push({
      stage: "evm.execute",
      reason: {
        en: `${evm.calls.length} of ${evm.callCount} calls are shown, the first ones`,
        zh: `共 ${evm.callCount} 个调用，仅显示前 ${evm.calls.length} 个`,
      },
      advice: { en: "evm_traces has them all", zh: "全部调用见 evm_traces" },
    });
  }
  if (ledger.final || isFinalAtOnce(evm?.consensus)) return gaps;
  gaps.push({
    stage: "evm.finalize",
    reason: { en: "its block can still be reverted", zh: "其所在区块仍可能被回滚" },
    advice: { en: "wait until the network calls the block final", zh: "请等待网络确认该区块为最终" },
  });
  return gaps;
}

/** A plain transfer runs no code: all its gas is what any transaction costs. */
const hasCode = ({ ledger }: TraceInput): boolean => ledger?.attributes["evm.gas_used"] !== "21000";
