import type { DiagnosisRule } from "../diagnosis.ts";

/** It cannot go before those with lower nonces of its sender, and one of them is missing or stuck. */
export const evmNonceGap: DiagnosisRule = (failure) => {
  if (failure.family !== "evm" || failure.place) return undefined;
  const { waiting } = failure;
  if (!waiting || waiting.nextNonce === undefined || waiting.nonce <= waiting.nextNonce) return undefined;
  const { nonce, nextNonce, missingNonce, first, from } = waiting;
  const isMissing = missingNonce !== undefined && missingNonce < nonce;
  if (!isMissing && !first) return undefined;
  const count = nonce - nextNonce;
  return {
    code: "evm_nonce_gap",
    subCause: isMissing ? "missing_nonce" : "blocked",
    chainCode: failure.code,
    confidence: isMissing ? 0.95 : 0.9,
    title: isMissing
      ? { en: `Nonce ${missingNonce} is missing`, zh: `缺少 nonce ${missingNonce}` }
      : { en: `Waits for nonce ${nextNonce}`, zh: `等待 nonce ${nextNonce}` },
    summary: isMissing
      ? {
          en: `Its nonce is ${nonce}, the next of ${from} is ${nextNonce}: ${count} transactions have to go first, and no watched pool has one with nonce ${missingNonce}.`,
          zh: `其 nonce 为 ${nonce}，而 ${from} 的下一个 nonce 为 ${nextNonce}：须先有 ${count} 笔交易，但被监视的交易池中没有 nonce 为 ${missingNonce} 的交易。`,
        }
      : {
          en: `Its nonce is ${nonce}, the next of ${from} is ${nextNonce}: ${first?.id} has to go first and is stuck itself.`,
          zh: `其 nonce 为 ${nonce}，而 ${from} 的下一个 nonce 为 ${nextNonce}：须先打包 ${first?.id}，而后者自身受阻。`,
        },
    advice: isMissing
      ? {
          en: `Send a transaction with nonce ${missingNonce}: the lost one again, or an empty one to yourself.`,
          zh: `请发送 nonce 为 ${missingNonce} 的交易：重发丢失的那笔，或向自己发送一笔空交易。`,
        }
      : {
          en: `Get ${first?.id} going first, for instance by sending it again with a higher fee.`,
          zh: `请先让 ${first?.id} 得以打包，例如以更高费用重新发送。`,
        },
    runbook: [
      {
        en: `Ask the node: eth_getTransactionCount ${from} with "latest" and "pending", and txpool_contentFrom where it is offered.`,
        zh: `向节点询问：以 "latest" 与 "pending" 调用 eth_getTransactionCount ${from}；若支持，再调用 txpool_contentFrom。`,
      },
      isMissing
        ? {
            en: `Fill nonce ${missingNonce}; those behind it follow by themselves.`,
            zh: `补上 nonce ${missingNonce}；其后的交易会自动跟上。`,
          }
        : {
            en: `Find out why the first one waits: ledgerscope why ${first?.id}.`,
            zh: `查明第一笔为何等待：ledgerscope why ${first?.id}。`,
          },
      {
        en: "Let one place alone give out the nonces of an account, and let it send a lost one again.",
        zh: "只由一处分配账户的 nonce，并由其重发丢失的交易。",
      },
    ],
    culprits: [],
    proof: [
      { label: "sender", value: from },
      { label: "nonce", value: String(nonce) },
      { label: "next_nonce", value: String(nextNonce) },
      ...(isMissing ? [{ label: "missing_nonce", value: String(missingNonce) }] : []),
      ...(first ? [{ label: "first_in_line", value: first.id }] : []),
      ...(waiting.pool ? [{ label: "pool", value: waiting.pool }] : []),
    ],
    unseen: [
      {
        en: "pools of other nodes: the missing one may wait where nobody watches",
        zh: "其他节点的交易池：缺少的交易可能在未被监视之处等待",
      },
    ],
  };
};
