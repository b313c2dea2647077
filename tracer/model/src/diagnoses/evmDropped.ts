import type { DiagnosisRule } from "../diagnosis.ts";

/** The pool forgot it, and nothing that was seen says why: a last word, below every other one. */
export const evmDropped: DiagnosisRule = (failure) => {
  if (failure.family !== "evm" || failure.place) return undefined;
  const { waiting } = failure;
  if (waiting?.droppedNs === undefined) return undefined;
  const seconds = (Number(waiting.droppedNs - waiting.firstSeenNs) / 1e9).toFixed(1);
  return {
    code: "evm_dropped",
    chainCode: failure.code,
    confidence: 0.5,
    title: { en: "Dropped by the pool", zh: "被交易池丢弃" },
    summary: {
      en: `A watched pool had it for ${seconds} s and then no longer; no block holds it.`,
      zh: `被监视的交易池保留它 ${seconds} 秒后将其丢弃；没有区块包含它。`,
    },
    advice: { en: "Send it again, with a higher fee.", zh: "请以更高费用重新发送。" },
    runbook: [
      {
        en: "Look at the node's limits: geth --txpool.globalslots, --txpool.accountslots, --txpool.lifetime; its log names what it drops at debug level.",
        zh: "查看节点限制：geth --txpool.globalslots、--txpool.accountslots、--txpool.lifetime；其 debug 级日志会列出丢弃的交易。",
      },
      {
        en: "Sign and send it again; with a higher fee where the pool is full.",
        zh: "重新签名并发送；若交易池已满，请提高费用。",
      },
    ],
    culprits: [],
    proof: [
      { label: "first_seen", value: timeOf(waiting.firstSeenNs) },
      { label: "gone", value: timeOf(waiting.droppedNs) },
      { label: "sender", value: waiting.from },
      { label: "nonce", value: String(waiting.nonce) },
    ],
    unseen: [
      {
        en: "the pool's reason: a full pool, its lifetime, or a restart of the node look the same from outside",
        zh: "交易池的原因：池满、超时或节点重启在外部看来相同",
      },
    ],
  };
};

const timeOf = (ns: bigint): string => new Date(Number(ns / 1_000_000n)).toISOString();
